import { Button, MultiSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ShippingMarket, ShippingScreen, ZoneEdit, ZoneView } from '../../admin-api/types.ts'
import { ask, problemsOf } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { countryName } from '../components/format.ts'
import { NewButton } from '../components/NewButton.tsx'
import { say } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { words } from '../messages/index.ts'
import { bodyOf, newMethod, withAt } from './draft.ts'
import { MethodCard } from './MethodCard.tsx'
import { RemoveZone } from './RemoveZone.tsx'

const text = words.shipping

type Props = {
  base: ZoneEdit
  market: ShippingMarket
  /** Null for a zone that is not there yet. */
  saved: ZoneView | null
  onSaved: (screen: ShippingScreen) => void
  onMade: (id: string) => void
  onGone: () => void
  onReload: () => void
}

export function ZoneForm({ base, market, saved, onSaved, onMade, onGone, onReload }: Props) {
  const [draft, setDraft] = useState(base)
  const set = (changes: Partial<ZoneEdit>): void => setDraft((old) => ({ ...old, ...changes }))
  const body = { marketId: market.id, zone: bodyOf(draft) }
  const make = useMutation({
    mutationFn: () => ask<{ id: string }>('POST', '/shipping/zones', body),
    onError: sayUnlessConflict,
    onSuccess: ({ id }) => {
      say(text.created)
      onMade(id)
    },
  })
  const save = useMutation({
    mutationFn: () =>
      ask<ShippingScreen>('PUT', `/shipping/zones/${saved?.id}`, { ...body, version: saved?.version ?? 0 }),
    onError: sayUnlessConflict,
    onSuccess: (screen) => {
      say(text.saved)
      onSaved(screen)
    },
  })
  const problems = problemsOf((saved ? save : make).error)
  const dirty = JSON.stringify(draft) !== JSON.stringify(base) && !save.isSuccess
  return (
    <div className="stack">
      <Conflict error={save.error} title={text.conflict} action={text.load} onReload={onReload} />
      <AboutCard draft={draft} set={set} problems={problems} market={market} zoneId={saved?.id ?? ''} />
      {draft.methods.map((method, index) => (
        <MethodCard
          key={`${method.id ?? 'new'} ${index}`}
          number={index + 1}
          method={method}
          market={market}
          problems={problems}
          path={`zone.methods.${index}`}
          onChange={(changed) => set({ methods: withAt(draft.methods, index, changed) })}
        />
      ))}
      <div className="buttons">
        <NewButton variant="default" onClick={() => set({ methods: [...draft.methods, newMethod(market.languages)] })}>
          {text.addWay}
        </NewButton>
        {saved ? (
          <RemoveZone zone={saved} marketId={market.id} onGone={onGone} />
        ) : (
          <Button onClick={() => make.mutate()} loading={make.isPending}>
            {text.create}
          </Button>
        )}
      </div>
      {saved ? <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} /> : null}
    </div>
  )
}

type AboutProps = {
  draft: ZoneEdit
  set: (changes: Partial<ZoneEdit>) => void
  problems: Record<string, string>
  market: ShippingMarket
  zoneId: string
}

function AboutCard({ draft, set, problems, market, zoneId }: AboutProps) {
  const taken = new Set(market.zones.filter(({ id }) => id !== zoneId).flatMap(({ countries }) => countries))
  const free = market.countries.filter((country) => !taken.has(country))
  return (
    <Card title={text.market(market.name, market.currency)}>
      <TextInput
        label={text.name}
        description={text.nameHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={100}
        value={draft.name}
        error={problems['zone.name']}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <MultiSelect
        label={text.countries}
        description={text.countriesHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        searchable
        clearable
        data={[...new Set([...free, ...draft.countries])].map((code) => ({ value: code, label: countryName(code) }))}
        value={draft.countries}
        error={problems['zone.countries']}
        onChange={(countries) => set({ countries })}
      />
    </Card>
  )
}
