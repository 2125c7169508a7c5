// npm run stoa -- <command>: import, export, demo, migrate, doctor … Installs and builds first when that is needed.
import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { pinnedNode } from './steps/node.mjs'
import { inRoot } from './steps/root.mjs'
import { become } from './steps/run.mjs'
import { guarded } from './steps/say.mjs'

await guarded(async () => {
  await install()
  await build()
})
process.env.NODE_ENV = 'production'
become(pinnedNode(), ['--max-semi-space-size=8', inRoot('dist/src/cli/index.js'), ...process.argv.slice(2)])
