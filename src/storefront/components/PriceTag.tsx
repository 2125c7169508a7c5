import { format, type Money } from '#kernel/money'
import type { Messages } from '../messages/index.ts'

type Props = {
  price: Readonly<{ unit: Money; was: Money | null }>
  locale: string
  words: Messages
  /** Other variants cost more. */
  varies?: boolean
}

/** What it costs; in a sale what it cost before, struck through, with words for those who do not see the line. */
export const PriceTag = ({ price: { unit, was }, locale, words, varies = false }: Props) => {
  const text = varies ? words.from(format(unit, locale)) : format(unit, locale)
  if (!was) return <span className="price">{text}</span>
  return (
    <span className="price price--sale">
      <span className="visually-hidden">{words.now} </span>
      <strong className="price__now">{text}</strong> <span className="visually-hidden">{words.was} </span>
      <s className="price__was">{format(was, locale)}</s>
    </span>
  )
}
