import { Button, NativeSelect, Switch, TextInput } from '@mantine/core'

import type { ShippingMarket, ShippingMethodEdit } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { MoneyInput } from '../components/MoneyInput.tsx'
import { words } from '../messages/index.ts'
import { NumberField } from '../promotions/NumberField.tsx'
import { nameOf } from './draft.ts'
import { RateRows } from './RateRows.tsx'

const text = words.shipping

type Props = {
  number: number
  method: ShippingMethodEdit
  market: ShippingMarket
  problems: Record<string, string>
  /** In front of a field's name in what the server found wrong. */
  path: string
  /** Null takes it away. */
  onChange: (method: ShippingMethodEdit | null) => void
}

const kinds = ['flat', 'by_weight', 'by_value'] as const

/** One way to send, as it is offered in this zone. */
export function MethodCard({ number, method, market, problems, path, onChange }: Props) {
  const set = (changes: Partial<ShippingMethodEdit>): void => onChange({ ...method, ...changes })
  const problem = (field: string): string | undefined => problems[`${path}.${field}`]
  return (
    <Card
      title={nameOf(method) || text.way(number)}
      actions={
        <Button variant="subtle" color="red" size="compact-sm" onClick={() => onChange(null)}>
          {text.removeWay}
        </Button>
      }
    >
      <Switch
        label={text.active}
        checked={method.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <div className="fields two">
        {Object.entries(method.name).map(([language, name], index) => (
          <TextInput
            key={language}
            label={text.wayName(language)}
            maxLength={100}
            value={name}
            error={index === 0 ? problem('name') : undefined}
            onChange={(event) => set({ name: { ...method.name, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <NativeSelect
        label={text.kind}
        data={kinds.map((value) => ({ value, label: text.kinds[value] }))}
        value={method.kind}
        onChange={(event) => {
          const kind = kinds.find((one) => one === event.currentTarget.value) ?? 'flat'
          // Limits in grams say nothing about money, nor the other way round.
          set({ kind, rates: [{ upTo: null, amount: method.rates[0]?.amount ?? Number.NaN }] })
        }}
      />
      <RateRows
        kind={method.kind}
        currency={market.currency}
        rates={method.rates}
        problem={problem}
        onChange={(rates) => set({ rates })}
      />
      <div className="fields two">
        <MoneyInput
          label={text.freeFrom}
          description={text.freeFromHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          currency={market.currency}
          value={method.freeFromAmount}
          error={problem('freeFromAmount')}
          onChange={(freeFromAmount) => set({ freeFromAmount })}
        />
      </div>
      <div className="fields two">
        <NumberField
          label={text.minDays}
          value={method.minDays}
          error={problem('minDays') ?? problem('days')}
          onChange={(minDays) => set({ minDays: minDays ?? Number.NaN })}
        />
        <NumberField
          label={text.maxDays}
          value={method.maxDays}
          error={problem('maxDays')}
          onChange={(maxDays) => set({ maxDays: maxDays ?? Number.NaN })}
        />
      </div>
    </Card>
  )
}
