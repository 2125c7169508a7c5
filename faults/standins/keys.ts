import type { Asked, Reply } from './standin.ts'

/**
 * Remembers answers by their key, as gateways do: the same request again is answered the same, another one under the same
 * key is told so, and two at once do it once.
 */
export function createKeys(parts: { otherRequest: () => Reply; inUse: () => Reply; ignoresContent?: boolean }) {
  const known = new Map<string, { content: string; reply: Reply | null }>()
  const answer = async (key: string | undefined, asked: Asked, act: () => Reply | Promise<Reply>): Promise<Reply> => {
    if (key === undefined || key === '') return act()
    const content = parts.ignoresContent ? asked.path : `${asked.method} ${asked.path} ${asked.raw}`
    const before = known.get(key)
    if (before && before.content !== content) return parts.otherRequest()
    if (before) return before.reply ?? parts.inUse()
    const entry: { content: string; reply: Reply | null } = { content, reply: null }
    known.set(key, entry)
    entry.reply = await act()
    // A malformed or unauthorized request is not remembered.
    if (entry.reply.status === 401 || entry.reply.status >= 500) known.delete(key)
    return entry.reply
  }
  /** As gateways do after a while. */
  return Object.assign(answer, { forget: () => known.clear() })
}
