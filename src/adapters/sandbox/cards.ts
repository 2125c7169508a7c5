import { createHmac } from 'node:crypto'

/** What a test card does. A number is looked at here and nowhere kept. */
export type CardOutcome =
  | { kind: 'approve' }
  | { kind: 'decline'; failureCode: 'card_declined' | 'insufficient_funds' }
  | { kind: 'challenge' }
  | { kind: 'slow' }
  | { kind: 'silent' }
  /** The bank says yes or no after two days. */
  | { kind: 'days' }
  /** Good until the money is to be taken. */
  | { kind: 'fails_capture' }
  /** Paid, and then its owner asks for the money back. */
  | { kind: 'disputed' }
  /** Good for a little less than was asked. */
  | { kind: 'underpays' }

const outcomes: Record<string, CardOutcome> = {
  '4242424242424242': { kind: 'approve' },
  '4000000000000002': { kind: 'decline', failureCode: 'card_declined' },
  '4000000000009995': { kind: 'decline', failureCode: 'insufficient_funds' },
  '4000000000003220': { kind: 'challenge' },
  '4000000000000259': { kind: 'slow' },
  '4000000000000341': { kind: 'silent' },
  '5555555555554444': { kind: 'approve' },
  '4000000000000853': { kind: 'days' },
  '4000000000000986': { kind: 'fails_capture' },
  '4000000000000069': { kind: 'disputed' },
  '4000000000000119': { kind: 'underpays' },
}

/** The numbers that the test page offers, with what they do. */
export const testCards = [
  { number: '4242 4242 4242 4242', does: 'approve' },
  { number: '4000 0000 0000 3220', does: 'challenge' },
  { number: '4000 0000 0000 0002', does: 'decline' },
  { number: '4000 0000 0000 9995', does: 'insufficient_funds' },
  { number: '4000 0000 0000 0259', does: 'slow' },
  { number: '4000 0000 0000 0341', does: 'silent' },
  { number: '4000 0000 0000 0853', does: 'days' },
  { number: '4000 0000 0000 0986', does: 'fails_capture' },
  { number: '4000 0000 0000 0069', does: 'disputed' },
  { number: '4000 0000 0000 0119', does: 'underpays' },
] as const

export type Card = Readonly<{ number: string; expiry: string; cvc: string }>
export type CardProblem = 'bad_number' | 'bad_expiry' | 'expired' | 'bad_cvc' | 'not_a_test_card'

/** 'Visa •••• 4242': as much of a card as people may know. */
export function labelOf(number: string): string {
  const digits = digitsOf(number)
  const brand = digits.startsWith('4') ? 'Visa' : 'Mastercard'
  return `${brand} •••• ${digits.slice(-4)}`
}

/** The same for the same card, and nobody can tell the number from it. */
export const fingerprintOf = (secret: string, number: string): string =>
  createHmac('sha256', secret)
    .update(`card:${digitsOf(number)}`)
    .digest('hex')
    .slice(0, 32)

/** What a remembered card does: only the name of that was kept. */
export const outcomeNamed = (kind: string): CardOutcome =>
  Object.values(outcomes).find((outcome) => outcome.kind === kind) ?? { kind: 'decline', failureCode: 'card_declined' }

export const isCvc = (text: string): boolean => /^\d{3,4}$/.test(text.trim())

/** What is wrong with the form's fields, each with its problem. Empty when the card can be tried. */
export function problemsOf({ number, expiry, cvc }: Card, now: Date): Partial<Record<keyof Card, CardProblem>> {
  const plain = digitsOf(number)
  const numberProblem = !isCardNumber(plain) ? 'bad_number' : !outcomes[plain] ? 'not_a_test_card' : null
  const expiryProblem = problemOfExpiry(expiry, now)
  return {
    ...(numberProblem ? { number: numberProblem } : {}),
    ...(expiryProblem ? { expiry: expiryProblem } : {}),
    ...(isCvc(cvc) ? {} : { cvc: 'bad_cvc' as const }),
  }
}

export const outcomeOf = (number: string): CardOutcome =>
  outcomes[digitsOf(number)] ?? { kind: 'decline', failureCode: 'card_declined' }

const digitsOf = (number: string): string => number.replaceAll(/[\s-]/g, '')

/** Luhn's check digit (ISO/IEC 7812-1). */
export function isCardNumber(digits: string): boolean {
  if (!/^\d{12,19}$/.test(digits)) return false
  const sum = [...digits].toReversed().reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

/** A card is good to the end of its month. */
function problemOfExpiry(expiry: string, now: Date): CardProblem | null {
  const match = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(expiry)
  const month = Number(match?.[1])
  if (!match || month < 1 || month > 12) return 'bad_expiry'
  return new Date(Date.UTC(2000 + Number(match[2]), month, 1)) > now ? null : 'expired'
}
