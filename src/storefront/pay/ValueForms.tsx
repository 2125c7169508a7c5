import { format } from '#kernel/money'
import type { Order } from '#modules/order'
import type { OfferSums } from '#modules/placement'
import { chipsOf, type ChipTarget } from '../cart/chips.ts'
import { codeWords } from '../cart/code-messages.ts'
import { Chips, CodeField, type CodeProblem } from '../cart/Codes.tsx'
import type { Place } from '../place.ts'
import type { PayWords } from './messages.ts'

type Props = {
  place: Place
  words: PayWords
  order: Order
  sums: OfferSums
  /** The page's own address. */
  path: string
  problem: CodeProblem | null
  /** Whose credit it is has signed in. */
  isCustomer: boolean
}

/** Gift cards and credit of a frozen order: those of an earlier try are there already, others can be added. */
export const ValueForms = ({ place, words, order, sums, path, problem, isCustomer }: Props) => {
  const { value, tenders } = sums
  if (value.blocked) return null
  const { total, currency } = order
  const shared = { ...codeWords[place.language], label: words.card.label }
  const reckoned = { quote: { codes: [], discounts: [], total, currency, tenders }, value }
  const { credit } = value
  return (
    <div className="codes">
      <form method="post" action={`${path}/gift-cards`}>
        <CodeField
          words={shared}
          {...(problem ? { typed: problem.typed, problem: problem.text } : {})}
          button={<button className="btn btn--quiet code-field__button">{shared.apply}</button>}
        />
      </form>
      {credit && !credit.chosen && isCustomer && (
        <form method="post" action={`${path}/credit`}>
          <input type="hidden" name="use" value="1" />
          <button className="link">{shared.useCredit(format(credit.balance, place.locale))}</button>
        </form>
      )}
      <Chips
        words={shared}
        chips={chipsOf(reckoned, { words: shared, locale: place.locale })}
        remove={(target, button) => (
          <form method="post" action={`${path}/${actionOf(target)}`}>
            {target.kind === 'gift_card' && <input type="hidden" name="id" value={target.id} />}
            {target.kind === 'credit' && <input type="hidden" name="use" value="0" />}
            {button}
          </form>
        )}
      />
    </div>
  )
}

const actionOf = ({ kind }: ChipTarget): string => (kind === 'credit' ? 'credit' : 'gift-cards/remove')
