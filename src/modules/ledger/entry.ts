import type { Currency } from '#kernel/money'
import type { AccountCode } from './accounts.ts'

/** Real money, or that of a gateway's test mode: the two never meet in a sum. */
export type Mode = 'live' | 'test'

/** One side of an entry. `amount`: minor units, debit above zero, credit below. */
export type Line = Readonly<{
  account: AccountCode
  amount: number
  /** Where it differs from the entry's: two currencies meet only in `currency_exchange`. */
  currency?: Currency
  /** Of a tax: whose it is (`DE`, `US-CA`), at which rate, of which net amount. */
  jurisdiction?: string | undefined
  ratePpm?: number | undefined
  base?: number | undefined
}>

export type Entry = Readonly<{
  /** What this is the booking of (`sale:<order>`): posted once, however often it is tried. */
  source: string
  kind: string
  orderId: string | null
  currency: Currency
  lines: readonly Line[]
  mode: Mode
  /** When it happened; without it, now. */
  at?: Date | undefined
}>

export const debit = (account: AccountCode, amount: number): Line => ({ account, amount })
export const credit = (account: AccountCode, amount: number): Line => ({ account, amount: -amount })

/** What says nothing is left out. */
export const withoutZeros = (lines: readonly Line[]): Line[] => lines.filter(({ amount }) => amount !== 0)

/** Every line the other way round. */
export const mirrored = (lines: readonly Line[]): Line[] =>
  lines.map((line) => ({ ...line, amount: -line.amount, ...(line.base !== undefined && { base: -line.base }) }))

/** @throws RangeError for lines that are no entry: not whole, not adding up to nothing, or fewer than two. */
export function assertBalanced({ source, currency, lines }: Entry): void {
  const sums = new Map<string, number>()
  for (const line of lines) {
    if (!Number.isSafeInteger(line.amount) || line.amount === 0)
      throw new RangeError(`${source}: not whole minor units: ${line.amount}`)
    const key = line.currency ?? currency
    sums.set(key, (sums.get(key) ?? 0) + line.amount)
  }
  for (const [key, sum] of sums) if (sum !== 0) throw new RangeError(`${source} does not balance: ${sum} ${key}`)
  if (lines.length < 2) throw new RangeError(`${source} has fewer than two lines`)
}
