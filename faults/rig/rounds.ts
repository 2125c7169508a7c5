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

/** How many at once: all of them in a deep run, fewer at the gate, where twenty rounds must fit. */
export const crowd = (deep: number, gate = Math.min(deep, 30)): number => (isDeep ? deep : gate)

/** Slow machines get fewer rounds rather than a gate without end: no new round starts after so long (ms). */
const GATE_MS = 2000

export type Round = Readonly<{
  /** From 0. */
  round: number
  /** Plays the same again for the same seed and round. */
  random: () => number
  /** Counts a volley for the table, and answers it. */
  saw: (shots: readonly Shot[]) => readonly Shot[]
}>

/** Plays the rounds of one race. A violation names its round and the seed that plays it again. */
export async function inRounds(
  { task }: Pick<TestContext, 'task'>,
  { gate = 20, deep = 200 }: { gate?: number; deep?: number },
  play: (round: Round) => Promise<void>,
): Promise<void> {
  const seed = seedOfRun()
  const times: number[] = []
  const figures: Figures = { rounds: 0, shots: 0, slowestMs: 0, p95Ms: 0, spreadMs: 0 }
  task.meta.figures = figures
  const saw = (shots: readonly Shot[]): readonly Shot[] => {
    figures.shots += shots.length
    figures.spreadMs = Math.max(figures.spreadMs, spreadOfLastVolley())
    times.push(...shots.map(({ ms }) => ms))
    return shots
  }
  const end = performance.now() + GATE_MS
  for (let round = 0; round < roundsFor(gate, deep); round += 1) {
    if (!isDeep && round > 0 && performance.now() > end) break
    try {
      await play({ round, random: randomFrom(seed * 1000 + round), saw })
    } catch (error) {
      if (error instanceof Error) error.message = `in round ${round}, seed ${seed}: ${error.message}`
      throw error
    }
    figures.rounds += 1
  }
  times.sort((a, b) => a - b)
  figures.slowestMs = times.at(-1) ?? 0
  figures.p95Ms = times[Math.floor(times.length * 0.95)] ?? 0
}
