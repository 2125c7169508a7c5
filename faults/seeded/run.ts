// node --conditions=source faults/seeded/run.ts [--only M3,M6]: plants our own faults one by one into a copy of the
// sources, and looks whether the tests see them. Ends with 0 when each was caught by the test that is there for it.
import path from 'node:path'
import { parseArgs } from 'node:util'

import { testServer } from '#testing/server'
import type { SeededFault } from './fault.ts'
import { seededFaults } from './faults.ts'
import { runTests, type Ran } from './run-tests.ts'
import { makeScratch, plant, removeScratch } from './scratch.ts'

type Outcome = Readonly<{ fault: SeededFault; isCaught: boolean; why: string; seconds: number }>

const say = (words: string): void => void process.stderr.write(`${words}\n`)

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

function chosen(): SeededFault[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  const ids = values.only?.split(',').map((id) => id.trim().toUpperCase())
  const unknown = ids?.filter((id) => seededFaults.every((fault) => fault.id !== id)) ?? []
  if (unknown.length > 0) {
    say(`There is no ${unknown.join(', ')}. There are ${seededFaults.map(({ id }) => id).join(', ')}.`)
    process.exit(1)
  }
  return seededFaults.filter(({ id }) => ids?.includes(id) ?? true)
}

async function main(faults: readonly SeededFault[]): Promise<number> {
  const server = await testServer()
  const folder = makeScratch(path.resolve(import.meta.dirname, '../..'))
  try {
    return await inTurn(faults, { folder, databaseUrl: server.url('postgres'), stop: stop.signal })
  } finally {
    removeScratch(folder)
    await server.stop()
  }
}

type Where = Parameters<typeof runTests>[1]

async function inTurn(faults: readonly SeededFault[], where: Where): Promise<number> {
  if (!(await areSound(faults, where))) return 1
  const outcomes: Outcome[] = []
  for (const fault of faults) {
    if (stop.signal.aborted) return 1
    const outcome = await tryOne(fault, where)
    outcomes.push(outcome)
    say(`${outcome.isCaught ? '✓' : '✗'} ${fault.id} ${outcome.why}`)
  }
  const caught = outcomes.filter(({ isCaught }) => isCaught).length
  process.stdout.write(`${outcomes.map(lineOf).join('\n')}\n\n${caught} of ${outcomes.length} caught\n`)
  return caught === outcomes.length ? 0 : 1
}

/** Whether all tests are green without any fault. One that is not gets a second try, alone: a busy machine is no fault. */
async function areSound(faults: readonly SeededFault[], where: Where): Promise<boolean> {
  const sound = async (tried: readonly SeededFault[]): Promise<{ ran: Ran; ill: SeededFault[] }> => {
    const tests = tried.map(({ test }) => test)
    const ran = await runTests(tests, where)
    return { ran, ill: tried.filter((fault) => !endOf(fault, ran)?.passed) }
  }
  say(`The ${faults.length} tests, without any fault …`)
  const first = await sound(faults)
  if (first.ill.length === 0 || where.stop.aborted) return !where.stop.aborted
  say(`Once more, alone: the tests of ${first.ill.map(({ id }) => id).join(', ')} …`)
  const { ran, ill } = await sound(first.ill)
  if (ill.length === 0) return true
  const words = ill.map((fault) => illness(fault, ran)).join('\n')
  say(`Not green before anything was planted, so nothing can be said:\n${words}`)
  return false
}

const endOf = ({ test }: SeededFault, { ended }: Ran): Ran['ended'][number] | undefined =>
  ended.find(({ file, name }) => file === test.file && name === test.name)

function illness(fault: SeededFault, ran: Ran): string {
  const end = endOf(fault, ran)
  const words = end ? firstLine(end.words) : `did not run\n${ran.output.slice(-1500)}`
  return `${fault.id} ${fault.test.file}: ${fault.test.name}\n   ${words}`
}

async function tryOne(fault: SeededFault, where: Where): Promise<Outcome> {
  const since = performance.now()
  const verdict = await verdictOn(fault, where)
  return { fault, ...verdict, seconds: (performance.now() - since) / 1000 }
}

async function verdictOn(fault: SeededFault, where: Where): Promise<Pick<Outcome, 'isCaught' | 'why'>> {
  let takeOut
  try {
    takeOut = plant(where.folder, fault.patches)
  } catch (error) {
    return { isCaught: false, why: `cannot be planted any more: ${String(error)}` }
  }
  const ran = await runTests([fault.test], where)
  takeOut()
  const end = endOf(fault, ran)
  if (!end) return { isCaught: false, why: `its test did not run:\n${ran.output.slice(-1500)}` }
  if (end.passed) return { isCaught: false, why: 'NOT CAUGHT: its test stayed green' }
  // A patch that only breaks the sources turns everything red.
  const isSeen = end.words.startsWith('AssertionError') && firstLine(end.words).includes(fault.test.sees)
  return {
    isCaught: isSeen,
    why: `${isSeen ? 'caught' : 'its test is red for another reason'}: ${firstLine(end.words)}`,
  }
}

const firstLine = (words: string): string => words.split('\n', 1)[0] ?? ''

const lineOf = ({ fault, isCaught, seconds }: Outcome): string => {
  const verdict = isCaught ? 'caught' : 'MISSED'
  return `${fault.id.padEnd(4)} ${verdict} ${seconds.toFixed(1).padStart(6)} s  ${fault.breaks}\n${' '.repeat(21)}${fault.test.file}: ${fault.test.name}`
}

process.exitCode = await main(chosen())
