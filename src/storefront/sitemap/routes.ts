import { get, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'
import { escapeHtml } from '#platform/html'
import { originOf } from '../page.ts'
import { href } from '../place.ts'

/** What machines read first. A sitemap holds 50,000 addresses at most, so products come in parts. */
export const sitemapRoutes = (deps: StorefrontDeps): Route[] => [
  get({
    path: '/robots.txt',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: null,
    handle: (c) => c.text(robots(originOf(c, deps)), 200),
  }),
  get({
    path: '/sitemap.xml',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: null,
    handle: (c) => index(c, deps),
  }),
  get({
    path: '/sitemaps/:part',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: null,
    handle: (c) => part(c, deps, c.req.param('part') ?? ''),
  }),
  get({
    path: '/speculation.json',
    who: 'anyone',
    rate: 'page',
    cache: 'public',
    query: null,
    handle: (c) => c.body(speculation, 200, { 'Content-Type': 'application/speculationrules+json' }),
  }),
]

const robots = (origin: string): string =>
  [
    'User-agent: *',
    'Disallow: /admin',
    'Disallow: /*/cart',
    'Disallow: /cart',
    'Disallow: /*/checkout',
    'Disallow: /checkout',
    'Disallow: /*/search',
    'Disallow: /search',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n')

/** Pages that the browser may fetch, or draw, before the click: those that are the same for everybody. */
const speculation = JSON.stringify({
  prefetch: [{ where: rules(), eagerness: 'moderate' }],
  prerender: [
    {
      where: { and: [rules(), { or: [{ href_matches: '/*p/*' }, { href_matches: '/*c/*' }] }] },
      eagerness: 'moderate',
    },
  ],
})

function rules() {
  const personal = [
    'cart',
    'checkout',
    'order',
    'orders',
    'pay',
    'fragments',
    'admin',
    'test-gateway',
    'media',
    'assets',
  ]
  return {
    and: [
      { href_matches: '/*' },
      ...personal.map((name) => ({ not: { href_matches: [`/${name}`, `/${name}/*`, `/*/${name}`, `/*/${name}/*`] } })),
      { not: { selector_matches: '[rel~=nofollow], [data-no-prefetch]' } },
    ],
  }
}

const PART = 40_000

async function index(c: Ask, deps: StorefrontDeps): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const origin = originOf(c, deps)
  const parts = Math.max(1, Math.ceil(catalog.shelves.placeOf.size / PART))
  const names = ['pages', ...Array.from({ length: parts }, (_, number) => `products-${number + 1}`)]
  c.set('cacheTags', ['catalog', 'content', 'settings'])
  return xml(
    c,
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${names
      .map((name) => `<sitemap><loc>${escapeHtml(`${origin}/sitemaps/${name}.xml`)}</loc></sitemap>`)
      .join('')}</sitemapindex>`,
  )
}

async function part(c: Ask, deps: StorefrontDeps, name: string): Promise<Response> {
  const catalog = await deps.catalog.ready()
  const number = /^products-(\d{1,4})\.xml$/.exec(name)?.[1]
  if (number === undefined && name !== 'pages.xml') return c.notFound()
  const { places, pages } = deps.shop.now()
  const paths =
    number === undefined
      ? [
          '/',
          ...catalog.tree.nodes.map(({ path }) => path),
          ...catalog.tree.collections.map(({ path }) => path),
          ...pages.map(({ slug }) => `/pages/${slug}`),
        ]
      : catalog.shelves.places
          .filter((product) => product !== null)
          .slice((Number(number) - 1) * PART, Number(number) * PART)
          .map(({ slug }) => `/p/${slug}`)
  const origin = originOf(c, deps)
  c.set('cacheTags', ['catalog', 'content', 'settings'])
  const urls = paths.map((path) => `<url><loc>${escapeHtml(origin + href(places.home, path))}</loc></url>`)
  return xml(c, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`)
}

const xml = (c: Ask, body: string): Response =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?>${body}`, 200, { 'Content-Type': 'application/xml; charset=UTF-8' })
