import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

import type { SeededFault } from './fault.ts'

type Test = SeededFault['test']

/** How each test ended; those that did not run are not among them. */
export type Ran = Readonly<{
  ended: readonly Readonly<{ file: string; name: string; passed: boolean; words: string }>[]
  /** What Vitest said, for when a test is missing. */
  output: string
}>

type Where = Readonly<{ folder: string; databaseUrl: string; stop: AbortSignal }>

/** A fault that makes a test hang is no reason to wait for ever. */
const LONGEST_MS = 180_000

const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

/** Runs these tests and no others in `folder`, in one process of Vitest. */
export async function runTests(tests: readonly Test[], where: Where): Promise<Ran> {
  const file = path.join(where.folder, 'results.json')
  rmSync(file, { force: true })
  const files = [...new Set(tests.map((test) => test.file))]
  const pattern = tests.map(({ name }) => escaped(name)).join('|')
  const options = [
    '--testNamePattern',
    pattern,
    '--reporter=json',
    '--experimental.fsModuleCache',
    `--experimental.fsModuleCachePath=${where.folder}/.cache`,
    `--outputFile=${file}`,
  ]
  const output = await vitest(['run', ...files, ...options], where)
  return { ended: endedIn(file, where.folder), output }
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

function endedIn(file: string, folder: string): Ran['ended'] {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  const real = (name: string): string => path.relative(folder, name).replaceAll(path.sep, '/')
  return results.parse(JSON.parse(text)).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status, failureMessages }) => ({
        file: real(name),
        name: fullName.trim(),
        passed: status === 'passed',
        words: (failureMessages ?? []).join('\n'),
      })),
  )
}

function vitest(args: readonly string[], { folder, databaseUrl, stop }: Where): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  const child = spawn(process.execPath, [path.join('node_modules', 'vitest', 'vitest.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, TEST_DATABASE_URL: databaseUrl, NO_COLOR: '1', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString()
    })
  child.on('error', (error) => {
    output += `\n${error.message}`
  })
  child.on('close', () => resolve(output))
  return promise
}
