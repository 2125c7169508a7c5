// npm run faults [-- name …] [--rounds N] [--seed S]: the races, kills and outages in full. A name is what a test's name
// has in it: C01, kill, mail. `gate` runs them as short as npm test does. `seeded [M3 …]` plants our own faults one by
// one and looks whether their tests see them.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { pinnedNode } from './steps/node.mjs'
import { inRoot, root } from './steps/root.mjs'
import { become } from './steps/run.mjs'
import { guarded, Plain } from './steps/say.mjs'

await guarded(async () => {
  const { names, rounds, seed } = asked()
  await install()
  if (names[0] === 'seeded') {
    const only = names.length > 1 ? ['--only', names.slice(1).join(',')] : []
    return become(pinnedNode(), ['--conditions=source', inRoot('faults/seeded/run.ts'), ...only], { cwd: root })
  }
  await build()
  const words = names.filter((name) => name !== 'gate')
  const env = {
    ...process.env,
    PATH: [inRoot('node_modules/.bin'), process.env.PATH].join(path.delimiter),
    FAULTS: words.length === names.length ? 'deep' : 'gate',
    SEED: String(seed),
    ...(rounds ? { ROUNDS: String(rounds) } : {}),
  }
  const again = process.argv.slice(2).filter((word, index, all) => word !== '--seed' && all[index - 1] !== '--seed')
  console.log(`\nSeed ${seed}. The same again: npm run faults -- ${[...again, '--seed', seed].join(' ')}\n`)
  process.exitCode = await run(words, env)
})

function asked() {
  try {
    const options = { rounds: { type: 'string' }, seed: { type: 'string' } }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const seed = Number(values.seed ?? Date.now() % 1_000_000)
    const rounds = values.rounds === undefined ? 0 : Number(values.rounds)
    if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(rounds) || rounds < 0) throw new Error('not a number')
    return { names: positionals, seed, rounds }
  } catch (error) {
    throw new Plain(`npm run faults [-- name …] [--rounds N] [--seed S]: ${error.message}`)
  }
}

function run(names, env) {
  const pattern = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
  const args = ['run', '--config', 'vitest.faults.config.ts', '--reporter', inRoot('faults/rig/table.ts')]
  if (pattern) args.push('--testNamePattern', pattern)
  const child = spawn(pinnedNode(), [inRoot('node_modules/vitest/vitest.mjs'), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}
