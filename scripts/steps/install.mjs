// Sees to it that node_modules holds what package-lock.json names. Runs on Node 20 with nothing installed.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { inRoot, root } from './root.mjs'
import { collect } from './run.mjs'
import { during, Plain } from './say.mjs'

const marker = inRoot('node_modules/.stoa-installed')

/** Quick when nothing has changed: then only the lockfile is read. */
export async function install() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) throw new Plain(`Stoa starts with Node 20 or newer; this is Node ${process.versions.node}.`)
  const wanted = fingerprint()
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  if (!isComplete()) await during('Installing what Stoa is made of (about a minute, the first time only)', ci)
  writeFileSync(marker, wanted)
}

function fingerprint() {
  const lock = readFileSync(inRoot('package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
}

/** Whether npm's own note of what it installed says the same as the lockfile. */
function isComplete() {
  const note = inRoot('node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const wanted = packagesOf(inRoot('package-lock.json'))
  const there = packagesOf(note)
  return Object.entries(wanted).every(([folder, { version, integrity, optional }]) => {
    const found = there[folder]
    if (folder === '' || (optional && !found)) return true
    return found?.version === version && found.integrity === integrity
  })
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {}

async function ci() {
  const [program, before] = npm()
  const args = [...before, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const env = { ...process.env, NODE_ENV: '' }
  const { code, output } = await collect(program, args, { cwd: root, env, shell: program === 'npm.cmd' })
  if (code !== 0) throw new Plain(`npm could not install what package-lock.json names. It said:\n\n${output.trim()}`)
}

/** The npm that runs us, else the one on the path. */
function npm() {
  const own = process.env.npm_execpath
  if (own && path.basename(own).startsWith('npm')) return [process.execPath, [own]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}
