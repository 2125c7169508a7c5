import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { jsx as reactJsx } from 'react/jsx-runtime'
import { describe, expect, test } from 'vitest'

import { createElement, type Content, escapeHtml, htmlOf, scriptJson } from '../html.ts'
import { Fragment, jsx, jsxs } from './jsx-runtime.ts'

/** An element by its tag, attributes and content: written once, drawn by React and by us. */
type Tree = string | number | boolean | null | readonly Tree[] | Readonly<{ tag: string; props: object; in?: Tree }>

const isElement = (tree: Tree): tree is Extract<Tree, { tag: string }> =>
  typeof tree === 'object' && tree !== null && !Array.isArray(tree)

function ours(tree: Tree): Content {
  if (Array.isArray(tree)) return tree.map(ours)
  if (!isElement(tree)) return tree as Content
  return jsx(tree.tag, tree.in === undefined ? { ...tree.props } : { ...tree.props, children: ours(tree.in) })
}

function theirs(tree: Tree): React.ReactNode {
  if (Array.isArray(tree)) return tree.map((each, key) => reactJsx('i', { children: theirs(each) }, String(key)))
  if (!isElement(tree)) return tree as React.ReactNode
  const props = tree.in === undefined ? tree.props : { ...tree.props, children: theirs(tree.in) }
  return reactJsx(tree.tag as 'div', props)
}

/** The case of names and the slash of what is empty mean nothing. */
const byReact = (tree: Tree): string =>
  renderToStaticMarkup(theirs(tree)).replaceAll('&#x27;', '&#39;').replaceAll('/>', '>').replace('tabindex', 'tabIndex')
const el = (tag: string, props: object, inner?: Tree): Tree =>
  inner === undefined ? { tag, props } : { tag, props, in: inner }

describe('an element is drawn as React would draw it', () => {
  test.each<[string, Tree]>([
    [
      'names',
      el('label', { className: 'a b', htmlFor: 'x', tabIndex: 0, 'data-at': 1, lang: undefined, id: null }, 'x'),
    ],
    ['flags', el('button', { disabled: true, hidden: false, autoFocus: false }, 'go')],
    ['words of yes and no', el('p', { 'aria-hidden': true, 'aria-busy': false, 'data-on': true, spellCheck: false })],
    ['a flag where none belongs', el('p', { title: true, id: false })],
    ['nothing inside', el('br', {})],
    ['an input', el('input', { type: 'checkbox', name: 'q', defaultChecked: true })],
    ['a field', el('input', { name: 'q', defaultValue: 'a "b"' })],
    ['numbers and nothings', el('p', {}, el('b', {}, 0))],
    ['what shows nothing', el('p', {}, null)],
    [
      'style',
      el('p', { style: { backgroundColor: '#fff', margin: 4, lineHeight: 1.5, flex: 1, padding: 0, '--n': 3 } }),
    ],
    ['foreign HTML', el('div', { dangerouslySetInnerHTML: { __html: '<b>bold</b> & more' } })],
    ['a custom element', el('cart-count', { class: 'count', 'data-from': '/x', hidden: true })],
    ['a drawing', el('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, el('path', { d: 'M0 0' }))],
    ['a choice', el('select', { name: 'c', defaultValue: 'b&' }, el('option', { value: 'b&' }, 'B'))],
  ])('%s', (_, tree) => {
    expect(htmlOf(ours(tree))).toBe(byReact(tree))
  })

  test('whatever the text, it stays text: beside, inside, and in every attribute', () => {
    const sign = fc.constantFrom('<', '>', '"', "'", '&', '&lt;', '<script>', '-->', '</p>', 'ü', '€', '🙂', 'a', ' ')
    const text = fc.array(sign, { maxLength: 8 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(text, text, (one, two) => {
        const tree = el('p', { title: one, 'data-x': two, className: two }, el('a', { href: one }, two))
        expect(htmlOf(ours(tree))).toBe(byReact(tree))
      }),
    )
  })
})

test('components, fragments, lists and what shows nothing', () => {
  const Row = ({ label, children }: { label: string; children?: Content }) => jsx('li', { title: label, children })
  const list = jsxs('ul', {
    children: [1, 2].map((n) => jsx(Row, { label: `${n}`, children: [n, ' ', n > 1 && 'last'] })),
  })
  expect(htmlOf(list)).toBe('<ul><li title="1">1 </li><li title="2">2 last</li></ul>')
  expect(htmlOf(jsx(Fragment, { children: ['<', null, undefined, true, 0] }))).toBe('&lt;0')
  expect(htmlOf(createElement(Row, { label: 'x', key: 'x' }, 'a', 'b'))).toBe('<li title="x">ab</li>')
})

test('an option is chosen by its value', () => {
  const options = ['', 'a', 'ab'].map((value) => jsx('option', { value, children: value }))
  const html = htmlOf(jsx('select', { defaultValue: 'a', children: options }))
  expect(html).toContain('<option value="a" selected="">')
  expect(html.match(/selected/g)).toHaveLength(1)
})

describe('what could run is not drawn', () => {
  test.each(['javascript:alert(1)', ' JaVa\nScript:alert(1)', '\u0001javascript:x'])('an address %j', (address) => {
    for (const name of ['href', 'src', 'action', 'formAction'])
      expect(htmlOf(jsx('a', { [name]: address }))).toBe(`<a ${name}="#"></a>`)
  })

  test('a handler, a name that brings another one along, a style or script that ends itself', () => {
    expect(() => jsx('a', { onClick: () => 1 })).toThrow('onClick')
    expect(() => jsx('a', { 'x onclick=': 'y' })).toThrow('not the name')
    expect(() => jsx('style', { children: '</style><b>' })).toThrow('style')
    expect(htmlOf(jsx('style', { children: 'a > b { content: "x" }' }))).toBe('<style>a > b { content: "x" }</style>')
  })

  test('text, and data within a script', () => {
    expect(escapeHtml(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;')
    expect(scriptJson({ a: '</script>\u2028' })).not.toMatch(/<|\u2028/)
  })
})
