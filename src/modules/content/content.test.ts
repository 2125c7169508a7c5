import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { command } from '#platform/db'
import { testDb } from '#testing/db'
import {
  addRedirect,
  cleanHtml,
  deletePage,
  isSlug,
  listPages,
  plainText,
  readPage,
  resolveRedirect,
  savePage,
  slugify,
  type PageInput,
} from './index.ts'

const { db } = testDb()
const published = new Date('2026-01-01T00:00:00Z')
const save = (page: Partial<PageInput>, id?: Parameters<typeof savePage>[1]['id']) =>
  command(db, (tx) =>
    savePage(tx, {
      ...(id && { id }),
      page: { title: 'About us', bodyHtml: '<p>Hello.</p>', publishedAt: published, ...page },
      actor: 'anna',
    }),
  )
const redirect = (from: string, to: string) => command(db, (tx) => addRedirect(tx, from, { kind: 'path', path: to }))

test.each([
  ['Große Tasse, blau', 'grosse-tasse-blau'],
  ['Crème brûlée', 'creme-brulee'],
  ['  Smørrebrød & Øl  ', 'smoerrebroed-oel'],
  ["Anna's mug", 'annas-mug'],
  ['10" × 12"', '10-12'],
  ['茶碗', ''],
])('%s stands in an address as %s', (title, slug) => {
  expect(slugify(title)).toBe(slug)
})

test('whatever the words, their slug is one or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const slug = slugify(text)
      expect(slug === '' || isSlug(slug)).toBe(true)
      expect(slugify(slug)).toBe(slug)
    }),
  )
})

test.each([
  ['<p onclick="steal()">a</p>', '<p>a</p>'],
  ['<a href="javascript:steal()">a</a>', '<a>a</a>'],
  ['<a href="JaVaScRiPt&colon;steal()">a</a>', '<a>a</a>'],
  ['<a href="//evil.example">a</a>', '<a>a</a>'],
  ['<img src=x onerror=steal()>', '<img src="x" />'],
  ['<img src="data:image/svg+xml,<svg onload=steal()>">', '<img />'],
  ['<iframe src="https://evil.example"></iframe>a', 'a'],
  ['<style>p{}</style><script>x</script><p style="color:red">a', '<p>a</p>'],
  ['<svg><script>x</script></svg><math>a</math>', 'a'],
  ['<form action="/x"><input name="a"><button>b</button></form>', 'b'],
  [
    '<h1>Title</h1><table><tr><td colspan="2">a</td></tr></table>',
    '<h2>Title</h2><table><tr><td colspan="2">a</td></tr></table>',
  ],
])('%s is kept as %s', (html, clean) => {
  expect(cleanHtml(html)).toBe(clean)
})

test('what is clean stays as it is', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '<a href="https://x.example/?a=1&b=2">',
    '</a>',
    '&amp;',
    '<',
    '>',
    '&',
    '"',
    'ü',
    ' ',
    'text',
    '<b>',
    '<script>',
    '<!--',
    '-->',
    '<h1>',
    '</h1>',
    '&nbsp;',
    '<img src="/media/a.webp" alt="&quot;">',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const once = cleanHtml(pieces.join(''))
      expect(cleanHtml(once)).toBe(once)
    }),
  )
})

test('the words alone are for snippets', () => {
  expect(plainText('<h2>Cup</h2><p>Salt &amp; <b>pepper</b></p><ul><li>a</li><li>b</li></ul>')).toBe(
    'Cup Salt & pepper a b',
  )
})

test('a page is read when it is published, and its old address leads to it', async () => {
  const saved = await save({ slug: 'about', bodyHtml: '<p>Hi<script>x</script></p>' })
  if (!saved.ok) throw new Error(saved.refusal.code)
  await save({ slug: 'who-we-are' }, saved.value.pageId)
  await save({ title: 'Draft', publishedAt: null })

  expect(await readPage(db, 'who-we-are')).toMatchObject({ title: 'About us', bodyHtml: '<p>Hello.</p>' })
  expect(await readPage(db, 'about')).toBeNull()
  expect(await resolveRedirect(db, '/pages/about')).toBe('/pages/who-we-are')
  expect(await readPage(db, 'draft')).toBeNull()
  expect((await listPages(db)).map(({ title }) => title)).toEqual(['About us'])
  expect(await listPages(db, { drafts: true })).toHaveLength(2)

  await command(db, (tx) => deletePage(tx, { id: saved.value.pageId, actor: 'anna' }))
  expect(await resolveRedirect(db, '/pages/about')).toBeNull()
})

test('of twenty pages that want one address at once one gets it', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => save({ slug: 'imprint' })))
  expect(made.filter(({ ok }) => ok)).toHaveLength(1)
  const other = await save({ slug: 'terms' })
  if (!other.ok) throw new Error(other.refusal.code)
  const taken = await save({ slug: 'imprint' }, other.value.pageId)
  expect(taken).toEqual({ ok: false, refusal: { code: 'slug_taken', slug: 'imprint' } })
})

test('old paths lead on without chains and never in a circle', async () => {
  await redirect('/products/mug.html', '/old-mug')
  await redirect('/old-mug', '/new-mug?from=old')
  await redirect('/oldest', '/products/mug.html')

  for (const path of ['/products/mug.html', '/old-mug/', '/oldest'])
    expect(await resolveRedirect(db, path)).toBe('/new-mug')
  expect(await redirect('/new-mug', '/oldest')).toEqual({ ok: false, refusal: { code: 'to_itself' } })
  expect(await redirect('/a', 'https://elsewhere.example')).toMatchObject({ ok: false })
  expect(await redirect('//elsewhere.example', '/a')).toMatchObject({ ok: false })
})

test('a redirect to what is not there leads nowhere', async () => {
  await command(db, (tx) => addRedirect(tx, '/gone', { kind: 'product', id: newId() }))
  expect(await resolveRedirect(db, '/gone')).toBeNull()
  expect(await resolveRedirect(db, 'no path')).toBeNull()
})
