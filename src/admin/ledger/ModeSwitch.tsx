import { SegmentedControl } from '@mantine/core'

import type { LedgerMode } from '../../admin-api/types.ts'
import { useListAddress } from '../components/address.ts'
import { words } from '../messages/index.ts'

const text = words.ledger

/** Real money or test money; kept in the address. */
export function ModeSwitch({ mode }: { mode: LedgerMode }) {
  const { change } = useListAddress()
  return (
    <SegmentedControl
      size="xs"
      aria-label={text.mode}
      value={mode}
      data={[
        { value: 'live', label: text.modes.live },
        { value: 'test', label: text.modes.test },
      ]}
      onChange={(next) => change({ mode: next === 'live' ? null : next })}
    />
  )
}
