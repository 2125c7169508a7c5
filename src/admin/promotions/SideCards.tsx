import { NativeSelect, Switch } from '@mantine/core'

import { InstantInput } from '../components/InstantInput.tsx'
import { words } from '../messages/index.ts'
import { NumberField } from './NumberField.tsx'
import type { Part } from './part.ts'

const text = words.promotions.edit

export function StatusCard({ draft, set, problems, isNew }: Part & { isNew: boolean }) {
  return (
    <section className="card" aria-labelledby="status">
      <header>
        <h2 id="status">{text.status}</h2>
      </header>
      <div className="body">
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
        <InstantInput
          label={text.starts}
          value={draft.startsAt}
          error={problems['startsAt']}
          onChange={(startsAt) => set({ startsAt })}
        />
        <InstantInput
          label={text.ends}
          value={draft.endsAt}
          error={problems['endsAt']}
          onChange={(endsAt) => set({ endsAt })}
        />
        <p className="soft small">{text.datesHint}</p>
      </div>
    </section>
  )
}

export function LimitsCard({ draft, set, problems }: Part) {
  return (
    <section className="card" aria-labelledby="limits">
      <header>
        <h2 id="limits">{text.limits}</h2>
      </header>
      <div className="body">
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
      </div>
    </section>
  )
}

export function StackingCard({ draft, set, problems }: Part) {
  return (
    <section className="card" aria-labelledby="stacking">
      <header>
        <h2 id="stacking">{text.stacking}</h2>
      </header>
      <div className="body">
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
      </div>
    </section>
  )
}
