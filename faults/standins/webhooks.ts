import { setTimeout as sleep } from 'node:timers/promises'

/** What is sent, signed at the moment when it goes. */
export type Message = () => { body: string; headers: Record<string, string> }

export type Delivery = {
  /** Where to. Empty: nowhere. */
  url?: string
  /** Each comes so many times. */
  copies?: number
  /** Kept until `flush`, and then sent in an order that the seed decides. */
  keep?: boolean
  delayMs?: number
  /** None is ever sent. */
  lose?: boolean
  /** How often one that was not taken is sent again. */
  retries?: number
}

/** Sends webhooks as a gateway does, or doubled, late, out of order, or not at all. */
export function createWebhooks() {
  const state: { how: Delivery; kept: Message[]; sent: { status: number; body: string }[] } = {
    how: { url: process.env['STANDIN_WEBHOOK_URL'] ?? '' },
    kept: [],
    sent: [],
  }
  const under = new Set<Promise<void>>()
  const deliver = async (message: Message, copies = state.how.copies ?? 1): Promise<void> => {
    const { url = '', delayMs = 0, retries = 5 } = state.how
    if (url === '') return
    if (delayMs > 0) await sleep(delayMs)
    await Promise.all(Array.from({ length: copies }, () => attempt(url, message, retries)))
  }
  const attempt = async (url: string, message: Message, retries: number): Promise<void> => {
    for (let round = 0; round <= retries; round += 1) {
      const { body, headers } = message()
      const status = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5000) }).then(
        (answer) => answer.status,
        () => 0,
      )
      state.sent.push({ status, body })
      if (status >= 200 && status < 300) return
      await sleep(200 * 2 ** round)
    }
  }
  return {
    send: (message: Message): void => {
      if (state.how.lose) return
      if (state.how.keep) state.kept.push(message)
      else {
        const way = deliver(message).finally(() => under.delete(way))
        under.add(way)
      }
    },
    actions: {
      webhooks: (how: Delivery) => {
        state.how = { ...state.how, ...how }
        return state.how
      },
      /**
       * Sends what was kept, one after the other: in the given order of positions, with the others behind, or in one that
       * follows from `seed`. Each `copies` times, the last copies when all have been sent once. Answers when all have been answered.
       */
      flush: async ({ seed = 1, order, copies = 1 }: { seed?: number; order?: number[]; copies?: number }) => {
        const kept = state.kept.splice(0)
        const sorted = order
          ? kept.map((_, at) => order[at] ?? at).flatMap((at) => kept.slice(at, at + 1))
          : shuffled(kept, seed)
        for (let copy = 0; copy < copies; copy += 1) for (const message of sorted) await deliver(message, 1)
        return { sent: sorted.length * copies }
      },
      /** Answers when nothing is on its way. */
      idle: async () => {
        await Promise.all(under)
        return { ok: true }
      },
      sent: () => state.sent,
    },
  }
}

/** The same order for the same seed (a linear congruential generator, Numerical Recipes' constants). */
function shuffled<T>(items: T[], seed: number): T[] {
  let state = seed >>> 0
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = random(index + 1)
    const [a, b] = [items[index], items[other]]
    if (a !== undefined && b !== undefined) [items[index], items[other]] = [b, a]
  }
  return items
}
