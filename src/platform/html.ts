import { type ComponentChildren, Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'

export { escapeHtml, inOnePiece, scriptJson } from './html/escape.ts'

/** What may stand in an element. Text is escaped; true, false, null and undefined show nothing. */
export type Content = ComponentChildren

/** The text of content: what a page is made of. */
export const htmlOf = (content: Content): string => renderToString(h(Fragment, null, content))
