import type { FulfillRefusal } from '#modules/fulfillment'
import type { NotAllowed, PaymentUnclear } from '#modules/order'

export function explainFulfill(refusal: FulfillRefusal): string {
  switch (refusal.code) {
    case 'not_allowed':
      return `${refusal.reason}.`
    case 'nothing_to_send':
      return 'Choose what goes into the parcel.'
    case 'bad_tracking_url':
      return 'A web address starts with https://'
    case 'too_many':
      return refusal.left === 0
        ? 'That has been sent already. Somebody may have been faster; look again.'
        : `Only ${refusal.left} of it are left to send. Somebody may have been faster; look again.`
  }
}

export function explainCancel(refusal: NotAllowed | PaymentUnclear): string {
  switch (refusal.code) {
    case 'not_allowed':
      return `${refusal.reason}.`
    case 'payment_unclear':
      return 'The payment provider does not answer, so we do not know whether money was taken. Please try again in a minute.'
  }
}
