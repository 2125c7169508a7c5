import { TextInput } from '@mantine/core'

import { words } from '../messages/index.ts'

const text = words.storedValue

type Props = { value: string; error: string | undefined; onChange: (reason: string) => void }

/** Why a balance is changed by hand; the history keeps it. */
export function ReasonField({ value, error, onChange }: Props) {
  return (
    <TextInput
      label={text.reason}
      description={text.reasonHint}
      maxLength={300}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
