import fc from 'fast-check'
import { h } from 'preact'
import { expect, test } from 'vitest'

import { escapeHtml, htmlOf, scriptJson } from '../html.ts'

test('content is a page as it stands: text escaped, nothing for what shows nothing', () => {
  expect(htmlOf([h('p', { className: 'a' }, '<b>'), null, false, 0, '&'])).toBe('<p class="a">&lt;b></p>0&amp;')
})

test('whatever is sent in, text stays text: inside and in every attribute', () => {
  const sign = fc.constantFrom('<', '>', '"', "'", '&', '&lt;', '<script>', '-->', '</p>', 'ü', '€', '🙂', 'a', ' ')
  const text = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(text, text, (one, two) => {
      const html = htmlOf(h('p', { title: one, 'data-x': two }, h('a', { href: one }, two)))
      const [, title = '', data = '', href = '', inside = ''] =
        /^<p title(?:="([^"<]*)")? data-x(?:="([^"<]*)")?><a href(?:="([^"<]*)")?>([^<]*)<\/a><\/p>$/.exec(html) ?? [
          '?',
          '?',
        ]
      expect([title, data, href, inside].map(read)).toEqual([one, two, one, two])
    }),
  )
})

test('an object that somebody sent is not drawn as an element', () => {
  const sent = JSON.parse('{"type":"script","props":{"children":"alert(1)"},"key":null,"ref":null}') as never
  expect(htmlOf(h('p', null, sent))).not.toContain('script')
})

test('text, and data within a script', () => {
  expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
  expect(scriptJson({ a: '</script>\u2028' })).not.toMatch(/<|\u2028/)
})

/** As a browser reads it. */
const read = (html: string): string =>
  html.replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? "'")
