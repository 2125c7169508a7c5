import { createServer } from 'node:http'

/** The most that Node can do: the bytes of a page, sent by `node:http` with nothing else. Reads them from its input. */
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
const page = Buffer.concat(chunks)

const server = createServer((_, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=UTF-8', 'Content-Length': page.length })
  response.end(page)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) process.send?.({ port: address.port })
})
process.on('SIGTERM', () => process.exit(0))
