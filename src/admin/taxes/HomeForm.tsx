import { Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { TaxForm, TaxScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { countryName } from '../components/format.ts'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'

const text = words.taxes

type Props = { screen: TaxScreen; onSaved: (screen: TaxScreen) => void; onDiscard: () => void }

export function HomeForm({ screen, onSaved, onDiscard }: Props) {
  const [base] = useState(screen.settings)
  const [form, setForm] = useState(base)
  const set = (changes: Partial<TaxForm>): void => setForm((old) => ({ ...old, ...changes }))
  const save = useMutation({
    mutationFn: () => ask<TaxScreen>('PUT', '/taxes/settings', { version: screen.version, settings: form }),
    onError: sayNo,
    onSuccess: (saved) => {
      say(text.saved)
      onSaved(saved)
    },
  })
  const problems = useProblems(save.error, { settings: form })
  const countries = [...new Set([...screen.countries, form.country])]
  return (
    <>
      <Card title={text.home}>
        <p className="soft">{text.homeText}</p>
        <div className="fields two">
          <Select
            label={text.country}
            searchable
            allowDeselect={false}
            data={countries.map((code) => ({ value: code, label: countryName(code) }))}
            value={form.country}
            error={problems['settings.country']}
            onChange={(country) => (country === null ? undefined : set({ country }))}
          />
          <TextInput
            label={text.vatId}
            description={text.vatIdHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            maxLength={40}
            autoComplete="off"
            value={form.vatId}
            error={problems['settings.vatId']}
            onChange={(event) => set({ vatId: event.currentTarget.value })}
          />
        </div>
        <Select
          label={text.silent}
          description={form.whenSilent === 'accept' ? text.acceptHint : text.chargeHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={[
            { value: 'charge', label: text.charge },
            { value: 'accept', label: text.accept },
          ]}
          value={form.whenSilent}
          onChange={(value) => set({ whenSilent: value === 'accept' ? 'accept' : 'charge' })}
        />
      </Card>
      <SaveBar
        dirty={JSON.stringify(form) !== JSON.stringify(base) && !save.isSuccess}
        busy={save.isPending}
        onSave={() => save.mutate()}
        onDiscard={onDiscard}
      />
    </>
  )
}
