import { plainText, readPage, type Page } from '#modules/content'
import { get, type Route } from '#platform/http/route'
import { Breadcrumbs, breadcrumbData } from '../components/Breadcrumbs.tsx'
import type { StorefrontDeps } from '../deps.ts'
import { listQuery } from '../list/wish.ts'
import { type Messages, wordsOf } from '../messages/index.ts'
import { notFound } from '../odd/pages.tsx'
import { originOf, page } from '../page.ts'
import { placeOf, type Place } from '../place.ts'

export const contentRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/pages/:slug',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: listQuery,
    handle: async (c) => {
      const found = await readPage(deps.db, c.req.param('slug') ?? '')
      if (!found) return notFound(c, deps)
      const place = placeOf(c, deps)
      const way = [{ title: found.title, path: null }]
      c.set('cacheTags', ['content', 'settings', 'catalog'])
      return page(c, deps, {
        title: found.seoTitle || found.title,
        description: found.seoDescription || plainText(found.bodyHtml).slice(0, 160),
        path: `/pages/${found.slug}`,
        type: 'article',
        jsonLd: [breadcrumbData(originOf(c, deps), place, way)],
        body: <ContentPage place={place} words={wordsOf(place.language)} content={found} />,
      })
    },
  }),
]

const ContentPage = ({ place, words, content }: { place: Place; words: Messages; content: Page }) => (
  <div className="wrap">
    <Breadcrumbs place={place} words={words} way={[{ title: content.title, path: null }]} />
    <article className="article">
      <h1>{content.title}</h1>
      <div className="prose" dangerouslySetInnerHTML={{ __html: content.bodyHtml }} />
    </article>
  </div>
)
