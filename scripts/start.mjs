// npm start: from a fresh clone to an open shop. Runs on any Node from 20 on, with nothing installed.
import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { isNewEnough, pinnedNode } from './steps/node.mjs'
import { inRoot } from './steps/root.mjs'
import { become, endWithNpm } from './steps/run.mjs'
import { guarded } from './steps/say.mjs'

await guarded(async () => {
  await install()
  await build()
})
process.env.NODE_ENV = 'production'
const main = inRoot('dist/src/main.js')
if (isNewEnough()) {
  endWithNpm(() => process.kill(process.pid, 'SIGTERM'))
  await import(main)
  // Collecting earlier keeps the process at half the memory under load, for a few percent of its speed (npm's script says the same).
} else become(pinnedNode(), ['--max-semi-space-size=16', '--heap-growing-percent=60', main])
