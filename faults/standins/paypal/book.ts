import { randomBytes } from 'node:crypto'

/** Sums are kept as PayPal writes them, in hundredths for comparing. */
export type Sum = { currency_code: string; value: string }

export type Captured = {
  id: string
  status: 'COMPLETED' | 'PENDING' | 'DECLINED' | 'PARTIALLY_REFUNDED' | 'REFUNDED'
  amount: Sum
  at: string
  final: boolean
}
export type Refunded = {
  id: string
  captureId: string
  amount: Sum
  customId: string | null
  at: string
  hasFailed?: boolean
}

export type Breakdown = { item_total?: Sum; shipping?: Sum }
export type Item = { name: string; quantity: string; unit_amount: Sum }

/** As PayPal tells of them, to the letter: twice, since `payer` is the older form of it. */
export type Buyer = { wallet: object; payer: object; shipping: object | null }

export type Booked = {
  id: string
  intent: 'CAPTURE' | 'AUTHORIZE'
  status: 'PAYER_ACTION_REQUIRED' | 'APPROVED' | 'COMPLETED' | 'VOIDED'
  amount: Sum
  referenceId: string
  customId: string
  invoiceId: string
  description: string
  payee: string
  /** What the sum is for, as the shop said. */
  breakdown: Breakdown | null
  items: readonly Item[]
  /** Its page asks the buyer where the goods go. */
  asksAddress: boolean
  returnUrl: string
  cancelUrl: string
  at: string
  buyer: Buyer | null
  /** What happens when the shop takes the money. */
  outcome: 'good' | 'declined' | 'pending'
  authorization: { id: string; status: 'CREATED' | 'PARTIALLY_CAPTURED' | 'CAPTURED' | 'VOIDED'; at: string } | null
  captures: Captured[]
  refunds: Refunded[]
  /** `outcome`: null until it is decided. */
  disputes: { id: string; captureId: string; at: string; outcome: string | null }[]
}

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'

/** Seventeen capitals and digits, as PayPal's are. */
export const newId = (): string => [...randomBytes(17)].map((byte) => letters[byte % letters.length]).join('')

const orders = new Map<string, Booked>()

export const keep = (booked: Booked): Booked => {
  orders.set(booked.id, booked)
  return booked
}
export const byId = (id: string): Booked | undefined => orders.get(id)
export const all = (): Booked[] => [...orders.values()]
export const byAuthorization = (id: string): Booked | undefined =>
  all().find(({ authorization }) => authorization?.id === id)
export const byCapture = (id: string): Booked | undefined =>
  all().find(({ captures }) => captures.some((one) => one.id === id))

/** Exact: in thousandths, whatever the currency. */
export const units = ({ value }: Sum): number => {
  const [whole = '0', rest = ''] = value.split('.')
  return Number(whole) * 1000 + Number(rest.padEnd(3, '0'))
}
export const sum = (amount: number, like: Sum): Sum => {
  const digits = like.value.split('.')[1]?.length ?? 0
  const text = String(Math.round(amount / 10 ** (3 - digits))).padStart(digits + 1, '0')
  return {
    currency_code: like.currency_code,
    value: digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`,
  }
}
export const total = (sums: readonly Sum[]): number => sums.reduce((all_, one) => all_ + units(one), 0)

export const took = ({ status }: Captured): boolean => status !== 'PENDING' && status !== 'DECLINED'
export const capturedOf = (booked: Booked): number => total(booked.captures.filter(took).map(({ amount }) => amount))
