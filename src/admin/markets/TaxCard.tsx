import { Alert, NativeSelect } from '@mantine/core'

import type { MarketEdit } from '../../admin-api/types.ts'
import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import type { CardProps } from './draft.ts'

const text = words.markets

const displays = ['inclusive', 'exclusive'] as const satisfies readonly MarketEdit['taxDisplay'][]

/** Whether amounts contain tax; who changes it is told what becomes of those that are there. */
export function TaxCard({ draft: { taxDisplay }, set, problem, saved }: CardProps) {
  return (
    <Card title={text.taxCard}>
      <NativeSelect
        label={text.taxDisplay}
        description={text.taxHint[taxDisplay]}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={displays.map((value) => ({ value, label: text.taxDisplays[value] }))}
        value={taxDisplay}
        error={problem('taxDisplay')}
        onChange={(event) => set({ taxDisplay: event.currentTarget.value === 'exclusive' ? 'exclusive' : 'inclusive' })}
      />
      {saved && saved.taxDisplay !== taxDisplay ? (
        <Alert color="yellow" title={text.taxChange} role="status">
          {text.taxChangeText[taxDisplay]}
        </Alert>
      ) : null}
    </Card>
  )
}
