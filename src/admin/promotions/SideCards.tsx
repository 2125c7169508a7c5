import { NativeSelect, Switch } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { PeriodFields } from '../components/PeriodFields.tsx'
import { words } from '../messages/index.ts'
import { NumberField } from './NumberField.tsx'
import type { Part } from './part.ts'

const text = words.promotions.edit

export function StatusCard({ draft, set, problems, isNew }: Part & { isNew: boolean }) {
  return (
    <Card title={text.status}>
      <Switch
        label={text.active}
        checked={draft.active}
        onChange={(event) => set({ active: event.currentTarget.checked })}
      />
      <NativeSelect
        label={text.byCode}
        data={[
          { value: 'automatic', label: text.automatic },
          { value: 'code', label: text.withCode },
        ]}
        value={draft.byCode ? 'code' : 'automatic'}
        onChange={(event) => set({ byCode: event.currentTarget.value === 'code' })}
      />
      {isNew && draft.byCode ? <p className="soft small">{text.codesLater}</p> : null}
      <PeriodFields value={draft} set={set} problems={problems} />
    </Card>
  )
}

export function LimitsCard({ draft, set, problems }: Part) {
  return (
    <Card title={text.limits}>
      <NumberField
        label={text.maxUses}
        value={draft.maxUses}
        error={problems['maxUses']}
        onChange={(maxUses) => set({ maxUses })}
      />
      <NumberField
        label={text.maxUsesPerCustomer}
        value={draft.maxUsesPerCustomer}
        error={problems['maxUsesPerCustomer']}
        onChange={(maxUsesPerCustomer) => set({ maxUsesPerCustomer })}
      />
      <p className="soft small">{text.limitsHint}</p>
    </Card>
  )
}

export function StackingCard({ draft, set, problems }: Part) {
  return (
    <Card title={text.stacking}>
      <Switch
        label={text.stacks}
        description={text.stacksHint}
        checked={draft.stacks}
        onChange={(event) => set({ stacks: event.currentTarget.checked })}
      />
      <NumberField
        label={text.priority}
        description={text.priorityHint}
        value={draft.priority}
        error={problems['priority']}
        onChange={(priority) => set({ priority: priority ?? 0 })}
      />
    </Card>
  )
}
