import { disputeReason } from './dispute-reasons.ts'

/** Money that somebody must look at, and disputes. */
export const moneyToCheck = {
  title: 'Payments',
  tabs: { label: 'Payments', attention: 'To look at', disputes: 'Disputes' },
  columns: { what: 'What', order: 'Order', amount: 'Amount', provider: 'Provider', since: 'Since', until: 'Until' },
  test: 'test',
  kinds: {
    mismatch: 'Money that does not fit',
    late: 'Taken, but the order is canceled',
    refund_failed: 'Refund failed',
    capture_failed: 'Taking the money failed',
    expiring: 'Soon free again',
    unclear: 'The provider does not say',
  },
  why: {
    amount: 'another amount',
    currency: 'another currency',
    ref: 'another payment',
    reference: 'another order',
    mode: 'test and real money mixed up',
    payee: 'another account than yours',
    buyer: 'no buyer, or an address it was not priced for',
  } as Record<string, string>,
  views: {
    all: 'All',
    mismatch: 'Does not fit',
    refund_failed: 'Failed refunds',
    capture_failed: 'Not taken',
    expiring: 'Soon free again',
    late: 'Canceled orders',
    unclear: 'Unclear',
  },
  search: 'Order number or e-mail',
  empty: {
    all: 'Nothing to look at',
    allText: 'All payments are as they should be.',
    none: 'Nothing of this kind',
    noneText: 'No payment fits what you chose.',
    showAll: 'Show all',
  },
  disputes: {
    views: { open: 'Open', won: 'Decided for you', lost: 'Decided for the customer', all: 'All' },
    columns: {
      order: 'Order',
      amount: 'Amount',
      reason: 'Reason',
      due: 'Answer before',
      since: 'Since',
      state: 'State',
    },
    states: { inquiry: 'The bank asks', open: 'Open', won: 'Decided for you', lost: 'Decided for the customer' },
    reason: disputeReason,
    hint: 'A customer has asked their bank for the money back. You answer at your payment provider; what is decided there appears here. Where the bank only asks a question, no money has been taken yet: answer it all the same.',
    empty: {
      all: 'No open disputes',
      allText: 'Nobody has asked their bank for the money back.',
      none: 'No such disputes',
      noneText: 'No dispute fits what you chose.',
      showAll: 'Show open ones',
    },
  },
}
