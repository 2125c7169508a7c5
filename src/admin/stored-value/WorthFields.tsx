import { NativeSelect, TextInput } from '@mantine/core'

import { MoneyInput } from '../components/MoneyInput.tsx'
import { words } from '../messages/index.ts'
import { today } from './days.ts'

const text = words.storedValue

export type Worth = { amount: number | null; currency: string; expiresOn: string | null }

type Props = {
  worth: Worth
  currencies: readonly string[]
  problems: Record<string, string>
  set: (changes: Partial<Worth>) => void
}

/** How much, in which currency, until when. */
export function WorthFields({ worth, currencies, problems, set }: Props) {
  return (
    <>
      <div className="fields two">
        <MoneyInput
          label={text.amount}
          currency={worth.currency}
          value={worth.amount}
          error={problems['amount']}
          onChange={(amount) => set({ amount })}
          data-autofocus
        />
        <NativeSelect
          label={text.currency}
          data={[...currencies]}
          value={worth.currency}
          onChange={(event) => set({ currency: event.currentTarget.value })}
        />
      </div>
      <TextInput
        type="date"
        label={text.expires}
        description={text.expiresHint}
        min={today()}
        value={worth.expiresOn ?? ''}
        error={problems['expiresOn']}
        onChange={(event) => set({ expiresOn: event.currentTarget.value || null })}
      />
    </>
  )
}
