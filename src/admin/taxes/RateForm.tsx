import { Button, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { TaxRateView } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { FormModal } from '../components/FormModal.tsx'
import { say, sayNo } from '../components/said.ts'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { regionsOf } from './regions.ts'
import { RemoveRate } from './RemoveRate.tsx'

const text = words.taxes

type Props = { country: string; rate: TaxRateView | null; onClose: () => void }

/** A rate that is there keeps its place, kind and day; a new day is a new rate. */
export function RateForm({ country, rate, onClose }: Props) {
  const today = new Date().toISOString().slice(0, 10)
  const fresh = {
    country,
    region: '',
    postcodePattern: '',
    taxClass: 'standard',
    startsOn: today,
    name: 'VAT',
    percent: '',
  }
  const [draft, setDraft] = useState<TaxRateView>(rate ?? fresh)
  const [removing, setRemoving] = useState(false)
  const set = (changes: Partial<TaxRateView>): void => setDraft((old) => ({ ...old, ...changes }))
  const finished = (said: string) => () => {
    say(said)
    void queries.invalidateQueries({ queryKey: ['tax-rates', country] })
    onClose()
  }
  const save = useMutation({
    mutationFn: () => ask('PUT', '/taxes/rates', draft),
    onSuccess: finished(text.rateSaved),
    onError: sayNo,
  })
  const problems = useProblems(save.error, draft)
  const regions = regionsOf(country)
  if (removing) return <RemoveRate rate={draft} onDone={finished(text.removed)} onClose={() => setRemoving(false)} />
  return (
    <FormModal
      title={rate ? text.edit : text.add}
      action={text.saveRate}
      onSubmit={() => save.mutate()}
      onClose={onClose}
      busy={save.isPending}
      aside={
        rate === null ? null : (
          <Button variant="subtle" color="red" onClick={() => setRemoving(true)}>
            {text.remove} …
          </Button>
        )
      }
    >
      <Select
        label={text.kind}
        allowDeselect={false}
        disabled={rate !== null}
        data={Object.entries(text.classes).map(([value, label]) => ({ value, label }))}
        value={draft.taxClass}
        onChange={(taxClass) => (taxClass === null ? undefined : set({ taxClass }))}
      />
      <div className="fields two">
        <TextInput
          label={text.percent}
          inputMode="decimal"
          data-autofocus
          value={draft.percent}
          error={problems['percent']}
          onChange={(event) => set({ percent: event.currentTarget.value })}
        />
        <TextInput
          label={text.name}
          maxLength={40}
          value={draft.name}
          error={problems['name']}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </div>
      {rate === null ? (
        <div className="fields two">
          <TextInput
            type="date"
            label={text.from}
            description={text.fromHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.startsOn}
            error={problems['startsOn']}
            onChange={(event) => set({ startsOn: event.currentTarget.value })}
          />
          {regions.length === 0 ? null : (
            <Select
              label={text.region}
              placeholder={text.everyRegion}
              searchable
              clearable
              data={regions.map(({ code, label }) => ({ value: code, label }))}
              value={draft.region === '' ? null : draft.region}
              error={problems['region']}
              onChange={(region) => set({ region: region ?? '' })}
            />
          )}
        </div>
      ) : null}
    </FormModal>
  )
}
