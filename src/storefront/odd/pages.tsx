import { resolveRedirect } from '#modules/content'
import type { Voice } from '#platform/http/face'
import type { Ask } from '#platform/http/route'
import { Notice } from '../components/Notice.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { type Messages, wordsOf } from '../messages/index.ts'
import { fragment, page } from '../page.ts'
import { href, pathnameOf, placeOf, type Place } from '../place.ts'

type Props = { place: Place; words: Messages }

const Sign = () => (
  <svg className="odd__sign" viewBox="0 0 44 28" width="440" height="280" aria-hidden="true" focusable="false">
    <path d="M1 27V13.5a6 6 0 0 1 12 0V27M16 27V13.5a6 6 0 0 1 12 0M31 27V13.5a6 6 0 0 1 12 0V27M0 3h44M19 27h6" />
  </svg>
)

const NotFound = ({ place, words, categories }: Props & { categories: readonly { title: string; path: string }[] }) => (
  <div className="odd wrap">
    <Sign />
    <h1>{words.notFoundTitle}</h1>
    <p className="odd__text">{words.notFoundText}</p>
    <ul className="chips">
      {categories.map(({ title, path }) => (
        <li key={path}>
          <a className="chip" href={href(place, path)}>
            {title}
          </a>
        </li>
      ))}
    </ul>
    <a className="btn" href={href(place, '/')}>
      {words.toHome}
    </a>
  </div>
)

/** What lives elsewhere now is sent on; for the rest, ways back into the shop. */
export async function notFound(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const place = placeOf(c, deps)
  const pathname = pathnameOf(c)
  const path = deps.shop.now().places.without(pathname)
  const moved = movedOf(pathname) ?? (await resolveRedirect(deps.db, path))
  if (moved !== null) return c.redirect(href(place, moved), 301)
  const instead = deps.shop.now().places.insteadOf(pathname)
  // The market may come back.
  if (instead !== null) return c.redirect(instead + new URL(c.req.url).search, 302)
  const words = wordsOf(place.language)
  return page(c, deps, {
    title: words.notFoundTitle,
    path: '/',
    robots: 'noindex',
    status: 404,
    body: <NotFound place={place} words={words} categories={deps.catalog.menu()} />,
  })
}

/** The home place has no prefix of its own: `/en/p/mug` is `/p/mug`. `/en//host` is no way to another host. */
function movedOf(pathname: string): string | null {
  const english = /^\/en(?:\/+(?<rest>.*))?$/.exec(pathname)
  return english ? `/${english.groups?.['rest'] ?? ''}` : null
}

const Said = ({ place, words, said, title }: Props & { said: readonly string[]; title: string }) => (
  <div className="odd wrap">
    <h1>{title}</h1>
    <Notice tone="bad">
      {said.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
    <a className="btn" href={href(place, '/')}>
      {words.toHome}
    </a>
  </div>
)

/** How the storefront speaks of what went wrong. A piece of a page is answered by the words alone. */
export const voice = (deps: StorefrontDeps): Voice => ({
  notFound: (c) => notFound(c, deps),
  refused: (c, status, problems) => {
    const place = placeOf(c, deps)
    const words = wordsOf(place.language)
    const said = problems.map(({ message }) => message)
    if (c.req.header('x-fragment') !== undefined) return fragment(c, <>{said.join(' ')}</>, status)
    const body = <Said place={place} words={words} said={said} title={words.refusedTitle} />
    return page(c, deps, { title: words.refusedTitle, path: '/', robots: 'noindex', status, body })
  },
  fault: (c) => {
    const place = placeOf(c, deps)
    const words = wordsOf(place.language)
    const said = [words.faultText, `${words.faultId} ${c.get('requestId')}`]
    if (c.req.header('x-fragment') !== undefined) return fragment(c, <>{words.faultText}</>, 500)
    const body = <Said place={place} words={words} said={said} title={words.faultTitle} />
    return page(c, deps, { title: words.faultTitle, path: '/', robots: 'noindex', status: 500, body })
  },
})
