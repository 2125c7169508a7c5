import type { Language } from '#kernel/locale'
import type { Money } from '#kernel/money'
import type { Result } from '#kernel/result'

/** test: no money moves. A payment of one mode never counts for an order of the other. */
export type Mode = 'live' | 'test'

/** automatic: the money is taken when the shopper agrees. manual: it is set aside, and taken when goods are sent. */
export type CaptureMode = 'automatic' | 'manual'

/** What was paid with, as far as people may know: `{kind: 'card', label: 'Visa •••• 4242'}`. */
export type Instrument = Readonly<{
  kind: string
  label: string
  /** The same for the same card at this gateway, whoever pays with it; null where the gateway does not tell. */
  fingerprint: string | null
}>

/** A way to pay that the gateway remembers for a customer of ours. Both names are the gateway's. */
export type SavedAtGateway = Readonly<{ ref: string; customerRef: string | null; instrument: Instrument }>

/**
 * A payer asks their bank for the money back. inquiry: the bank asks us first, and has taken nothing. open: the money is
 * taken until it is decided. dropped: it is over without the money ever taken. `dueAt`: until when we may answer.
 */
export type GatewayDispute = Readonly<{
  ref: string
  state: 'inquiry' | 'open' | 'won' | 'lost' | 'dropped'
  amount: Money
  reason: string
  dueAt: Date | null
}>

/** As the gateway's page asked for it; what it did not ask for is ''. */
export type GatewayAddress = Readonly<
  Record<'name' | 'organization' | 'street1' | 'street2' | 'city' | 'region' | 'postcode' | 'country', string>
>

/** Who bought, as the gateway's page heard it; nothing of it is trusted before it is looked at. */
export type GatewayBuyer = Readonly<{
  email: string
  phone: string | null
  billing: GatewayAddress | null
  /** Null where nothing is sent. */
  shipping: GatewayAddress | null
}>

/** A part of a payment that was given back and has not come back; `ref`: as `refund` answers and `readRefund` asks. */
export type GivenBack = Readonly<{ ref: string; amount: Money }>

/**
 * A payment as the gateway's book has it. pending: the shopper has not paid yet. processing: they have, and the bank says
 * later (a direct debit: days). authorized: the money is set aside and waits for `capture`.
 */
export type GatewayPayment = Readonly<{
  ref: string
  state: 'pending' | 'processing' | 'authorized' | 'captured' | 'failed' | 'canceled'
  /** What it asks for. */
  amount: Money
  /** What was ever set aside or taken at once, what was taken of it, and what was given back of that. */
  authorized: Money
  captured: Money
  refunded: Money
  /** What we called it when we made it: the order's number. */
  reference: string
  /** The hosted page where the shopper pays; null once it is decided. */
  redirectUrl: string | null
  /** The gateway's word for why it failed; never shown unescaped, never trusted as text of ours. */
  failureCode: string | null
  /** When money that is set aside is free again; null when none is or nobody knows. */
  expiresAt: Date | null
  instrument: Instrument | null
  /** What the gateway keeps for its work on what was captured so far; null where it tells later, in a payout. */
  fee: Money | null
  mode: Mode
  /** Whose account took it, where the gateway tells; it is held against `Gateway.payee`. */
  payee: string | null
  /** Set when the shopper wanted this way to pay remembered and it is. */
  saved: SavedAtGateway | null
  disputes: readonly GatewayDispute[]
  /** What `refunded` consists of, whoever asked for it; empty where the gateway does not say. */
  refunds: readonly GivenBack[]
  /** Once it is paid, where the page was to ask for it (`express`). */
  buyer?: GatewayBuyer | null
}>

/**
 * refused: the gateway understood and said no; nothing happened there. unknown: it may or may not have happened
 * (time-out, reset, an answer that makes no sense), and only asking again with the same key or ref tells.
 */
export type NoAnswer = { code: 'refused'; reason: string } | { code: 'unknown'; reason: string }
export type Answer<T> = Result<T, NoAnswer>

/**
 * Something is bought without a checkout of ours: the gateway's page asks who buys, and where it goes. `country`: nowhere
 * else. The page tells what the sum is for.
 */
export type Express = Readonly<{
  country: string
  isSent: boolean
  /** 'Linen apron, blue', and how much of the sum is for sending it; null where nothing is sent. */
  goods: string
  delivery: Money | null
}>

export type NewGatewayPayment = Readonly<{
  amount: Money
  reference: string
  /** The code of the payment method that was chosen, for a gateway that serves several. */
  method: string
  /** Absolute addresses of ours: where the shopper comes back to, paid or given up. */
  returnUrl: string
  cancelUrl: string
  language: Language
  /** Where the shopper pays from, 'DE', and their address: '' where the page is to ask for it. */
  country: string
  email: string
  /** Null at the end of a checkout, where all is known. */
  express?: Express | null
  capture: CaptureMode
  /** The id of our payment: the same key again answers the same payment, however often and however late. */
  idempotencyKey: string
  /** Pay with what the gateway remembers; the shopper confirms it on the gateway's page. */
  saved: Pick<SavedAtGateway, 'ref' | 'customerRef'> | null
  /** Whose way to pay it is, and whether to remember it. Null for guests. */
  customer: Readonly<{ id: string; gatewayRef: string | null; save: boolean }> | null
}>

