import { Textarea, TextInput } from '@mantine/core'

import { Card } from '../components/Card.tsx'
import { words } from '../messages/index.ts'
import type { Part } from './part.ts'

const text = words.products.edit

/** How the product looks among a search engine's results, and its address. */
export function SearchCard({ draft, set, problems }: Part) {
  return (
    <Card title={text.seo}>
      <div className="result" aria-hidden>
        <span className="soft small">
          {window.location.host} › p › {draft.slug}
        </span>
        <strong>{draft.seoTitle || draft.title}</strong>
        <span className="soft small">{draft.seoDescription || plainText(draft.descriptionHtml)}</span>
      </div>
      <TextInput
        label={text.seoTitle}
        value={draft.seoTitle}
        placeholder={draft.title}
        maxLength={300}
        onChange={(event) => set({ seoTitle: event.currentTarget.value })}
      />
      <Textarea
        label={text.seoDescription}
        value={draft.seoDescription}
        autosize
        minRows={2}
        maxLength={1000}
        onChange={(event) => set({ seoDescription: event.currentTarget.value })}
      />
      <TextInput
        label={text.slug}
        description={text.slugHint}
        value={draft.slug}
        leftSection={<span className="soft">/p/</span>}
        leftSectionWidth={40}
        maxLength={200}
        error={problems['slug']}
        onChange={(event) => set({ slug: event.currentTarget.value })}
      />
    </Card>
  )
}

const plainText = (html: string): string =>
  (new DOMParser().parseFromString(html.replaceAll('<', ' <'), 'text/html').body.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160)
