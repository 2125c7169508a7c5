import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'

import { drawn } from './drawn.ts'

type Answer = { name: string; bytes?: Uint8Array; error?: string }
type Order = { name: string; done: (bytes: Buffer) => void; fail: (error: Error) => void }

/** Takes pictures that are drawn already as they are, and draws the others in a few threads; close it after the last. */
export type Studio = { draw: (name: string) => Promise<Buffer>; close: () => Promise<void> }

const MOST_THREADS = 4

export function openStudio({ anew = false } = {}): Studio {
  const threads = openThreads()
  const draw = async (name: string): Promise<Buffer> => (anew ? null : await drawn(name)) ?? threads.draw(name)
  return { draw, close: threads.close }
}

/** The threads are started when the first picture is asked for. */
function openThreads(): Studio {
  const waiting: Order[] = []
  const threads = new Map<Worker, Order | null>()
  const script = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)

  const feed = (): void => {
    for (const [thread, current] of threads) {
      if (current) continue
      const next = waiting.shift()
      if (!next) return
      threads.set(thread, next)
      thread.postMessage(next.name)
    }
  }
  const settle = (thread: Worker, finish: (order: Order) => void): void => {
    const order = threads.get(thread)
    if (threads.has(thread)) threads.set(thread, null)
    if (order) finish(order)
    feed()
  }
  const hire = (): void => {
    const thread = new Worker(script)
    threads.set(thread, null)
    thread.on('message', ({ bytes, error }: Answer) =>
      settle(thread, (order) => (bytes ? order.done(Buffer.from(bytes)) : order.fail(new Error(error)))),
    )
    thread.on('error', (error) => {
      const order = threads.get(thread)
      threads.delete(thread)
      order?.fail(error instanceof Error ? error : new Error(String(error)))
    })
  }
  return {
    draw: (name) =>
      new Promise((done, fail) => {
        waiting.push({ name, done, fail })
        while (threads.size < Math.min(MOST_THREADS, availableParallelism())) hire()
        feed()
      }),
    close: async () => {
      await Promise.all([...threads.keys()].map((thread) => thread.terminate()))
    },
  }
}
