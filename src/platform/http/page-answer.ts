import type { Ask } from './route.ts'

export type PlainPage = Readonly<{ html: string; status: number; headers: Readonly<Record<string, string>> }>

const plain = Symbol('what the answer was made of')

/**
 * A page as an answer. Those of public pages, which set no cookie, are remembered as they are: their headers then go out
 * as one plain object, where a `Headers` costs more than finding the page's route.
 */
export function pageAnswer(c: Ask, { html, status, headers }: PlainPage): Response {
  if (c.get('cacheClass') !== 'public') {
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    return c.body(html, status as 200)
  }
  return Object.assign(new Response(html, { status, headers }), { [plain]: { html, status, headers } })
}

/** What an answer was made of, when it is a public page. */
export const plainOf = (response: Response & { [plain]?: PlainPage }): PlainPage | undefined => response[plain]
