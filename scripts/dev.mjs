// npm run dev: the shop, started anew whenever a source changes. Pages that are open in a browser load themselves again.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'

import { build } from './steps/build.mjs'
import { install } from './steps/install.mjs'
import { pinnedNode } from './steps/node.mjs'
import { inRoot } from './steps/root.mjs'
import { guarded, Plain } from './steps/say.mjs'

const QUIET_MS = 150
let shop = null
let isEnding = false

await guarded(install)
await again()
for (const folder of ['src', 'demo', 'migrations']) watch(inRoot(folder), { recursive: true }, changed)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)

/** Editors write a file in several steps: waits until it is quiet. */
let timer
function changed(_, name) {
  if (name && /\.test\.tsx?$|~$|\.sw.$/.test(name)) return
  clearTimeout(timer)
  timer = setTimeout(() => void inTurn(), QUIET_MS)
}

let turn = Promise.resolve()
function inTurn() {
  turn = turn.then(again)
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
  if (!isEnding) shop = spawn(pinnedNode(), [inRoot('dist/src/main.js')], { stdio: 'inherit', env: environment() })
}

const environment = () => ({ ...process.env, NODE_ENV: 'development', STOA_RELOAD: '1' })

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
