import { type Content, type Html, jsx } from './html/jsx-runtime.ts'

export { escapeHtml, inOnePiece, scriptJson } from './html/escape.ts'
export { type Content, Html, htmlOf, type JSX } from './html/jsx-runtime.ts'

/** What TypeScript makes of an element whose key stands behind a spread. */
export const createElement = (
  type: Parameters<typeof jsx>[0],
  props: Readonly<Record<string, unknown>> | null,
  ...children: Content[]
): Html => jsx(type, children.length > 0 ? { ...props, key: null, children } : { ...props, key: null })
