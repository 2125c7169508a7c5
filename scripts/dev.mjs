// npm run dev: the shop, started anew whenever a source changes. Pages that are open in a browser load themselves again.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'

import { startProxy, untilUp } from './dev/proxy.mjs'
import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { pinnedNode } from './steps/node.mjs'
import { inRoot } from './steps/root.mjs'
import { guarded, Plain } from './steps/say.mjs'

const QUIET_MS = 150
const port = Number(process.env.PORT ?? 3000)
const shopPort = port + 10_000
let shop = null
let isEnding = false
let timer
let turn = Promise.resolve()

await guarded(install)
const proxy = startProxy(port, shopPort)
console.log(`  Working on http://localhost:${port}/`)
await again()
for (const folder of ['src', 'demo', 'migrations']) watch(inRoot(folder), { recursive: true }, changed)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)

/** Editors write a file in several steps: waits until it is quiet. */
function changed(_, name) {
  if (name && /\.test\.tsx?$|~$|\.sw.$/.test(name)) return
  clearTimeout(timer)
  timer = setTimeout(() => (turn = turn.then(again)), QUIET_MS)
}

async function again() {
  if (isEnding) return
  try {
    await build()
  } catch (error) {
    // A half-typed line: the shop of before goes on running.
    console.error(error instanceof Plain ? error.message : error)
    return
  }
  await stopped()
  if (isEnding) return
  const env = { ...process.env, NODE_ENV: 'development', PORT: String(shopPort) }
  shop = spawn(pinnedNode(), [inRoot('dist/src/main.js')], { stdio: 'inherit', env })
  await Promise.race([untilUp(shopPort), new Promise((resolve) => shop.once('exit', resolve))])
  proxy.reload()
}

function stopped() {
  const running = shop
  shop = null
  if (!running || running.exitCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    running.once('exit', resolve)
    running.kill('SIGTERM')
  })
}

async function end() {
  if (isEnding) return
  isEnding = true
  await stopped()
  process.exit(0)
}
