import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

import type { RateEdit, ShippingMethodEdit } from '../../admin-api/types.ts'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { NewButton } from '../components/NewButton.tsx'
import { words } from '../messages/index.ts'
import { NumberField } from '../promotions/NumberField.tsx'
import { withAt } from './draft.ts'

const text = words.shipping
const GRAMS = 1000

type Props = {
  kind: ShippingMethodEdit['kind']
  currency: string
  rates: RateEdit[]
  problem: (field: string) => string | undefined
  onChange: (rates: RateEdit[]) => void
}

/** One price, or a price for each step of weight or value. */
export function RateRows({ kind, currency, rates, problem, onChange }: Props) {
  const set = (at: number, changes: Partial<RateEdit>): void => {
    const old = rates[at]
    if (old) onChange(withAt(rates, at, { ...old, ...changes }))
  }
  const shown = kind === 'flat' ? rates.slice(0, 1) : rates
  return (
    <div className="stack">
      {shown.map((rate, at) => (
        <div className="fields two" key={`${at} ${shown.length}`}>
          {kind === 'flat' ? null : (
            <Limit kind={kind} currency={currency} rate={rate} onChange={(upTo) => set(at, { upTo })} />
          )}
          <MoneyInput
            label={text.price}
            currency={currency}
            value={rate.amount}
            error={problem(`rates.${at}.amount`) ?? (at === 0 ? problem('rates') : undefined)}
            onChange={(amount) => set(at, { amount: amount ?? Number.NaN })}
            rightSection={
              shown.length > 1 ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={text.removeStep(at + 1)}
                  onClick={() => onChange(withAt(rates, at, null))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              ) : null
            }
          />
        </div>
      ))}
      {kind === 'flat' ? null : (
        <div>
          <NewButton
            variant="default"
            size="compact-sm"
            onClick={() => onChange([...rates, { upTo: null, amount: Number.NaN }])}
          >
            {text.addStep}
          </NewButton>
        </div>
      )}
    </div>
  )
}

type LimitProps = Pick<Props, 'kind' | 'currency'> & { rate: RateEdit; onChange: (upTo: number | null) => void }

function Limit({ kind, currency, rate, onChange }: LimitProps) {
  const shared = {
    description: text.upToHint,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[],
    value: rate.upTo,
    onChange,
  }
  return kind === 'by_weight' ? (
    <NumberField {...shared} label={text.upToWeight} scale={GRAMS} />
  ) : (
    <MoneyInput {...shared} label={text.upToValue} currency={currency} />
  )
}
