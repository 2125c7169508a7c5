import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Seeded } from './faults.ts'

/** A copy of the project to plant mistakes into, with its own build; what is installed is shared. */
export type Scratch = Readonly<{
  /** Plants the mistake, builds, runs its test, and takes the mistake out again. */
  run: (fault: Seeded) => Promise<Found>
  close: () => void
}>

export type Found = Readonly<{ ran: number; failed: number; output: string }>

const copied = ['src', 'demo', 'migrations', 'db', 'faults', 'e2e', 'package.json']
const settings = ['tsconfig.json', 'tsconfig.build.json', 'vitest.config.ts', 'vitest.faults.config.ts']
/** What the faces need is built already; no mistake is planted there. */
const built = ['dist/admin', 'dist/storefront']

export function openScratch(): Scratch {
  const folder = mkdtempSync(path.join(tmpdir(), 'stoa-seeded-'))
  for (const name of [...copied, ...settings, ...built]) cpSync(name, path.join(folder, name), { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  return {
    run: async (fault) => {
      const before = new Map(fault.edits.map(({ file }) => [file, readFileSync(path.join(folder, file), 'utf8')]))
      try {
        for (const edit of fault.edits) plant(path.join(folder, edit.file), edit)
        await build(folder)
        return await runTest(folder, fault.test)
      } finally {
        for (const [file, text] of before) writeFileSync(path.join(folder, file), text)
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** @throws Error when the sources have changed so that the mistake cannot be made any more in this way. */
function plant(file: string, { find, put }: { find: string; put: string }): void {
  const text = readFileSync(file, 'utf8')
  if (text.split(find).length !== 2)
    throw new Error(`the mistake cannot be planted: ${file} does not have this once:\n${find}`)
  writeFileSync(
    file,
    text.replace(find, () => put),
  )
}

/** Types are no matter here: some mistakes would not pass. */
async function build(folder: string): Promise<void> {
  for (const part of ['src', 'demo']) rmSync(path.join(folder, 'dist', part), { recursive: true, force: true })
  const { output } = await ran(folder, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck'])
  if (!existsSync(path.join(folder, 'dist/src/main.js'))) throw new Error(`the build failed:\n${output}`)
}

async function runTest(folder: string, { config, file, name }: Seeded['test']): Promise<Found> {
  const results = path.join(folder, 'results.json')
  rmSync(results, { force: true })
  const options = ['--config', config, '--testNamePattern', name, '--reporter=json', `--outputFile=${results}`]
  const { output } = await ran(folder, ['node_modules/vitest/vitest.mjs', 'run', file, ...options])
  if (!existsSync(results)) throw new Error(`the test was not run:\n${output}`)
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8')) as Record<string, number>
  return { ran: (numPassedTests ?? 0) + (numFailedTests ?? 0), failed: numFailedTests ?? 0, output }
}

function ran(cwd: string, args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, ROUNDS: '2', FAULTS: 'gate', NODE_ENV: '' }
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const gather = (data: Buffer): void => {
      output += data.toString()
    }
    child.stdout.on('data', gather)
    child.stderr.on('data', gather)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
