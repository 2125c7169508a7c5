import type { Language } from '#kernel/locale'
import { de } from './messages-de.ts'
import { en, type CheckoutWords } from './messages-en.ts'

export type { CheckoutWords } from './messages-en.ts'

export const checkoutWords: Readonly<Record<Language, CheckoutWords>> = { en, de }
