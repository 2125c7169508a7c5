import type { Language } from '#kernel/locale'
import { de } from './de.ts'
import { en, type Messages } from './en.ts'

export type { Messages } from './en.ts'

const byLanguage: Record<Language, Messages> = { en, de }

/** The storefront's words in this language. A missing one does not compile. */
export const wordsOf = (language: Language): Messages => byLanguage[language]
