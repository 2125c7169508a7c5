import { never } from '#kernel/result'
import type { SaveCustomerRefusal, SaveGroupRefusal } from '#modules/customer'

type Told = { path: string; message: string }

/** What is wrong, and beside which field it is said; '' for the whole. */
export function explainCustomer(refusal: SaveCustomerRefusal): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This customer is no more.' }
    case 'email_taken':
      return { path: 'email', message: 'There is a customer with this address.' }
    case 'unknown_group':
      return { path: 'groupId', message: 'This group is no more. Please reload.' }
    case 'changed_meanwhile':
      return {
        path: '',
        message: 'Somebody has changed this customer while you were at it. Reload to see it as it is.',
      }
    default:
      return never(refusal)
  }
}

export function explainGroup(refusal: SaveGroupRefusal): Told {
  switch (refusal.code) {
    case 'not_found':
      return { path: '', message: 'This group is no more.' }
    case 'code_taken':
      return { path: 'code', message: 'Another group has this code.' }
    case 'changed_meanwhile':
      return { path: '', message: 'Somebody has changed this group while you were at it. Reload to see it as it is.' }
    default:
      return never(refusal)
  }
}

export const inUse = 'This group has customers, price lists or promotions. Give them another group first.'
