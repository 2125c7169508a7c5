import { Alert, Button, TextInput } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import type { ProductScreen } from '../../admin-api/types.ts'
import { ask, problemsOf, Refused } from '../api.ts'
import { Back } from '../components/Back.tsx'
import { RichText } from '../components/RichText.tsx'
import { say, sayNo } from '../components/said.ts'
import { SaveBar } from '../components/SaveBar.tsx'
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

const isConflict = (error: unknown): boolean => error instanceof Refused && error.failure.code === 'changed_meanwhile'

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
    onError: (error) => void (isConflict(error) || sayNo(error)),
  })
  const problems = problemsOf(save.error)
  const submit = (): void => {
    if (!hasBadPrice(draft)) save.mutate()
  }
  const dirty = !isSame(draft, base) && !save.isSuccess
  const parts = { draft, set, problems }
  return (
    <main className="page" id="content">
      <title>{base.title}</title>
      <Head screen={screen} title={base.title} />
      {isConflict(save.error) ? <Conflict onReload={onReload} /> : null}
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
    </main>
  )
}

function Head({ screen, title }: { screen: ProductScreen; title: string }) {
  return (
    <div className="page-head">
      <Back to="/products">{words.products.title}</Back>
      <h1>{title}</h1>
      {screen.product.status === 'active' ? (
        <div className="actions">
          <Button
            component="a"
            variant="default"
            href={screen.path}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            {text.inShop}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function Conflict({ onReload }: { onReload: () => void }) {
  return (
    <Alert color="orange" title={text.conflict} mb="md" role="alert">
      <p>{text.conflictText}</p>
      <Button mt="xs" size="xs" variant="default" onClick={onReload}>
        {text.load}
      </Button>
    </Alert>
  )
}
