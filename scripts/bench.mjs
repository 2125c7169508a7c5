// npm run bench: installs and builds when needed, then measures (bench/run.ts).
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
become(pinnedNode(), ['--conditions=source', inRoot('bench/run.ts'), ...process.argv.slice(2)])
