import type { Ask } from './route.ts'

export type PlainPage = Readonly<{
  bytes: Buffer<ArrayBuffer>
  status: number
  headers: Readonly<Record<string, string>>
}>

type Page = Readonly<{ html: string; status: number; headers: Readonly<Record<string, string>> }>

const plain = Symbol('what the answer was made of')

/**
 * A page as an answer. Those of public pages, which set no cookie, are remembered as they are: their headers then go out
 * as one plain object, where a `Headers` costs more than finding the page's route.
 */
export function pageAnswer(c: Ask, { html, status, headers }: Page): Response {
  if (c.get('cacheClass') !== 'public') {
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    return c.body(html, status as 200)
  }
  return plainAnswer({ bytes: bytesOf(html), status, headers })
}

/** The same for a page whose bytes are there. */
export const plainAnswer = (page: PlainPage): Response =>
  Object.assign(new Response(page.bytes, { status: page.status, headers: page.headers }), { [plain]: page })

/** What an answer was made of, when it is a public page. */
export const plainOf = (response: Response & { [plain]?: PlainPage }): PlainPage | undefined => response[plain]

const room = Buffer.allocUnsafeSlow(256 * 1024)

/** Written once, into room that is there already: a page's length is known only then, and asking for it costs as much. */
function bytesOf(html: string): Buffer<ArrayBuffer> {
  if (html.length * 3 > room.length) return Buffer.from(html)
  const length = room.write(html)
  const bytes = Buffer.allocUnsafeSlow(length)
  room.copy(bytes, 0, 0, length)
  return bytes
}
