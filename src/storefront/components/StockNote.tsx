import { stockWord, type Availability } from '#modules/inventory'
import type { Messages } from '../messages/index.ts'

/** How many there are, in words. */
export function stockText(availability: Availability, words: Messages): string {
  const word = stockWord(availability)
  return word === 'low' ? words.stock.low(availability.available) : words.stock[word]
}

export const StockNote = ({ availability, words }: { availability: Availability; words: Messages }) => (
  <p className={`stock stock--${stockWord(availability)}`} data-stock="">
    {stockText(availability, words)}
  </p>
)
