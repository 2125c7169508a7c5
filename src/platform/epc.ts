/** A transfer in euro that a banking app can read off a page. `amount` in cents. */
export type Transfer = Readonly<{ holder: string; iban: string; bic: string; amount: number; reference: string }>

const MOST_CENTS = 99_999_999_999
const MOST_BYTES = 331

/**
 * The lines of a "scan to pay" code after the European Payments Council's guideline EPC069-12, version 002. Null for
 * what the guideline has no code for: no IBAN or holder, an amount below a cent or of a billion.
 */
export function epcLines({ holder, iban, bic, amount, reference }: Transfer): string[] | null {
  const name = plain(holder, 70)
  const account = iban.replaceAll(/\s/g, '').toUpperCase()
  const isPayable = Number.isSafeInteger(amount) && amount >= 1 && amount <= MOST_CENTS
  if (!isPayable || name === '' || !/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(account)) return null
  const lines = [
    'BCD',
    '002',
    // UTF-8
    '1',
    'SCT',
    bicOf(bic),
    name,
    account,
    `EUR${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`,
    // No purpose code and no structured reference: the text below is the reference.
    '',
    '',
    plain(reference, 140),
  ]
  return Buffer.byteLength(lines.join('\n')) <= MOST_BYTES ? lines : null
}

/** Version 002 may go without; a wrong one must not stop a right transfer. */
function bicOf(bic: string): string {
  const plainBic = bic.replaceAll(/\s/g, '').toUpperCase()
  return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(plainBic) ? plainBic : ''
}

/** One line, so that nothing in it becomes a line of its own. */
const plain = (text: string, most: number): string =>
  [...text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()].slice(0, most).join('').trim()
