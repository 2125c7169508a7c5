import { resendMail } from '#modules/notification'
import { hiddenCodes } from '#modules/stored-value'
import type { Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { changeOne, done, idIn, missing, read, refused } from '../desk.ts'
import { listMails, mailListQuery, readMail } from './list.ts'

/** No script, no form, no address of ours: a mail is shown as a mail program would. */
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src *',
  "frame-ancestors 'self'",
].join('; ')

export const mailRoutes = ({ db, sendsMail }: AdminDeps): Route[] => [
  read({ path: '/mails', query: mailListQuery, handle: async (c, query) => c.json(await listMails(db, query)) }),
  read({
    path: '/mails/:id',
    query: null,
    handle: async (c) => {
      const id = idIn<'mail'>(c)
      const mail = id ? await readMail(db, id) : null
      return mail ? c.json({ ...mail, canResend: sendsMail && mail.state !== 'queued' }) : missing(c)
    },
  }),
  read({
    path: '/mails/:id/html',
    query: null,
    handle: async (c) => {
      const id = idIn<'mail'>(c)
      const mail = id ? await db.selectFrom('mails').select('html').where('id', '=', id).executeTakeFirst() : undefined
      return mail ? c.html(hiddenCodes(mail.html), 200, { 'Content-Security-Policy': mailPolicy }) : missing(c)
    },
  }),
  changeOne({
    method: 'POST',
    path: '/mails/:id/resend',
    body: null,
    kind: 'mail',
    handle: async (c, _body, id) => {
      if (!sendsMail) return refused(c, { code: 'no_server' }, 'No mail server is set up.')
      const again = await audited(c, db, { action: 'mail.resent', subjectId: id }, (tx) => resendMail(tx, id))
      if (again.ok) return done(c)
      return again.refusal.code === 'not_found' ? missing(c) : refused(c, again.refusal, 'It is on its way already.')
    },
  }),
]
