import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

import { currencyOf, decimal, money, parseMoney } from '#kernel/money'
import { words } from '../messages/index.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  currency: string
  /** Minor units; null for nothing; NaN while it is no amount. */
  value: number | null
  onChange: (amount: number | null) => void
}

/** An amount as people write it, with point or comma; whole minor units inside. */
export function MoneyInput({ currency: code, value, onChange, ...rest }: Props) {
  const currency = currencyOf(code)
  const shown = value === null || Number.isNaN(value) ? '' : decimal(money(value, currency))
  const [text, setText] = useState(shown)
  const [known, setKnown] = useState(shown)
  if (shown !== known && !Number.isNaN(value)) {
    setKnown(shown)
    if (read(text) !== value) setText(shown)
  }
  function read(typed: string): number | null {
    if (typed.trim() === '') return null
    return parseMoney(typed.trim().replace(',', '.'), currency)?.amount ?? Number.NaN
  }
  const amount = read(text)
  const wrong = Number.isNaN(amount) || (amount !== null && amount < 0)
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      value={text}
      error={wrong ? words.products.edit.badMoney(decimal(money(1995, currency))) : rest.error}
      onChange={(event) => {
        const typed = event.currentTarget.value
        setText(typed)
        const next = read(typed)
        onChange(next !== null && next < 0 ? Number.NaN : next)
      }}
      onBlur={() => {
        if (!wrong) setText(shown)
      }}
    />
  )
}
