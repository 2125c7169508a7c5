import sanitize from 'sanitize-html'

const tags =
  'p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd strong em b i u s sub sup small mark blockquote q cite code pre ' +
  'a img figure figcaption table caption colgroup col thead tbody tfoot tr th td div span'

const options: sanitize.IOptions = {
  allowedTags: tags.split(' '),
  allowedAttributes: {
    a: ['href', 'title', 'rel'],
    img: ['src', 'alt', 'width', 'height', 'loading'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    col: ['span'],
    ol: ['start'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https', 'http'] },
  allowProtocolRelative: false,
  // The page has its own h1.
  transformTags: { h1: 'h2', strike: 's', del: 's' },
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'template', 'title'],
}

/**
 * What a merchant, an import or an agent wrote, made safe to show: structure and links stay; scripts, handlers,
 * styles, frames, forms and odd addresses go. Cleaning what is clean changes nothing.
 */
export const cleanHtml = (html: string): string => sanitize(html, options).trim()

/** The words alone, on one line: for snippets and mails. */
export function plainText(html: string): string {
  const spaced = html.replace(/<(?:br|\/(?:p|div|li|h[1-6]|td|th|tr|dd|dt|blockquote))\b[^>]*>/gi, ' $&')
  const text = sanitize(spaced, { allowedTags: [], allowedAttributes: {} })
  return unescape(text).replace(/\s+/g, ' ').trim()
}

const unescape = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
