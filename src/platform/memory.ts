import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (how: { type: 'major'; flavor: 'last-resort'; execution: 'async' }) => Promise<void>

/**
 * Gives memory that is not needed any more back to the system. For after a large piece of work that is done once: it
 * stops the process for about 0.2 s for each 50 MB that are kept, and lets it shrink from 244 to 115 MB after reading
 * 10,000 products. Left alone, the runtime keeps what it once had.
 */
export async function giveBackMemory(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as Collect
  await collect({ type: 'major', flavor: 'last-resort', execution: 'async' })
}
