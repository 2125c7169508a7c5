import { format } from '#kernel/money'
import type { CartId, GiftCardId } from '#kernel/id'
import { chooseCredit, removeCode, removeGiftCard } from '#modules/cart'
import { applyCode, type CheckoutView } from '#modules/checkout'
import { command } from '#platform/db'
import { callerAddress } from '#platform/http/caller'
import type { Ask } from '#platform/http/route'
import { chipsOf, type ChipTarget } from '../cart/chips.ts'
import { codeWords } from '../cart/code-messages.ts'
import { Chips, CodeField } from '../cart/Codes.tsx'
import { explainCode } from '../cart/explain-code.ts'
import type { StorefrontDeps } from '../deps.ts'
import { placeOf, type Place } from '../place.ts'
import type { FieldProblem } from './check-form.ts'
import type { CheckoutInput } from './form.ts'

type Props = { place: Place; view: CheckoutView; typed: string; problem: string | undefined }

/** Codes, gift cards and credit at the checkout: buttons of its one form, so that nothing typed is lost. */
export const CheckoutCodes = ({ place, view, typed, problem }: Props) => {
  const words = codeWords[place.language]
  const { credit } = view.value
  return (
    <div className="codes">
      <CodeField
        words={words}
        typed={typed}
        problem={problem}
        button={
          <button className="btn btn--quiet code-field__button" name="go" value="code">
            {words.apply}
          </button>
        }
      />
      {credit && !credit.chosen && (
        <button className="link" name="go" value="credit:1">
          {words.useCredit(format(credit.balance, place.locale))}
        </button>
      )}
      <Chips
        words={words}
        chips={chipsOf(view, { words, locale: place.locale })}
        remove={(_, button) => button}
        buttonProps={(target) => ({ name: 'go', value: dropOf(target) })}
      />
    </div>
  )
}

function dropOf(target: ChipTarget): string {
  if (target.kind === 'code') return `drop-code:${target.code}`
  return target.kind === 'gift_card' ? `drop-card:${target.id}` : 'credit:0'
}

type Asked = Readonly<{ cartId: CartId; go: string }>

/** Presses one of those buttons; false when it was another one. */
export async function pressed({ db }: StorefrontDeps, { cartId, go }: Asked): Promise<boolean> {
  const [what, ...rest] = go.split(':')
  const which = rest.join(':')
  if (what === 'drop-code') await command(db, (tx) => removeCode(tx, { cartId, code: which }))
  else if (what === 'drop-card')
    await command(db, (tx) => removeGiftCard(tx, { cartId, giftCardId: which as GiftCardId }))
  else if (what === 'credit') await command(db, (tx) => chooseCredit(tx, { cartId, yes: which === '1' }))
  else return false
  return true
}

/** Puts in the code that stands in the field. Answers what is wrong with it. */
export async function applyTyped(
  c: Ask,
  deps: StorefrontDeps,
  { cartId, code }: { cartId: CartId; code: CheckoutInput['code'] },
): Promise<FieldProblem[]> {
  const applied = await applyCode(deps, { cartId, code, address: callerAddress(c) })
  if (applied.ok) return []
  return [{ field: 'code', message: explainCode(applied.refusal, codeWords[placeOf(c, deps).language]) }]
}
