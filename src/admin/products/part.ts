import type { Draft } from './draft.ts'

/** What every card of the product's screen gets: the product as typed, how to change it, and what the server found wrong. */
export type Part = {
  draft: Draft
  set: (changes: Partial<Draft>) => void
  problems: Record<string, string>
}
