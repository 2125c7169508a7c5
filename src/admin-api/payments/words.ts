import type { RemoveKeysRefusal, SaveAccountRefusal, SwitchAccountRefusal } from '#modules/gateway-account'
import { never } from '#kernel/result'

type FieldRefusal = Extract<SaveAccountRefusal, { field: string }>

/** What is wrong with a field, to stand beside it. */
export function explainField({ code, field }: FieldRefusal): string {
  switch (code) {
    case 'field_missing':
      return 'Please fill this in.'
    case 'field_of_other_mode':
      return 'This is a key of the other mode: live keys go under Live, test keys under Test.'
    case 'field_malformed':
      return looks[field] ?? 'That does not look right. Please copy it once more.'
    default:
      return never(code)
  }
}

const looks: Record<string, string> = {
  apiKey: 'That is no key of this kind. Stripe’s begin with sk_ or rk_, Mollie’s with live_ or test_.',
  webhookSecrets: 'A signing secret begins with whsec_. Put each in a line of its own.',
  merchantId: 'PayPal’s merchant id has 13 capital letters and digits.',
  webhookId: 'A webhook id has only letters, digits and hyphens.',
}

type Other = Exclude<SaveAccountRefusal, { field: string }> | SwitchAccountRefusal | RemoveKeysRefusal

export function explain(refusal: Other): string {
  switch (refusal.code) {
    case 'unknown_account':
      return 'There is no such way to pay.'
    case 'changed_meanwhile':
      return 'Somebody has changed this while you were at it. Please reload.'
    case 'unknown_market':
      return 'One of the markets is gone. Please reload.'
    case 'not_connected':
      return 'Fill in the keys first.'
    case 'payments_open':
      return 'Some payments are not finished or not captured yet, and only these keys can ask about them.'
    default:
      return never(refusal)
  }
}
