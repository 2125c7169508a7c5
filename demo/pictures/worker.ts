/** Draws in a thread of its own, so that the shop answers meanwhile. Run by `studio.ts`. */
import { parentPort } from 'node:worker_threads'

import { draw } from './draw.ts'

parentPort?.on('message', (name: string) => {
  draw(name).then(
    (bytes) => parentPort?.postMessage({ name, bytes }),
    (error: unknown) => parentPort?.postMessage({ name, error: String(error) }),
  )
})
