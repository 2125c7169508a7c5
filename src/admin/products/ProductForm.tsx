import { Button, TextInput } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ProductScreen } from '../../admin-api/types.ts'
import { ask } from '../api.ts'
import { Conflict, sayUnlessConflict } from '../components/Conflict.tsx'
import { RichText } from '../components/RichText.tsx'
import { say } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
import { Screen } from '../components/Screen.tsx'
import { useProblems } from '../components/use-problems.ts'
import { words } from '../messages/index.ts'
import { queries } from '../queries.ts'
import { changesOf, type Draft, draftOf, hasBadPrice, isSame } from './draft.ts'
import { MediaCard } from './MediaCard.tsx'
import { OrganizationCard } from './OrganizationCard.tsx'
import { SearchCard } from './SearchCard.tsx'
import { StatusCard } from './StatusCard.tsx'
import { VariantsCard } from './VariantsCard.tsx'

const text = words.products.edit

type Props = { screen: ProductScreen; onSaved: (screen: ProductScreen) => void; onReload: () => void }

export function ProductForm({ screen, onSaved, onReload }: Props) {
  const [base] = useState(() => draftOf(screen.product))
  const [draft, setDraft] = useState(base)
  const set = (changes: Partial<Draft>): void => setDraft((old) => ({ ...old, ...changes }))
  const save = useMutation({
    mutationFn: () => ask<ProductScreen>('PUT', `/products/${base.id}`, changesOf(draft, base)),
    onSuccess: (saved) => {
      say(text.saved)
      void queries.invalidateQueries({ queryKey: ['products'] })
      onSaved(saved)
    },
    onError: sayUnlessConflict,
  })
  const problems = useProblems(save.error, draft)
  const submit = (): void => {
    if (!hasBadPrice(draft)) save.mutate()
  }
  const dirty = !isSame(draft, base) && !save.isSuccess
  const parts = { draft, set, problems }
  return (
    <Screen
      title={base.title}
      back={{ to: '/products', name: words.products.title }}
      actions={screen.product.status === 'active' ? inShop(screen.path) : null}
    >
      <Conflict error={save.error} title={text.conflict} action={text.load} onReload={onReload} />
      <div className="columns">
        <div className="stack">
          <section className="card">
            <div className="body">
              <TextInput
                label={words.products.fieldTitle}
                value={draft.title}
                maxLength={300}
                error={problems['title']}
                onChange={(event) => set({ title: event.currentTarget.value })}
              />
              <RichText
                label={text.description}
                value={draft.descriptionHtml}
                onChange={(descriptionHtml) => set({ descriptionHtml })}
              />
            </div>
          </section>
          <MediaCard {...parts} />
          <VariantsCard {...parts} change={setDraft} screen={screen} dirty={dirty} onSaved={onSaved} />
          <SearchCard {...parts} />
        </div>
        <div className="stack">
          <StatusCard {...parts} />
          <OrganizationCard {...parts} categories={screen.categories} />
        </div>
      </div>
      <SaveBar dirty={dirty} busy={save.isPending} onSave={submit} onDiscard={onReload} />
    </Screen>
  )
}

const inShop = (path: string) => (
  <Button
    component="a"
    variant="default"
    href={path}
    target="_blank"
    rel="noreferrer"
    rightSection={<IconExternalLink size={16} aria-hidden />}
  >
    {text.inShop}
  </Button>
)
