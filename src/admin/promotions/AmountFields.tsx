import { MoneyInput } from '../components/MoneyInput.tsx'
import { withAmount } from './draft.ts'

type Props = {
  currencies: string[]
  amounts: Record<string, number>
  label: (currency: string) => string
  /** In front of a field's name in what the server found wrong: `reward.amounts`. */
  path: string
  problems: Record<string, string>
  onChange: (amounts: Record<string, number>) => void
}

/** One amount for each currency of the shop; an empty one is none. */
export function AmountFields({ currencies, amounts, label, path, problems, onChange }: Props) {
  const all = [...new Set([...currencies, ...Object.keys(amounts)])]
  return (
    <div className="fields two">
      {all.map((currency) => (
        <MoneyInput
          key={currency}
          label={label(currency)}
          currency={currency}
          value={amounts[currency] ?? null}
          error={problems[`${path}.${currency}`]}
          onChange={(amount) => onChange(withAmount(amounts, currency, amount))}
        />
      ))}
    </div>
  )
}
