import type { PromotionChoices } from '../../admin-api/types.ts'
import type { Draft } from './draft.ts'

/** What every card of the promotion's screen gets: the promotion as typed, how to change it, and what is wrong. */
export type Part = {
  draft: Draft
  set: (changes: Partial<Draft>) => void
  problems: Record<string, string>
  choices: PromotionChoices
}
