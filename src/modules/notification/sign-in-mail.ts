import { newId } from '#kernel/id'
import { isLanguage, type Language } from '#kernel/locale'
import { ok } from '#kernel/result'
import { readLink, type LinkToken } from '#modules/customer'
import { readSetting, shopSettings, type ShopSettings } from '#modules/market'
import { command } from '#platform/db'
import type { ShopEvent } from '#platform/events'
import type { MailDeps } from './deps.ts'
import type { RenderedMail } from './mail.ts'
import { insertMail } from './store.ts'

/** Everything that the mail with a personal link may say. */
export type SignInFacts = Readonly<{
  shop: Pick<ShopSettings, 'name' | 'email' | 'phone' | 'address'>
  language: Language
  /** The personal link. */
  url: string
  origin: string
}>

export type SignInDeps = Pick<MailDeps, 'db' | 'clock' | 'origin' | 'mailer'> &
  Readonly<{
    renderSignIn: (facts: SignInFacts) => RenderedMail
    /** Where a personal link leads, absolute. */
    signInUrl: (link: Readonly<{ token: LinkToken; language: Language; marketId: string }>) => string
    /** What links are made with. */
    secret: string
  }>

export const signInMailFollows = ({ type }: Pick<ShopEvent, 'type'>): boolean => type === 'customer.link_asked'

/**
 * Sends a personal link. It opens a customer's doors, so it goes straight to the mail server and is kept nowhere; only a
 * shop without one keeps it, for its merchant to read. Idempotent: a link that was used, replaced or ran out is not sent,
 * and one that is sent twice has the same Message-ID.
 * @throws Error when the mail server cannot be reached: the job tries again, as long as the link is good.
 */
export async function sendSignInMail(deps: SignInDeps, event: ShopEvent): Promise<void> {
  const link = await readLink(deps, event.subjectId)
  if (!link) return
  const shop = (await readSetting(deps.db, 'shop', shopSettings)) ?? unnamed(deps.origin)
  const language = languageIn(event)
  const url = deps.signInUrl({ token: link.token, language, marketId: String(event.data['marketId']) })
  const mail = deps.renderSignIn({ shop, language, url, origin: deps.origin.origin })
  if (!deps.mailer) return keep(deps, event, { ...mail, to: link.email, language })
  const sent = await deps.mailer.send({
    ...mail,
    messageId: `<${event.subjectId}@${deps.origin.hostname}>`,
    from: { name: shop.name, address: shop.email },
    to: link.email,
  })
  if (!sent.ok && sent.refusal.code === 'unreachable') throw new Error(`no mail server: ${sent.refusal.reason}`)
}

const unnamed = ({ hostname }: URL) => ({ name: hostname, email: `shop@${hostname}`, address: [] })

function languageIn({ data }: ShopEvent): Language {
  const language = String(data['language'])
  return isLanguage(language) ? language : 'en'
}

type Kept = RenderedMail & Readonly<{ to: string; language: Language }>

async function keep({ db }: SignInDeps, event: ShopEvent, mail: Kept): Promise<void> {
  const row = { ...mail, id: newId<'mail'>(), kind: 'sign_in' as const, eventId: event.id, orderId: null }
  await command(db, async (tx) => ok(await insertMail(tx, row, 'kept')))
}
