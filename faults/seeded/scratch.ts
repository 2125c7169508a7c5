import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Patch } from './fault.ts'

/** What the tests need. What is installed is shared. */
const copied = ['src', 'demo', 'migrations', 'package.json', 'tsconfig.json', 'vitest.config.ts']

/** A copy of the sources to plant faults into. Answers its folder. */
export function makeScratch(root: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'stoa-seeded-'))
  for (const name of copied) cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  return folder
}

/**
 * Changes the files in `folder`; answers what takes the changes out again.
 * @throws Error when the sources have changed so that a patch does not fit any more. Then nothing is changed.
 */
export function plant(folder: string, patches: readonly Patch[]): () => void {
  const before = new Map<string, string>()
  const after = new Map<string, string>()
  for (const { file, find, put } of patches) {
    const at = path.join(folder, file)
    const text = after.get(at) ?? readFileSync(at, 'utf8')
    if (!after.has(at)) before.set(at, text)
    const found = text.split(find).length - 1
    if (found !== 1) throw new Error(`${file} has this ${found} times, not once:\n${find}`)
    after.set(
      at,
      text.replace(find, () => put),
    )
  }
  for (const [at, text] of after) writeFileSync(at, text)
  return () => before.forEach((text, at) => writeFileSync(at, text))
}

export const removeScratch = (folder: string): void => rmSync(folder, { recursive: true, force: true })
