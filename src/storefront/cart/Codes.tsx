import type { Content } from '#platform/html'

import { describedBy } from '../components/Field.tsx'
import { Icon } from '../components/Icon.tsx'
import { href, type Place } from '../place.ts'
import type { Chip, ChipTarget } from './chips.ts'
import type { CodeWords } from './code-messages.ts'

type ChipsProps = {
  words: CodeWords
  chips: readonly Chip[]
  /** The way to take one out, around its button. */
  remove: (target: ChipTarget, button: Content) => Content
  /** What the button itself posts, where one form holds them all. */
  buttonProps?: (target: ChipTarget) => { name: string; value: string }
}

/** What is used, each with what it does and its way out. */
export const Chips = ({ words, chips, remove, buttonProps }: ChipsProps) => {
  if (chips.length === 0) return null
  return (
    <ul className="used" aria-label={words.used}>
      {chips.map((chip) => (
        <li className={chip.isGood ? 'used__one' : 'used__one used__one--idle'} key={JSON.stringify(chip.target)}>
          <p>
            <strong className="used__name">{chip.name}</strong> <span className="used__text">{chip.text}</span>
          </p>
          {remove(
            chip.target,
            <button className="used__remove" aria-label={words.remove(chip.name)} {...buttonProps?.(chip.target)}>
              <Icon name="close" />
            </button>,
          )}
        </li>
      ))}
    </ul>
  )
}

type FieldProps = {
  words: CodeWords
  /** What was typed and refused. */
  typed?: string
  problem?: string | undefined
  button: Content
}

/**
 * One field for coupons and gift cards alike: people do not know which of the two they hold. Folded, since an empty field
 * sends those who have none to look for one (G68).
 */
export const CodeField = ({ words, typed = '', problem, button }: FieldProps) => (
  <details className="fold code-field" open={typed !== '' || problem !== undefined}>
    <summary className="fold__button link">{words.label}</summary>
    <div className="field code-field__field">
      <label className="visually-hidden" htmlFor="code">
        {words.label}
      </label>
      <div className="code-field__row">
        <input
          className="input"
          id="code"
          name="code"
          type="text"
          maxLength={100}
          defaultValue={typed}
          autoComplete="off"
          autoCapitalize="characters"
          spellcheck={false}
          {...describedBy('code', problem)}
        />
        {button}
      </div>
      {problem !== undefined && (
        <p className="field__error" id="code-error" role="alert">
          {problem}
        </p>
      )}
    </div>
  </details>
)

export type CodeProblem = Readonly<{ typed: string; text: string }>

type Props = {
  place: Place
  words: CodeWords
  chips: readonly Chip[]
  /** What a signed-in customer could pay with and does not, in words. */
  credit: string | null
  problem: CodeProblem | null
}

/** Codes in the cart: small forms of their own. */
export const CartCodes = ({ place, words, chips, credit, problem }: Props) => (
  <div className="codes">
    <form method="post" action={href(place, '/cart/codes')}>
      <CodeField
        words={words}
        {...(problem ? { typed: problem.typed, problem: problem.text } : {})}
        button={<button className="btn btn--quiet code-field__button">{words.apply}</button>}
      />
    </form>
    {credit !== null && (
      <form method="post" action={href(place, '/cart/credit')}>
        <input type="hidden" name="use" value="1" />
        <button className="link">{words.useCredit(credit)}</button>
      </form>
    )}
    <Chips
      words={words}
      chips={chips}
      remove={(target, button) => (
        <form method="post" action={href(place, actionOf(target))}>
          {target.kind === 'code' && <input type="hidden" name="code" value={target.code} />}
          {target.kind === 'gift_card' && <input type="hidden" name="id" value={target.id} />}
          {target.kind === 'credit' && <input type="hidden" name="use" value="0" />}
          {button}
        </form>
      )}
    />
  </div>
)

const actionOf = ({ kind }: ChipTarget): string =>
  ({ code: '/cart/codes/remove', gift_card: '/cart/gift-cards/remove', credit: '/cart/credit' })[kind]