export type NewCapture = Readonly<{
  ref: string
  amount: Money
  idempotencyKey: string
  /** Nothing more will be taken: what is left of the authorization is free. */
  final: boolean
}>

export type NewGatewayRefund = Readonly<{ ref: string; amount: Money; idempotencyKey: string }>

/** How a refund stands that was accepted. failed: the money is with us again; `failure` is the gateway's word for why. */
export type GatewayRefund =
  | Readonly<{ state: 'pending' | 'done'; failure?: undefined }>
  | Readonly<{ state: 'failed'; failure: string }>

/** `ref` says which payment to ask about; the payload is for people, and nothing of it counts as money. */
export type GatewayMessage = Readonly<{ eventId: string; ref: string; payload: Record<string, unknown> }>

/**
 * unverifiable: what proves the sender cannot be reached now; the sender is asked to come again. irrelevant: genuine, and
 * about nothing of ours.
 */
export type BadMessage =
  | { code: 'bad_signature' }
  | { code: 'too_old' }
  | { code: 'malformed' }
  | { code: 'unverifiable' }
  | { code: 'irrelevant' }

export type Supports = Readonly<{
  capture: CaptureMode | 'both'
  /** Less than what was authorized; and more than once, the rest staying set aside. */
  partialCapture: boolean
  multipleCaptures: boolean
  partialRefund: boolean
  void: boolean
  savedMethods: boolean
  /** Its page can ask who buys and where it goes. */
  express?: boolean
  currencies: 'all' | readonly string[]
}>

/** A service that takes money on a page of its own. It keeps its own book, and its book is what counts. */
export type Gateway = Readonly<{
  /** Short and stable: it stands in the database and in the webhook's path. */
  name: string
  mode: Mode
  /** Our account there as its payments name it; null where they do not. */
  payee: string | null
  supports: Supports
  /** Origins that a form of the checkout may lead to, for the page's policy. Empty when its pages are ours. */
  formOrigins: readonly string[]
  create: (payment: NewGatewayPayment) => Promise<Answer<GatewayPayment>>
  fetch: (ref: string) => Promise<Answer<GatewayPayment>>
  findByKey: (idempotencyKey: string) => Promise<Answer<GatewayPayment | null>>
  /**
   * Ends an undecided payment, or frees what is set aside and not taken. Answers what it is afterwards, which is
   * `captured` when the shopper (or a capture) was faster, and `processing` where the bank cannot be stopped.
   */
  cancel: (ref: string) => Promise<Answer<GatewayPayment>>
  /** Takes a part of what is set aside, once for a key. `fee`: what the gateway keeps of this, where it tells. */
  capture: (capture: NewCapture) => Promise<Answer<{ captureRef: string; fee: Money | null }>>
  /** Gives a part back, once for a key. */
  refund: (refund: NewGatewayRefund) => Promise<Answer<{ refundRef: string }>>
  /** What became of a refund. Banks may send it back days after it was accepted. */
  readRefund: (refund: { ref: string; refundRef: string }) => Promise<Answer<GatewayRefund>>
  /** Checks who sent it (over the bytes as they came) and when. It says only which payment to ask about. */
  readWebhook: (
    raw: Uint8Array,
    headers: Headers,
    now: Date,
  ) => Result<GatewayMessage, BadMessage> | Promise<Result<GatewayMessage, BadMessage>>
  /** Are the keys right? Answers whose account it is, for people to read. */
  test: () => Promise<Answer<{ account: string; mode: Mode }>>
  /** Forgets a saved way to pay; one that is gone already is forgotten too. */
  deleteSavedMethod?: (saved: Pick<SavedAtGateway, 'ref' | 'customerRef'>) => Promise<Answer<null>>
}>

export type PayingFacts = Readonly<{
  country: string
  requiresShipping: boolean
  total: Money
  /** Of a signed-in customer. */
  customerGroupId?: string | null
}>

/** A way to pay. online: a gateway decides. offline: the order stands at once, and staff say when the money came. */
export type PaymentMethod = Readonly<{
  code: string
  offeredTo: (facts: PayingFacts) => boolean
  /** What shoppers read, where the shop's own words do not know the code. */
  names?: Readonly<Record<Language, string>>
  /** How long the buyer has after the goods have come; nothing: not said. */
  payWithinDays?: number | null
}> &
  (
    | {
        kind: 'online'
        gateway: Gateway
        /** How long the shopper has to pay. */
        holdMinutes: number
        /** When the money is taken: at the order, or as goods are sent. */
        capture: CaptureMode
      }
    | { kind: 'offline'; /** How long stock waits for the money; null: until staff decide. */ holdDays: number | null }
  )

/** The ways to pay as they are at this moment: whoever keeps the accounts keeps this fresh. */
export type PaymentMethods = Readonly<{
  /** What shoppers may choose, in the order of the list. */
  offered: () => readonly PaymentMethod[]
  /** By name; also one that is switched off, because its old payments are still asked about, captured and refunded. */
  gateway: (name: string) => Gateway | null
}>
