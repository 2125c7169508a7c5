import type { JSX as React } from 'react'

import { attribute } from './attribute.ts'
import { escapeHtml } from './escape.ts'

/** HTML that is safe: made by the functions of this file only. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What may stand in an element. Text is escaped; true, false, null and undefined show nothing. */
export type Content = Html | string | number | boolean | null | undefined | readonly Content[]

type Props = Readonly<Record<string, unknown>>
type Component = (props: never) => Content

/** Stands for `<>…</>`. */
export const Fragment = ({ children }: { children?: Content }): Content => children

/** The text of content: what a page is made of. */
export function htmlOf(content: Content): string {
  if (content instanceof Html) return content.text
  if (typeof content === 'string') return escapeHtml(content)
  if (typeof content === 'number') return String(content)
  if (!Array.isArray(content)) return ''
  let html = ''
  for (const each of content) html += htmlOf(each)
  return html
}

/** One element or component, at once as text: pages are drawn for one reading, there is nothing to compare with. */
export function jsx(type: string | Component, props: Props): Html {
  if (typeof type === 'string') return new Html(element(type, props))
  const content = type(props as never)
  return content instanceof Html ? content : new Html(htmlOf(content))
}

export { jsx as jsxs }

const empty = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))

function element(tag: string, props: Props): string {
  let start = `<${tag}`
  let inner = ''
  for (const name in props) {
    if (name === 'children') inner = within(tag, props[name] as Content)
    else if (name === 'dangerouslySetInnerHTML') inner = foreign(props[name] as { __html: string })
    else if (tag !== 'select' || name !== 'defaultValue') start += attribute(name, props[name])
  }
  if (empty.has(tag)) return `${start}>`
  if (tag === 'select') inner = chosen(inner, props['defaultValue'])
  return `${start}>${inner}</${tag}>`
}

const foreign = ({ __html: html }: { __html: string }): string => html

/** @throws Error for styles and scripts that could end their element: browsers read them as they are, unescaped. */
function within(tag: string, content: Content): string {
  if (tag !== 'style' && tag !== 'script') return htmlOf(content)
  if (typeof content !== 'string' || content.includes('</')) throw new Error(`not the content of a ${tag}`)
  return content
}

/** The options of a select, with the one of this value chosen. They write their value first. */
const chosen = (options: string, value: unknown): string =>
  value === undefined || value === null
    ? options
    : options.replace(`<option value="${escapeHtml(String(value))}"`, (found) => `${found} selected=""`)

/** A key is taken out of what JSX passes on: nothing here needs one. */
type Key = { key?: string | number | undefined }
type Inside = Key & { children?: Content; dangerouslySetInnerHTML?: { __html: string } }

/** The types of elements and their attributes are React's, so that one knows them already. */
export declare namespace JSX {
  type Element = Html
  type ElementType = keyof IntrinsicElements | ((props: never) => Content)
  interface ElementChildrenAttribute {
    children: unknown
  }
  type IntrinsicAttributes = Key
  type IntrinsicElements = {
    [Tag in keyof React.IntrinsicElements]: Omit<React.IntrinsicElements[Tag], keyof Inside | 'ref'> & Inside
  }
}
