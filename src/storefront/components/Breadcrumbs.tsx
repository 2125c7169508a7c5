import type { Messages } from '../messages/index.ts'
import { href, type Place } from '../place.ts'

/** `path` is null for the page itself, which ends the way. */
export type Crumb = Readonly<{ title: string; path: string | null }>

export const Breadcrumbs = ({ place, words, way }: { place: Place; words: Messages; way: readonly Crumb[] }) => (
  <nav className="crumbs" aria-label={words.breadcrumbs}>
    <ol>
      <li>
        <a href={href(place, '/')}>{words.home}</a>
      </li>
      {way.map(({ title, path }) => (
        <li key={path ?? title}>
          {path === null ? <span aria-current="page">{title}</span> : <a href={href(place, path)}>{title}</a>}
        </li>
      ))}
    </ol>
  </nav>
)

/** The same way for search engines (schema.org BreadcrumbList). */
export const breadcrumbData = (origin: string, place: Place, way: readonly Crumb[]) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: way.map(({ title, path }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name: title,
    ...(path === null ? {} : { item: origin + href(place, path) }),
  })),
})
