import { NumberInput, type NumberInputProps } from '@mantine/core'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Null: nothing, which is an answer too. NaN: not typed yet. */
  value: number | null
  onChange: (value: number | null) => void
  /** How many of the stored units one shown unit has. */
  scale?: number
}

/** A number; nothing typed is null. */
export function NumberField({ value, onChange, scale = 1, ...rest }: Props) {
  return (
    <NumberInput
      hideControls
      allowNegative={false}
      allowDecimal={scale !== 1}
      decimalScale={scale === 1 ? 0 : String(scale).length - 1}
      allowedDecimalSeparators={['.', ',']}
      {...rest}
      value={value === null || Number.isNaN(value) ? '' : value / scale}
      onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * scale))}
    />
  )
}
