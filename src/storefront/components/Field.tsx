import { h, type PartialInputHTMLAttributes } from 'preact'

import type { Content } from '#platform/html'

type Input = 'autoCapitalize' | 'autoComplete' | 'defaultValue' | 'inputMode' | 'maxLength' | 'required' | 'spellcheck'

type Props = Pick<PartialInputHTMLAttributes<HTMLInputElement>, Input> & {
  name: string
  type?: 'email' | 'tel' | 'text'
  label: string
  /** Said beside the label: that it is optional, why we ask. */
  note?: string | undefined
  error?: string | undefined
}

/** A field with its label above and, when something is wrong, the words for it beneath. */
export const Field = ({ name, label, note, error, type = 'text', ...input }: Props) => (
  <FieldFrame name={name} label={label} note={note} error={error}>
    {/* Typed by the page that uses it: Preact's types know an input by one type at a time. */}
    {h('input', { type, ...input, ...describedBy(name, error), className: 'input', id: name, name })}
  </FieldFrame>
)

type FrameProps = {
  name: string
  label: string
  note?: string | undefined
  error?: string | undefined
  children: Content
}

/** For a select or a textarea of your own: label above, error beneath. Give the control `describedBy(name, error)`. */
export const FieldFrame = ({ name, label, note, error, children }: FrameProps) => (
  <div className="field">
    <label className="field__label" htmlFor={name}>
      {label}
      {note !== undefined && <span className="field__note"> {note}</span>}
    </label>
    {children}
    {error !== undefined && (
      <p className="field__error" id={`${name}-error`}>
        {error}
      </p>
    )}
  </div>
)

export const describedBy = (name: string, error: string | undefined) =>
  error === undefined ? {} : { 'aria-invalid': true as const, 'aria-describedby': `${name}-error` }
