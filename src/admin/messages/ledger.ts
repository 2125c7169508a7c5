import type { BreakView, LedgerMode, PayoutLineView, PayoutVerdict, TieView } from '../../admin-api/types.ts'

const kinds: Record<string, string> = {
  sale: 'Sale',
  sale_reversal: 'Sale taken back',
  capture: 'Payment',
  refund: 'Refund',
  fee: 'Fee',
  dispute: 'Dispute',
  payout: 'Payout',
  payout_line: 'Movement in a payout',
  gift_card_issue: 'Gift card issued',
  gift_card_grant: 'Gift card given away',
  gift_card_redeem: 'Gift card redeemed',
  gift_card_return: 'Back to a gift card',
  gift_card_expire: 'Gift card expired',
  gift_card_withdraw: 'Gift card lowered',
  gift_card_recall: 'Gift card taken back',
  store_credit_grant: 'Credit given',
  store_credit_redeem: 'Credit used',
  store_credit_return: 'Back to credit',
  store_credit_expire: 'Credit expired',
  store_credit_withdraw: 'Credit taken back',
}

const checks: Record<BreakView['check'], string> = {
  zero_sum: 'A currency does not add up',
  sale_missing: 'An order is not in the books',
  sale_differs: 'An order and its booking differ',
  capture: 'A payment and its booking differ',
  refund: 'A refund and its booking differ',
  canceled: 'Canceled, but still booked as sold',
  open: 'Settled, but something is still owed',
  gift_cards: 'Gift cards and what we owe for them differ',
  store_credit: 'Store credit and what we owe for it differ',
}

const verdicts: Record<PayoutVerdict, string> = {
  same: 'Agrees',
  amount_differs: 'Another amount',
  missing_here: 'Not in the shop',
  plain: 'No order',
  unknown: 'Unknown',
}

const movements: Record<PayoutLineView['kind'], string> = {
  charge: 'Payment',
  refund: 'Refund',
  dispute: 'Dispute',
  fee: 'Fee',
  payout: 'To the bank',
  other: 'Other',
}

const figures: Record<TieView['figure'], string> = {
  total: 'Total',
  tax: 'Tax',
  captured: 'Paid',
  redeemed: 'Paid with gift cards and credit',
  refunded: 'Refunded',
  returned: 'Back to gift cards and credit',
}

const accounts: Record<string, string> = {
  bank: 'Bank',
  gateway_clearing: 'Held by',
  receivable: 'Owed by customers',
  disputes: 'Disputed by customers',
  tax_payable: 'Tax payable',
  gift_cards_due: 'Gift cards sold, not issued',
  gift_card_liability: 'Gift cards, not redeemed',
  store_credit_liability: 'Store credit, not used',
  sales: 'Sales before discounts',
  discounts: 'Discounts',
  refunds: 'Refunds of goods',
  shipping: 'Shipping',
  breakage: 'Gift cards and credit that expired',
  rounding: 'Rounding',
  currency_exchange: 'Exchange of currencies',
  fees: 'Fees of',
  credit_granted: 'Credit given away',
  dispute_losses: 'Disputes lost',
  outside: 'Not the shop’s',
}

const gateways: Record<string, string> = {
  stripe: 'Stripe',
  paypal: 'PayPal',
  mollie: 'Mollie',
  sandbox: 'the test gateway',
}

/** `fees:stripe` → “Fees of Stripe”. */
function accountOf(code: string): string {
  const [family = '', gateway] = code.split(':')
  const name = accounts[family] ?? family
  return gateway === undefined ? name : `${name} ${gateways[gateway] ?? gateway}`
}

const modes: Record<LedgerMode, string> = { live: 'Real money', test: 'Test money' }

export const ledger = {
  title: 'Finance',
  tabs: { label: 'Finance', books: 'Books', journal: 'Journal', payouts: 'Payouts' },
  modes,
  mode: 'Which money',
  toTest: 'Look at the test money',
  kinds,
  kindOf: (kind: string) => kinds[kind] ?? kind,
  accountOf,
  balance: {
    title: 'Trial balance',
    until: 'At the end of',
    today: 'Now',
    account: 'Account',
    debit: 'Debit',
    credit: 'Credit',
    sum: 'Sum',
    even: 'The books balance',
    uneven: 'The books do not balance',
    empty: 'Nothing is booked yet',
    emptyText:
      'Each sale, payment, refund and fee is booked here by itself, twice: where it came from and where it went.',
  },
  check: {
    title: 'Do all books agree?',
    never: 'Nobody has looked yet. Each night the shop looks by itself.',
    good: (count: string) => `All ${count} entries and orders are explained.`,
    bad: (count: number) => (count === 1 ? '1 thing does not agree' : `${count} things do not agree`),
    now: 'Look now',
    looked: 'Looked at',
    names: checks,
    expected: 'Shop',
    found: 'Books',
    order: (number: number) => `Order #${number}`,
  },
  export: {
    title: 'For the accountant',
    month: 'Month',
    files: { journal: 'Journal', summary: 'Accounts', taxes: 'Taxes' },
    hint: 'CSV files of a whole month. Take in the payout reports of the month first.',
    none: 'There will be a file for each month that has entries.',
    timeZone: 'Months begin and end in',
    saved: 'The time zone is saved.',
  },
  journal: {
    title: 'Journal',
    search: 'Number of an order',
    month: 'Month',
    kind: 'Kind',
    account: 'Account',
    all: 'All',
    none: 'No entry fits',
    noneText: 'Try another month, or fewer filters.',
    order: (number: number) => `Order #${number}`,
    explain: 'Every cent of this order',
  },
  order: {
    title: (number: number) => `Books of order #${number}`,
    back: 'Journal',
    toOrder: 'To the order',
    link: 'In the books',
    tied: 'Every cent ties',
    untied: 'Does not tie',
    figure: 'Figure',
    ofOrder: 'Order',
    ofLedger: 'Books',
    figures,
    settled: 'Nothing is owed.',
    owed: (amount: string) => `The customer owes ${amount}.`,
    owing: (amount: string) => `We owe the customer ${amount}.`,
  },
  payouts: {
    title: 'Payouts',
    upload: 'Upload report',
    hint: 'Stripe: Reports, Payout reconciliation, itemized CSV. PayPal: settlement report (STL) or transaction detail report (TRR).',
    uploaded: (added: number, total: number) =>
      added === 0 ? 'All of this was here already.' : `${added} of ${total} movements are new.`,
    waiting: (count: number) => `${count} movements are not in a payout yet. Upload the report again when they are.`,
    columns: { payout: 'Payout', date: 'Date', state: 'State', amount: 'To the bank' },
    gateways,
    booked: 'Booked',
    open: 'To be booked',
    empty: 'No payouts yet',
    emptyText: 'Upload what Stripe or PayPal report. Each payment, refund and fee is held against the shop’s own.',
    verdicts,
    movements,
    lines: 'Movements',
    movement: 'Movement',
    gross: 'Gross',
    fee: 'Fee',
    net: 'Net',
    ours: (amount: string) => `here ${amount}`,
    missingThere: 'In the shop, but in no report',
    missingThereHint: 'They may be in the next payout.',
    allSame: 'Everything in this payout agrees with the shop.',
    feesToBook: 'Fees that are not in the books yet',
    book: 'Book this payout',
    bookHint: 'Books its fees and its way to the bank, once. What differs stays visible in the clearing account.',
    bookedNow: 'The payout is in the books.',
    settleAs: 'Book as',
    settle: { open: 'Leave open', fee: 'Fee', outside: 'Not the shop’s' },
  },
}
