// Builds what runs: the server by tsc, the faces by Vite. Runs on Node 20 with what npm installed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { pinnedNode } from './node.mjs'
import { inRoot, root } from './root.mjs'
import { collect } from './run.mjs'
import { during, Plain } from './say.mjs'

const marker = inRoot('dist/.built')
const folders = ['src', 'demo']
const storefront = 'scripts/build-storefront.mjs'
const files = ['package-lock.json', 'package.json', 'tsconfig.json', 'tsconfig.build.json', storefront]

/** Vite's part of the build, one config a face. */
export const viteConfigs = () =>
  readdirSync(root)
    .filter((name) => /^vite(\.\w+)?\.config\.ts$/.test(name))
    .toSorted()

/** Builds when the sources are not the ones that were built last. */
export async function build() {
  const wanted = fingerprint()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  await during('Building', async () => {
    rmSync(marker, { force: true })
    for (const part of ['src', 'demo']) rmSync(inRoot('dist', part), { recursive: true, force: true })
    mkdirSync(inRoot('dist'), { recursive: true })
    await server()
    await faces()
  })
  writeFileSync(marker, wanted)
}

/** Types are checked by the tests; a start only needs the programs. */
const server = () => tool('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json', '--noCheck'])

async function faces() {
  await tool(storefront, [])
  for (const config of viteConfigs())
    await tool('node_modules/vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'error'])
}

async function tool(script, args) {
  const env = { ...process.env, NODE_ENV: 'production' }
  const { code, output } = await collect(pinnedNode(), [inRoot(script), ...args], { cwd: root, env })
  if (code !== 0) throw new Plain(`The build failed. ${path.basename(script)} said:\n\n${output.trim()}`)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of [...files, ...viteConfigs()]) hash.update(readFileSync(inRoot(file)))
  for (const folder of folders) {
    const entries = readdirSync(inRoot(folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const names = entries
      .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
      .filter(isBuilt)
      .sort()
    for (const name of names) hash.update(`${path.relative(root, name)}\n`).update(readFileSync(name))
  }
  return hash.digest('hex')
}

const isBuilt = (file) => !/\.test\.tsx?$/.test(file)
