import { words } from '../messages/index.ts'
import { InstantInput } from './InstantInput.tsx'

type Period = { startsAt: string | null; endsAt: string | null }
type Props = {
  value: Period
  set: (changes: Partial<Period>) => void
  problems: Record<string, string>
}

/** From when, and until when; in the reader's own time. */
export function PeriodFields({ value, set, problems }: Props) {
  return (
    <>
      <div className="fields two">
        <InstantInput
          label={words.period.starts}
          value={value.startsAt}
          error={problems['startsAt']}
          onChange={(startsAt) => set({ startsAt })}
        />
        <InstantInput
          label={words.period.ends}
          value={value.endsAt}
          error={problems['endsAt']}
          onChange={(endsAt) => set({ endsAt })}
        />
      </div>
      <p className="soft small">{words.period.hint}</p>
    </>
  )
}
