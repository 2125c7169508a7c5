import { newId, type GiftCardId } from '#kernel/id'
import { ok } from '#kernel/result'
import { readSetting, shopSettings } from '#modules/market'
import { codePlace, readGiftCard } from '#modules/stored-value'
import { command } from '#platform/db'
import type { Heard, ShopEvent } from '#platform/events'
import type { MailDeps } from './deps.ts'
import { insertMail } from './store.ts'

/** A card was made, or has a new code. */
export const giftCardMailFollows = ({ type }: Heard): boolean =>
  type === 'gift_card.issued' || type === 'gift_card.code_replaced'

/**
 * Writes the mail that brings a gift card to whoever it is for, if it is to be mailed. The code itself is put in when
 * the mail is sent: neither the database nor its backups hold it. One mail for an event, however often this runs.
 */
export async function writeGiftCardMail(deps: MailDeps, event: ShopEvent): Promise<void> {
  const card = event.data['mailed'] === true ? await readGiftCard(deps.db, event.subjectId as GiftCardId) : null
  if (!card || card.recipientEmail === null) return

  const shop = await readSetting(deps.db, 'shop', shopSettings)
  const { language } = card
  const rendered = deps.renderGiftCardMail({
    language,
    shop: shop ?? { name: deps.origin.hostname, email: `shop@${deps.origin.hostname}`, address: [] },
    origin: deps.origin.origin,
    balanceUrl: deps.pageUrl('/gift-card', language),
    amount: card.balance,
    expiresAt: card.expiresAt,
    note: card.note,
    isNewCode: event.type === 'gift_card.code_replaced',
    code: codePlace(card.id),
  })
  const about = {
    kind: 'gift_card',
    eventId: event.id,
    orderId: card.orderId,
    to: card.recipientEmail,
    language,
  } as const
  const mail = { ...rendered, ...about, id: newId<'mail'>() }
  await command(deps.db, async (tx) => ok(await insertMail(tx, mail, deps.mailer ? 'queued' : 'kept')))
}
