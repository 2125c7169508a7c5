import { refuse } from '#kernel/result'
import type { Answer } from './port.ts'

const PATIENCE_MS = 10_000

/** Puts a question to a gateway. An exception or a silence of 10 s is an unknown outcome, never a failure. */
export async function ask<T>(question: () => Promise<Answer<T>>, patienceMs = PATIENCE_MS): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => resolve(refuse({ code: 'unknown', reason: 'no answer in time' })), patienceMs)
  })
  try {
    return await Promise.race([question(), silence])
  } catch (error) {
    return refuse({ code: 'unknown', reason: error instanceof Error ? error.message : String(error) })
  } finally {
    clearTimeout(timer)
  }
}
