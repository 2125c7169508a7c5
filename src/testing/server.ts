type TestServer = { url: (database: string) => string; stop: () => Promise<void> }

/** The server named by TEST_DATABASE_URL. */
export async function testServer(): Promise<TestServer> {
  const named = process.env['TEST_DATABASE_URL']
  if (!named) throw new Error('TEST_DATABASE_URL is not set')
  return { url: (database) => withDatabase(named, database), stop: async () => {} }
}

function withDatabase(base: string, database: string): string {
  const url = new URL(base)
  url.pathname = `/${database}`
  return url.href
}
