// Plants our own faults one by one and counts those that their tests see.
import { inRoot, root } from './root.mjs'
import { collect } from './run.mjs'

/** @returns {Promise<{ passed: number, failed: number, said: string }>} */
export async function seeded(node, env) {
  const program = ['--conditions=source', inRoot('faults/seeded/run.ts')]
  const { code, output } = await collect(node, program, { cwd: root, env })
  const [, caught = 0, all = 1] = /^(\d+) of (\d+) caught$/m.exec(output) ?? []
  return { passed: Number(caught), failed: all - caught, said: code === 0 ? '' : output.trim() }
}
