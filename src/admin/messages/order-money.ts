import { disputeReason } from './dispute-reasons.ts'

/** Payments of an order: what is set aside, taken, given back, disputed, or fits nothing. */
export const orderMoney = {
  taken: (amount: string) => `Taken ${amount}`,
  givenBack: (amount: string) => `Given back ${amount}`,
  fee: (amount: string) => `The provider keeps ${amount}`,
  setAside: (amount: string) => `${amount} is set aside on the customer’s account.`,
  until: (day: string) => `It is free again after ${day}.`,
  endsSoon: (day: string) => `It is free again after ${day}. Ship or take it before, or the money is gone.`,
  voiding: 'The provider is asked to free it.',
  test: 'test',
  captureStates: { created: 'being taken', done: 'taken', failed: 'refused' },
  capture: 'Take money',
  captureTitle: 'Take money that is set aside',
  captureText: (left: string) =>
    `${left} can be taken. With goods to ship it is taken by itself with each parcel; do it here only if you want it earlier.`,
  captureAmount: 'How much',
  captureFinal: 'Nothing more will be taken: free the rest',
  captureWhole: 'This provider takes everything at once, or nothing.',
  captureOnce: 'This provider takes only once: the rest is free afterwards.',
  captureDo: (amount: string) => `Take ${amount}`,
  captureAsked: 'The provider was asked to take it.',
  void: 'Release it',
  voidTitle: 'Release the money that is set aside?',
  voidText: (left: string) =>
    `${left} go back to be the customer’s. The order is not paid then. This cannot be undone.`,
  voidAsked: 'The provider was asked to free it.',
  refund: 'Refund',
  refundTitle: (number: number) => `Refund of order #${number}`,
  refundText: 'Choose pieces, shipping, or just a sum. The money goes back the way it came.',
  refundPieces: (title: string) => `Pieces of ${title}`,
  refundShipping: (left: string) => `Shipping (up to ${left})`,
  refundAmount: 'Another sum',
  refundAmountHint: 'Leave it empty to give back what the chosen pieces and shipping cost.',
  refundRestock: 'Put the pieces back in stock',
  refundRestockHint:
    'Pieces that were not sent yet are taken out of the parcel. Leave it off if they are still to be sent.',
  refundNote: 'Why (only your team sees it)',
  refundDo: (amount: string) => `Give ${amount} back`,
  refundDone: 'The money is on its way back.',
  refundSplit: 'It goes back to each way to pay in proportion to what is left of what it paid:',
  refundMost: (left: string) => `At most ${left} can be given back.`,
  failedRefund: 'A refund did not go through',
  failedRefundText: (amount: string, why: string) =>
    `${amount} did not reach the customer${why === '' ? '' : ` (${why})`}. The money is with you, and the order counts it as yours.`,
  failedRefundHow: {
    again: 'Try again',
    by_hand: 'I gave it another way',
    settled: 'Nothing more to do',
  },
  failedRefundTitle: {
    again: 'Try to give it back again?',
    by_hand: 'Have you given it another way?',
    settled: 'Is there nothing more to do?',
  },
  failedRefundMeans: {
    again: (amount: string) => `The provider is asked once more to give ${amount} back, the way they came.`,
    by_hand: (amount: string) =>
      `The books and the customer’s order will say that you gave ${amount} back yourself. Nothing is sent by this. This cannot be undone.`,
    settled: (amount: string) =>
      `You keep ${amount}, and the alarm ends. Nothing is sent by this. This cannot be undone.`,
  },
  failedRefundHint:
    'Another way is a bank transfer or cash: write it down here once you have given it, then the books know. Nothing more to do: the customer keeps no claim.',
  failedRefundDone: 'Done.',
  payLink: 'Send pay link',
  payLinkTitle: 'Send a link to pay',
  payLinkText: (email: string) =>
    `${email} gets a mail with a link to this order, as it is frozen here. Nothing is set aside until it is paid.`,
  payLinkDays: 'How many days the link pays',
  payLinkDo: 'Send the mail',
  payLinkSent: 'The mail is on its way.',
  offeredUntil: (day: string) => `Waits for its buyer, who can pay until ${day}.`,
  disputes: 'Disputes',
  disputeStates: { inquiry: 'The bank asks', open: 'Open', won: 'Decided for you', lost: 'Decided for the customer' },
  disputeReason,
  disputeText: (due: string | null) =>
    due === null
      ? 'The customer has asked their bank for the money back. Answer at your payment provider.'
      : `The customer has asked their bank for the money back. Answer at your payment provider before ${due}.`,
  inquiryText: (due: string | null) =>
    due === null
      ? 'The bank asks a question. No money has been taken yet; answer at your payment provider.'
      : `The bank asks a question. No money has been taken yet; answer at your payment provider before ${due}.`,
  unmatched: 'Money that does not fit',
  unmatchedText: 'Somebody paid for this order, but not what was asked. It does not count as paid.',
  unmatchedWhy: {
    amount: 'another amount',
    currency: 'another currency',
    ref: 'another payment',
    reference: 'another order',
    mode: 'test and real money mixed up',
    payee: 'another account than yours',
    buyer: 'no buyer, or an address it was not priced for',
  },
  unmatchedStates: { seen: 'look at it', returning: 'goes back', returned: 'given back', kept: 'settled by hand' },
  unmatchedFailed: (why: string) =>
    `It was to go back and did not arrive${why === '' ? '' : ` (${why})`}. The money is with you again.`,
  unmatchedReturn: 'Give it back',
  unmatchedReturnTitle: 'Give this money back?',
  unmatchedReturnText: (amount: string) =>
    `${amount} go back to whoever paid them, and the payment that waited for it ends. This cannot be undone.`,
  unmatchedKeep: 'It is settled',
  unmatchedKeepTitle: 'Is this money settled?',
  unmatchedKeepText: (amount: string) =>
    `The shop sends nothing back: you have given ${amount} back elsewhere, or keep them. The alarm ends, and so does the payment that waited for it. This cannot be undone.`,
  unmatchedDone: 'Done.',
  events: {
    'order.offered': 'Pay link sent',
    'payment.authorized': 'Money set aside',
    'payment.processing': 'The bank has the payment in work',
    'payment.canceled': 'Payment ended',
    'payment.taken': 'Money taken',
    'payment.capture_failed': 'Taking the money failed: the bank refused',
    'payment.void_asked': 'The provider is asked to free the money',
    'payment.voided': 'Money that was set aside is free',
    'payment.void_failed': 'Freeing the money failed: look at your payment provider',
    'payment.authorization_lost': 'The money that was set aside is free again: this order is not paid',
    'payment.expiring': 'Money that is set aside will soon be free again',
    'payment.dispute_asked': 'The bank asks about a payment; no money has been taken yet',
    'payment.dispute_opened': 'The customer disputes a payment',
    'payment.dispute_won': 'A dispute was decided for you',
    'payment.dispute_lost': 'A dispute was decided for the customer',
    'payment.dispute_dropped': 'A dispute ended without any money taken',
    'payment.refund_handled': 'A refund that had failed is dealt with',
    'payment.unmatched_returning': 'Money that did not fit goes back',
    'payment.unmatched_returned': 'Money that did not fit was given back',
    'payment.unmatched_kept': 'Money that did not fit is settled',
    'payment.unmatched_failed': 'Giving back money that did not fit failed: the money is with you again',
  } as Record<string, string>,
}
