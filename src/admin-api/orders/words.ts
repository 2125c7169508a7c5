import type { FulfillRefusal } from '#modules/fulfillment'
import { format } from '#kernel/money'
import type { MissingPart } from '#modules/checkout'
import type { NotAllowed, Stale } from '#modules/order'
import type { RefundRefusal } from '#modules/refund'
import type { CancelRefusal, CaptureRefusal } from '#modules/settlement'
import type { MakeOrderRefusal } from '#modules/placement'

export function explainFulfill(refusal: FulfillRefusal): string {
  switch (refusal.code) {
    case 'not_allowed':
      return `${refusal.reason}.`
    case 'stale':
      return stale
    case 'nothing_to_send':
      return 'Choose what goes into the parcel.'
    case 'bad_tracking_url':
      return 'A web address starts with https://'
    case 'too_many':
      return refusal.left === 0
        ? 'Nothing of it is left to send. Somebody may have been faster; look again.'
        : `Only ${refusal.left} of it are left to send. Somebody may have been faster; look again.`
  }
}

const stale = 'Somebody has changed this order meanwhile. Look at it again, then decide.'

export function explainChange(refusal: NotAllowed | Stale): string {
  return refusal.code === 'stale' ? stale : `${refusal.reason}.`
}

export function explainCapture(refusal: CaptureRefusal): string {
  if (refusal.code === 'too_much') return `Only ${format(refusal.left, 'en')} are left to take.`
  return explainChange(refusal)
}

export function explainRefund(refusal: RefundRefusal): string {
  switch (refusal.code) {
    case 'not_allowed':
    case 'stale':
      return explainChange(refusal)
    case 'nothing_to_refund':
      return 'Choose what to give back, or write a sum.'
    case 'too_many':
      return refusal.left === 0
        ? 'That has been given back already. Somebody may have been faster; look again.'
        : `Only ${refusal.left} of it are left to give back.`
    case 'too_much':
      return refusal.field === 'shipping'
        ? `Only ${format(refusal.left, 'en')} of the shipping are left to give back.`
        : `Only ${format(refusal.left, 'en')} can be given back.`
    case 'keeps_gift_cards':
      return `The buyer would keep gift cards without having paid for them. Give those back by their lines, then they stop working; beside them ${format(refusal.left, 'en')} can go back.`
  }
}

export function explainCancel(refusal: CancelRefusal): string {
  switch (refusal.code) {
    case 'not_allowed':
    case 'stale':
      return explainChange(refusal)
    case 'payment_processing':
      return 'The bank has this payment in work and cannot stop it. When it comes, cancel again and it goes back.'
    case 'payment_unclear':
      return 'The payment provider does not answer, so we do not know whether money was taken. Please try again in a minute.'
  }
}

type LineRefusal = Extract<MakeOrderRefusal, { code: 'line' }>

export function explainLine({ why, available }: LineRefusal): string {
  switch (why) {
    case 'not_for_sale':
      return 'This is not for sale in that market.'
    case 'not_enough_stock':
      return available > 0 ? `Only ${available} of it are in stock.` : 'This is out of stock.'
    case 'other':
      return 'This cannot be put into the order.'
  }
}

const parts: Record<MissingPart, string> = {
  lines: 'something to send',
  changes: 'another look: prices have changed',
  email: 'an e-mail address',
  shipping_address: 'an address in a country of the market',
  billing_address: 'an address',
  shipping_method: 'a way to send it there: none goes to that country',
  payment_method: 'a way to pay',
}

export const explainMissing = (missing: readonly MissingPart[]): string =>
  `The order still needs ${missing.map((part) => parts[part]).join(', ')}.`
