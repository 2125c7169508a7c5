import type { TestContext } from 'vitest'

import { type Shot, spreadOfLastVolley } from './race-gun.ts'
import { randomFrom, seedOfRun } from './seed.ts'

/** What a race or a fault did, for the table at the end. */
export type Figures = { rounds: number; shots: number; slowestMs: number; p95Ms: number; spreadMs: number }

declare module 'vitest' {
  interface TaskMeta {
    figures?: Figures
    /** Something worth a line in the table: how many points, how long until it was healed. */
    said?: string
  }
}

/** The deep run takes its time: `npm run faults`. Else this is the gate of `npm test`. */
export const isDeep = process.env['FAULTS'] === 'deep'

/** How often: what was asked for by --rounds, else 200 in a deep run, else what the gate has time for. */
export function roundsFor(gate: number, deep = 200): number {
  const asked = Number(process.env['ROUNDS'] ?? 0)
  return asked > 0 ? asked : isDeep ? deep : gate
}

/** How many at once: all of them in a deep run, fewer at the gate, where twenty rounds of every race must fit. */
export const crowd = (deep: number, gate: number): number => (isDeep ? deep : gate)

/** For so many rounds goods and shoppers are made ready at once: one by one that takes longer than the races. */
const BLOCK = 20

type Saw = (shots: readonly Shot[]) => readonly Shot[]

export type Round<Staged = unknown> = Readonly<{
  /** From 0. */
  round: number
  /** Plays the same again for the same seed and round. */
  random: () => number
  /** Counts a volley for the table, and answers it. */
  saw: Saw
  /** What was made ready for this round. */
  staged: Staged
}>

type Words = { gate?: number; deep?: number }
type Stages<Staged> = Words & {
  /** Makes ready what so many rounds need, one thing for each. */
  stage: (rounds: number) => Promise<readonly Staged[]>
}

/** At the gate so many rounds are played side by side: each of them waits more than it works. */
const SIDE_BY_SIDE = isDeep ? 1 : 4

/** Plays the rounds of one race. A violation names its round and the seed that plays it again. */
export async function inRounds<Staged>(
  context: Pick<TestContext, 'task'>,
  { stage, ...words }: Stages<Staged>,
  play: (round: Round<Staged>) => Promise<void>,
): Promise<void> {
  await inBlocks(context, words, async ({ rounds, saw, random, named }) => {
    const staged = (await stage(rounds.length)).entries()
    const some = async (): Promise<void> => {
      for (const [index, mine] of staged) {
        const round = rounds[index] ?? 0
        await named(round, () => play({ round, random: random(round), saw, staged: mine }))
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, some))
  })
}

export type Block = Readonly<{
  /** Their numbers, from 0. */
  rounds: readonly number[]
  saw: Saw
  random: (round: number) => () => number
  /** A violation in this is one of that round. */
  named: (round: number, look: () => Promise<void>) => Promise<void>
}>

/** Rounds that wait for the same thing wait for it together: twenty at a time. */
export async function inBlocks(
  { task }: Pick<TestContext, 'task'>,
  { gate = 20, deep = 200 }: Words,
  play: (block: Block) => Promise<void>,
): Promise<void> {
  const seed = seedOfRun()
  const times: number[] = []
  const figures: Figures = { rounds: 0, shots: 0, slowestMs: 0, p95Ms: 0, spreadMs: 0 }
  task.meta.figures = figures
  const saw: Saw = (shots) => {
    figures.shots += shots.length
    figures.spreadMs = Math.max(figures.spreadMs, spreadOfLastVolley())
    times.push(...shots.map(({ ms }) => ms))
    return shots
  }
  const random = (round: number): (() => number) => randomFrom(seed * 1000 + round)
  const named: Block['named'] = async (round, look) => {
    try {
      await look()
    } catch (error) {
      if (error instanceof Error) error.message = `in round ${round}, seed ${seed}: ${error.message}`
      throw error
    }
  }
  const all = Array.from({ length: roundsFor(gate, deep) }, (_, round) => round)
  for (let from = 0; from < all.length; from += BLOCK) {
    const rounds = all.slice(from, from + BLOCK)
    await play({ rounds, saw, random, named })
    figures.rounds += rounds.length
  }
  times.sort((a, b) => a - b)
  figures.slowestMs = times.at(-1) ?? 0
  figures.p95Ms = times[Math.floor(times.length * 0.95)] ?? 0
}
