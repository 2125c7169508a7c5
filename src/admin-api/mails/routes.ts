import type { Route } from '#platform/http/route'
import type { AdminDeps } from '../deps.ts'
import { idIn, missing, read } from '../desk.ts'
import { listMails, mailListQuery, readMail } from './list.ts'

/** No script, no form, no address of ours: a mail is shown as a mail program would. */
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src *',
  "frame-ancestors 'self'",
].join('; ')

export const mailRoutes = ({ db }: AdminDeps): Route[] => [
  read({ path: '/mails', query: mailListQuery, handle: async (c, query) => c.json(await listMails(db, query)) }),
  read({
    path: '/mails/:id',
    query: null,
    handle: async (c) => {
      const id = idIn<'mail'>(c)
      const mail = id ? await readMail(db, id) : null
      return mail ? c.json(mail) : missing(c)
    },
  }),
  read({
    path: '/mails/:id/html',
    query: null,
    handle: async (c) => {
      const id = idIn<'mail'>(c)
      const mail = id ? await db.selectFrom('mails').select('html').where('id', '=', id).executeTakeFirst() : undefined
      return mail ? c.html(mail.html, 200, { 'Content-Security-Policy': mailPolicy }) : missing(c)
    },
  }),
]
