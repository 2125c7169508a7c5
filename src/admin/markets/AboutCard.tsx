import { Select, Switch, TextInput } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { currencyName } from '../components/format.ts'
import { words } from '../messages/index.ts'
import type { CardProps } from './draft.ts'

const text = words.markets

const order = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[]

type Props = CardProps & { currencies: readonly string[] }

/** What the market is called, and what stays for good once it is made. */
export function AboutCard({ draft, set, problem, saved, currencies }: Props) {
  return (
    <Card title={text.market}>
      <TextInput
        label={text.name}
        description={text.nameHint}
        inputWrapperOrder={order}
        maxLength={100}
        value={draft.name}
        error={problem('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      {saved ? (
        <>
          <p className="soft">{text.fixed(saved.code, saved.currency)}</p>
          <Switch
            label={text.active}
            description={saved.isHome ? text.activeHome : text.activeHint}
            disabled={saved.isHome}
            checked={draft.active}
            error={problem('active')}
            onChange={(event) => set({ active: event.currentTarget.checked })}
          />
        </>
      ) : (
        <>
          <TextInput
            label={text.code}
            description={text.codeHint}
            inputWrapperOrder={order}
            maxLength={8}
            value={draft.code}
            error={problem('code')}
            onChange={(event) => set({ code: event.currentTarget.value })}
          />
          <Select
            label={text.currency}
            description={text.currencyHint}
            inputWrapperOrder={order}
            searchable
            data={currencies.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }))}
            value={draft.currency || null}
            error={problem('currency')}
            onChange={(currency) => set({ currency: currency ?? '' })}
          />
          <p className="soft">{text.newHint}</p>
        </>
      )}
    </Card>
  )
}
