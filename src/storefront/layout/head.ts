import type { Assets } from '../assets/manifest.ts'
import { href, type Place, type Places } from '../place.ts'
import { escapeHtml, scriptJson } from '#platform/html'

/** What a page says about itself to browsers and search engines. */
export type Head = Readonly<{
  title: string
  description?: string
  /** The page's one true path, without the place, with the query parts that make it another page. */
  path: string
  robots?: 'noindex'
  /** The path of a picture for shared links. */
  image?: string
  type?: 'website' | 'product' | 'article'
  jsonLd?: readonly unknown[]
  previous?: string | null
  next?: string | null
}>

type Around = Readonly<{ place: Place; places: Places; origin: string; shopName: string }>

/** The part of `<head>` that is the same on every page. */
export const sharedHead = (assets: Assets): string =>
  `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
  assets.fonts
    .map((font) => `<link rel="preload" href="/assets/${font}" as="font" type="font/woff2" crossorigin>`)
    .join('') +
  `<link rel="stylesheet" href="/assets/${assets.css}">` +
  `<script type="module" src="/assets/${assets.js}"></script>` +
  `<link rel="icon" href="/assets/${assets.icon}" type="image/svg+xml">` +
  `<meta name="color-scheme" content="light dark">` +
  `<meta name="theme-color" content="#f7f7f4" media="(prefers-color-scheme: light)">` +
  `<meta name="theme-color" content="#14171c" media="(prefers-color-scheme: dark)">`

export function headOf(head: Head, { place, places, origin, shopName }: Around): string {
  const title = head.path === '/' ? head.title : `${head.title} · ${shopName}`
  const address = (other: Place, path = head.path): string => escapeHtml(origin + href(other, path))
  const parts = [`<title>${escapeHtml(title)}</title>`]
  if (head.description) parts.push(`<meta name="description" content="${escapeHtml(head.description)}">`)
  if (head.robots) parts.push(`<meta name="robots" content="${head.robots}">`)
  else parts.push(`<link rel="canonical" href="${address(place)}">`, ...alternates(places, address))
  if (head.previous) parts.push(`<link rel="prev" href="${escapeHtml(href(place, head.previous))}">`)
  if (head.next) parts.push(`<link rel="next" href="${escapeHtml(href(place, head.next))}">`)
  parts.push(
    `<meta property="og:title" content="${escapeHtml(head.title)}">`,
    `<meta property="og:site_name" content="${escapeHtml(shopName)}">`,
    `<meta property="og:type" content="${head.type ?? 'website'}">`,
    `<meta property="og:url" content="${address(place)}">`,
  )
  if (head.image) parts.push(`<meta property="og:image" content="${escapeHtml(origin + head.image)}">`)
  for (const data of head.jsonLd ?? []) parts.push(`<script type="application/ld+json">${scriptJson(data)}</script>`)
  return parts.join('')
}

function alternates(places: Places, address: (place: Place) => string): string[] {
  if (places.all.length < 2) return []
  const links = places.all.map(
    (place) => `<link rel="alternate" hreflang="${place.hreflang}" href="${address(place)}">`,
  )
  return [...links, `<link rel="alternate" hreflang="x-default" href="${address(places.home)}">`]
}
