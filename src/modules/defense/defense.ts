/** What the last minutes say about whoever wants to pay now. `open` is a try that nobody has decided yet. */
export type Seen = Readonly<{
  /** By this address or cart or e-mail, in ten minutes. */
  own: Readonly<{ open: number; declined: number; passed: number }>
  /** By the range of addresses around it, in ten minutes. */
  range: Readonly<{ declined: number; passed: number }>
  /** The most declines, in an hour and anywhere, of a card that was tried from here. */
  worstCard: number
  /** All that was decided in the whole shop, in five minutes. */
  shop: Readonly<{ decided: number; declined: number }>
}>

/** pass: nothing is asked. prove: a few seconds of work for the browser first. refuse: not now. */
export type Verdict = 'pass' | 'prove' | 'refuse'

const OWN_DECLINES = 5
const RANGE_DECLINES = 15
const CARD_DECLINES = 5
const STORM = { decided: 50, declinedOf10: 3, ownDeclines: 2 }
const SUSPICIOUS = { open: 10, ownDeclines: 3, rangeDeclines: 5 }

/** More than three in ten of at least fifty were declined: somebody is trying out cards, wherever he sits. */
export const isStorm = ({ shop }: Seen): boolean =>
  shop.decided >= STORM.decided && shop.declined * 10 > shop.decided * STORM.declinedOf10

/**
 * May this payment begin? Somebody who mistypes a card twice, or shares an office's address with twenty other buyers, is
 * let by without a question. A range is only refused as a whole when hardly anybody in it pays.
 */
export function verdictOn(seen: Seen): Verdict {
  const { own, range, worstCard } = seen
  if (own.declined >= OWN_DECLINES || worstCard >= CARD_DECLINES) return 'refuse'
  if (range.declined >= RANGE_DECLINES && range.passed * 2 < range.declined) return 'refuse'
  if (isStorm(seen)) return own.declined >= STORM.ownDeclines ? 'refuse' : 'prove'
  const isSuspicious =
    own.open > SUSPICIOUS.open ||
    own.declined >= SUSPICIOUS.ownDeclines ||
    (range.declined >= SUSPICIOUS.rangeDeclines && range.passed < range.declined)
  return isSuspicious ? 'prove' : 'pass'
}
