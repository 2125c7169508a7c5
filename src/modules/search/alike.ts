import type { MarketId } from '#kernel/id'
import type { ListedPrice } from './listed.ts'

const MOST = 50_000

/** One object for all values that are alike. */
function sharing<Value>(keyOf: (value: Value) => string): (value: Value) => Value {
  const known = new Map<string, Value>()
  return (value) => {
    const key = keyOf(value)
    const first = known.get(key)
    if (first !== undefined) return first
    if (known.size >= MOST) known.clear()
    known.set(key, value)
    return value
  }
}

type Prices = ReadonlyMap<MarketId, ListedPrice>

/** What many products have in common is held once: a sixth of the read model's memory. */
export type Alike = Readonly<{
  text: (text: string) => string
  widths: (widths: readonly number[]) => readonly number[]
  prices: (prices: Prices) => Prices
}>

export const whatIsAlike = (): Alike => ({
  text: sharing((text) => text),
  widths: sharing(String),
  prices: sharing((prices) => JSON.stringify([...prices])),
})
