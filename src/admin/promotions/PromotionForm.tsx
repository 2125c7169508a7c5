import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { PromotionChoices, PromotionScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Card } from '../components/Card.tsx'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { say } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { AudienceCard } from './AudienceCard.tsx'
import { ConditionsCard } from './ConditionsCard.tsx'
import { bodyOf, type Draft, isSame } from './draft.ts'
import type { Part } from './part.ts'
import { RewardCard } from './RewardCard.tsx'
import { sentencesOf } from './sentence.ts'
import { LimitsCard, StackingCard, StatusCard } from './SideCards.tsx'

const text = words.promotions.edit

type Props = {
  /** What was there when the form was opened. */
  base: Draft
  choices: PromotionChoices
  /** Null for a promotion that is not there yet. */
  saved: Pick<PromotionScreen, 'id' | 'version'> | null
  onSaved: (id: string, draft: Draft) => void
  onReload: () => void
}

/** `promotion.names` of the answer is `names` here. */
function useOwnProblems(error: unknown, draft: Draft): Record<string, string> {
  const problems = useProblems(error, { promotion: draft })
  return Object.fromEntries(Object.entries(problems).map(([path, said]) => [path.replace(/^promotion\./, ''), said]))
}

export function PromotionForm({ base, choices, saved, onSaved, onReload }: Props) {
  const [draft, setDraft] = useState(base)
  const set = (changes: Partial<Draft>): void => setDraft((old) => ({ ...old, ...changes }))
  const save = useMutation({
    mutationFn: () =>
      saved
        ? ask<{ id: string }>('PUT', `/promotions/${saved.id}`, { version: saved.version, promotion: bodyOf(draft) })
        : ask<{ id: string }>('POST', '/promotions', { promotion: bodyOf(draft) }),
    onSuccess: ({ id }) => {
      say(saved ? text.saved : text.created)
      void queries.invalidateQueries({ queryKey: ['promotions'] })
      onSaved(id, draft)
    },
    onError: sayUnlessConflict,
  })
  const part: Part = { draft, set, problems: useOwnProblems(save.error, draft), choices }
  const dirty = !isSame(draft, base) && !save.isSuccess
  return (
    <>
      <Conflict error={save.error} title={text.conflict} action={text.load} onReload={onReload} />
      <div className="columns">
        <div className="stack">
          <InWords {...part} />
          <NamesCard {...part} />
          <RewardCard {...part} />
          <ConditionsCard {...part} />
          <AudienceCard {...part} />
        </div>
        <div className="stack">
          <StatusCard {...part} isNew={saved === null} />
          <LimitsCard {...part} />
          <StackingCard {...part} />
          {saved ? null : (
            <Button onClick={() => save.mutate()} loading={save.isPending}>
              {text.create}
            </Button>
          )}
        </div>
      </div>
      {saved ? <SaveBar dirty={dirty} busy={save.isPending} onSave={() => save.mutate()} onDiscard={onReload} /> : null}
    </>
  )
}

function InWords({ draft, choices }: Part) {
  return (
    <section className="card" aria-labelledby="in-words" aria-live="polite">
      <header>
        <h2 id="in-words">{text.inWords}</h2>
      </header>
      <div className="body">
        <p>{sentencesOf(draft, choices).join(' ')}</p>
      </div>
    </section>
  )
}

function NamesCard({ draft, set, problems }: Part) {
  return (
    <Card title={text.texts}>
      <div className="fields two">
        {Object.entries(draft.names).map(([language, name], index) => (
          <TextInput
            key={language}
            label={text.name(language)}
            value={name}
            maxLength={200}
            error={index === 0 ? problems['names'] : problems[`names.${language}`]}
            onChange={(event) => set({ names: { ...draft.names, [language]: event.currentTarget.value } })}
          />
        ))}
      </div>
      <p className="soft small">{text.nameHint}</p>
      <Textarea
        label={text.note}
        description={text.noteHint}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.note}
        error={problems['note']}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </Card>
  )
}
