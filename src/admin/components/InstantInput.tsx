import { TextInput, type TextInputProps } from '@mantine/core'

/** `2026-03-04T10:00:00Z` → what a field for local time holds. */
function localOf(iso: string | null): string {
  if (iso === null) return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

type Props = Omit<TextInputProps, 'value' | 'onChange'> & {
  value: string | null
  onChange: (iso: string | null) => void
}

/** A date and a time to the minute, typed in the reader's own time zone. */
export function InstantInput({ value, onChange, ...rest }: Props) {
  return (
    <TextInput
      {...rest}
      type="datetime-local"
      value={localOf(value)}
      onChange={(event) => {
        const local = event.currentTarget.value
        onChange(local === '' ? null : new Date(local).toISOString())
      }}
    />
  )
}
