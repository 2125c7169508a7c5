import { NativeSelect } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import { AmountFields } from './AmountFields.tsx'
import { isForItems } from './draft.ts'
import { NumberField } from './NumberField.tsx'
import type { Part } from './part.ts'
import { ThingPicker } from './ThingPicker.tsx'

const text = words.promotions.edit

export function ConditionsCard({ draft, set, problems, choices }: Part) {
  const isBought = draft.reward.kind === 'buy_get'
  const ways = [
    { value: 'all', label: isBought ? text.all : text.needsAll },
    ...(isForItems(draft) ? [{ value: 'same', label: isBought ? text.needsSameBuy : text.needsSame }] : []),
    { value: 'listed', label: text.listed },
  ]
  return (
    <Card title={text.conditions}>
      <NativeSelect
        label={isBought ? text.needsBuy : text.needs}
        data={ways}
        value={typeof draft.needs === 'string' ? draft.needs : 'listed'}
        onChange={(event) => {
          const way = event.currentTarget.value
          set({ needs: way === 'all' || way === 'same' ? way : [] })
        }}
      />
      {typeof draft.needs === 'string' ? null : (
        <ThingPicker
          label={text.pick}
          value={draft.needs}
          error={problems['needs']}
          onChange={(needs) => set({ needs })}
        />
      )}
      <div>
        <AmountFields
          currencies={choices.currencies}
          amounts={draft.minimums}
          label={text.minimum}
          path="minimums"
          problems={problems}
          onChange={(minimums) => set({ minimums })}
        />
        <p className="soft small field-hint">{text.minimumHint}</p>
      </div>
      <NumberField
        label={text.minimumQuantity}
        value={draft.minimumQuantity === 0 ? null : draft.minimumQuantity}
        error={problems['minimumQuantity']}
        onChange={(typed) => set({ minimumQuantity: typed ?? 0 })}
      />
    </Card>
  )
}
