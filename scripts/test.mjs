// npm test: installs what it needs, runs every check in turn, ends with "N passed, N failed".
// A check is counted as one; of the tests each one counts. With names it runs only those: npm test -- lint unit
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

import { ensureBrowser } from './steps/browser.mjs'
import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { pinnedNode } from './steps/node.mjs'
import { inRoot, root } from './steps/root.mjs'
import { collect } from './steps/run.mjs'
import { during, guarded } from './steps/say.mjs'
import { seeded } from './steps/seeded.mjs'
import { vitest } from './steps/vitest.mjs'

const total = { passed: 0, failed: 0 }
const chosen = process.argv.slice(2)
const mended = ['--import', pathToFileURL(inRoot('scripts/steps/mend-tools.mjs')).href]

await guarded(install)
const node = pinnedNode()
const env = {
  ...process.env,
  PATH: [inRoot('node_modules/.bin'), process.env.PATH].join(path.delimiter),
  NO_COLOR: '1',
}
delete env.NODE_ENV

await check('format', 'oxfmt/bin/oxfmt', ['--check', '.'])
await check('lint', 'oxlint/bin/oxlint', [])
await check('types of the server', 'typescript/bin/tsc', ['-p', '.'])
await check('types of the browser code', 'typescript/bin/tsc', ['-p', 'tsconfig.browser.json'])
await check('tables and schema', null, ['--conditions=source', 'scripts/tables.mjs', '--check'])
if (existsSync(inRoot('.dependency-cruiser.mjs')))
  await check('boundaries', 'dependency-cruiser/bin/dependency-cruiser.mjs', boundaries())
await check('dead code', null, [...mended, inRoot('node_modules/knip/bin/knip.js'), '--no-progress'])
await counted('build', () => build().then(() => ({ passed: 1, failed: 0, said: '' })))
await counted('unit', () => vitest(node, 'vitest.config.ts', env))
if (existsSync(inRoot('vitest.e2e.config.ts'))) await counted('browser', journeys)
await counted('faults', () =>
  vitest(node, 'vitest.faults.config.ts', { ...env, SEED: env.SEED ?? String(Date.now() % 1_000_000) }),
)
await counted('seeded', () => seeded(node, env))

console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed > 0 ? 1 : 0)

function boundaries() {
  return ['--config', '.dependency-cruiser.mjs', '--no-progress', 'src', 'demo']
}

/** One of our tools, which says by its exit code whether all is well. */
async function check(name, script, args) {
  await counted(name, async () => {
    const program = script ? [inRoot('node_modules', script), ...args] : args
    const { code, output } = await collect(node, program, { cwd: root, env })
    return code === 0 ? { passed: 1, failed: 0, said: '' } : { passed: 0, failed: 1, said: output.trim() }
  })
}

async function journeys() {
  const problem = await ensureBrowser()
  return problem ? { passed: 0, failed: 1, said: problem } : vitest(node, 'vitest.e2e.config.ts', env)
}

async function counted(name, run) {
  if (chosen.length > 0 && !chosen.some((word) => name.startsWith(word))) return
  const found = await during(name, async () => {
    const result = await run()
    if (result.failed > 0) throw Object.assign(new Error(name), { result })
    return result
  }).catch((error) => error.result ?? { passed: 0, failed: 1, said: error.message })
  total.passed += found.passed
  total.failed += found.failed
  if (found.said) console.log(`\n${found.said}\n`)
}
