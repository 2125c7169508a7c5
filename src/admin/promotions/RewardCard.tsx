import { NativeSelect } from '@mantine/core'

import type { RewardEdit } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import { AmountFields } from './AmountFields.tsx'
import { isForItems, withKind } from './draft.ts'
import { NumberField } from './NumberField.tsx'
import type { Part } from './part.ts'
import { ThingPicker } from './ThingPicker.tsx'

const text = words.promotions.edit

const kinds = Object.entries(text.kinds).map(([value, label]) => ({ value, label }))
const isKind = (kind: string): kind is RewardEdit['kind'] => kind in text.kinds

export function RewardCard(part: Part) {
  const { draft, set, problems } = part
  return (
    <Card title={text.what}>
      <NativeSelect
        label={text.kind}
        data={kinds}
        value={draft.reward.kind}
        onChange={(event) => {
          const kind = event.currentTarget.value
          if (isKind(kind)) set(withKind(draft, kind))
        }}
      />
      <RewardFields {...part} />
      {isForItems(draft) ? (
        <>
          <NativeSelect
            label={draft.reward.kind === 'buy_get' ? text.rewardsOf : text.rewards}
            value={draft.rewards === 'all' ? 'all' : 'listed'}
            data={[
              { value: 'all', label: text.all },
              { value: 'listed', label: text.listed },
            ]}
            onChange={(event) => set({ rewards: event.currentTarget.value === 'all' ? 'all' : [] })}
          />
          {draft.rewards === 'all' ? null : (
            <ThingPicker
              label={text.pick}
              value={draft.rewards}
              error={problems['rewards']}
              onChange={(rewards) => set({ rewards })}
            />
          )}
        </>
      ) : null}
    </Card>
  )
}

function RewardFields({ draft, set, problems, choices }: Part) {
  const { reward } = draft
  const change = (changes: object): void => set({ reward: { ...reward, ...changes } })
  const percent = (ppm: number, label: string, hint?: string) => (
    <NumberField
      label={label}
      description={hint}
      rightSection="%"
      scale={10_000}
      value={ppm}
      error={problems['reward.ppm']}
      onChange={(typed) => change({ ppm: typed ?? Number.NaN })}
    />
  )
  const pieces = (name: 'buy' | 'get', label: string, value: number) => (
    <NumberField
      label={label}
      value={value}
      error={problems[`reward.${name}`]}
      onChange={(typed) => change({ [name]: typed ?? Number.NaN })}
    />
  )
  const times = (value: number | null) => (
    <NumberField
      label={text.times}
      description={text.timesHint}
      value={value}
      error={problems['reward.times']}
      onChange={(typed) => change({ times: typed })}
    />
  )
  switch (reward.kind) {
    case 'percent_items':
    case 'percent_order':
      return percent(reward.ppm, text.percent)
    case 'shipping':
      return percent(reward.ppm, text.percent, text.shippingHint)
    case 'amount_items':
    case 'amount_each':
    case 'amount_order':
      return (
        <div>
          <AmountFields
            currencies={choices.currencies}
            amounts={reward.amounts}
            label={text.amount}
            path="reward.amounts"
            problems={problems}
            onChange={(amounts) => change({ amounts })}
          />
          <p className={`small field-hint ${problems['reward.amounts'] ? 'alarm' : 'soft'}`}>
            {problems['reward.amounts'] ?? text.amountHint}
          </p>
        </div>
      )
    case 'buy_get':
      return (
        <div className="fields two">
          {pieces('buy', text.buy, reward.buy)}
          {pieces('get', text.get, reward.get)}
          {percent(reward.ppm, text.getPercent, text.shippingHint)}
          {times(reward.times)}
        </div>
      )
    case 'cheapest_free':
      return (
        <div className="fields two">
          {pieces('buy', text.of, reward.buy)}
          {times(reward.times)}
        </div>
      )
  }
}
