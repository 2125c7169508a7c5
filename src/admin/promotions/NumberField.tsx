import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { words } from '../messages/index.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** Null: nothing, which is an answer too. NaN: no number yet. */
  value: number | null
  onChange: (value: number | null) => void
  /** How many of the stored whole units make one shown unit: 10,000 for a percentage in millionths. */
  scale?: number
}

/** A number as people write it, with point or comma; whole units inside. */
export function NumberField({ value, onChange, scale = 1, ...rest }: Props) {
  const shown = value === null || Number.isNaN(value) ? '' : String(value / scale)
  const [text, setText] = useState(shown)
  const [known, setKnown] = useState(shown)
  if (shown !== known && !Number.isNaN(value)) {
    setKnown(shown)
    if (read(text, scale) !== value) setText(shown)
  }
  const isWrong = Number.isNaN(read(text, scale))
  return (
    <TextInput
      {...rest}
      inputMode={scale === 1 ? 'numeric' : 'decimal'}
      autoComplete="off"
      maxLength={20}
      value={text}
      error={isWrong ? words.promotions.badNumber[scale === 1 ? 'whole' : 'decimal'] : rest.error}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        onChange(read(typed, scale))
      }}
    />
  )
}

/** `"12,5"` at a scale of 10,000 → 125,000. */
function read(text: string, scale: number): number | null {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  if (!/^-?\d{1,9}(\.\d{1,9})?$/.test(plain)) return Number.NaN
  const units = Number(plain) * scale
  const whole = Math.round(units)
  return Math.abs(units - whole) < 1e-6 ? whole : Number.NaN
}
