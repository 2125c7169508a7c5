import { renderToStaticMarkup } from 'react-dom/server'

import type { RenderMail } from '#modules/notification'
import { contentOf } from './content.ts'
import { OrderMail } from './OrderMail.tsx'
import { textOf } from './text.ts'

/** A mail in its reader's language, as page and as plain text. */
export const renderMail: RenderMail = (facts) => {
  const mail = contentOf(facts)
  const html = `<!doctype html>${renderToStaticMarkup(<OrderMail mail={mail} />)}`
  return { subject: mail.subject, html, text: textOf(mail) }
}
