import { Notice } from '../components/Notice.tsx'
import { href, type Place } from '../place.ts'
import type { FieldProblem } from './check-form.ts'
import type { CheckoutWords } from './messages.ts'

/** Something to say above the form; `toCart` offers the way to change the cart. */
export type Told = Readonly<{ text: string; more?: string; tone: 'bad' | 'plain'; toCart?: boolean }>

type Props = { told: readonly Told[]; problems: readonly FieldProblem[]; words: CheckoutWords; place: Place }

/** What happened, and every problem with a link to its field. */
export const Say = ({ told, problems, words, place }: Props) => (
  <div className="checkout__say" data-part="say">
    {told.map(({ text, more, tone, toCart }) => (
      <Notice key={text} tone={tone}>
        <strong>{text}</strong> {more}{' '}
        {toCart && (
          <a className="link" href={href(place, '/cart')} data-no-prefetch="">
            {words.lookAtCart}
          </a>
        )}
      </Notice>
    ))}
    {problems.length > 0 && (
      <Notice tone="bad">
        <strong>{words.toMend}</strong>
        <ul className="problems">
          {problems.map(({ field, message }) => (
            <li key={field}>
              <a className="link" href={`#${field}`}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    )}
  </div>
)
