import { htmlOf } from '#platform/html'

import type { MerchantMailFacts, RenderGiftCardMail, RenderedMail, RenderMail } from '#modules/notification'
import { contentOf, type MailContent } from './content.ts'
import { giftCardContent } from './gift-card.ts'
import { merchantContent } from './merchant.ts'
import { OrderMail } from './OrderMail.tsx'
import { textOf } from './text.ts'

/** A mail in its reader's language, as page and as plain text. */
export const renderMail: RenderMail = (facts) => rendered(contentOf(facts))

export const renderGiftCardMail: RenderGiftCardMail = (facts) => rendered(giftCardContent(facts))

/** To the shop's own address. */
export const renderMerchantMail = (facts: MerchantMailFacts): RenderedMail => rendered(merchantContent(facts))

function rendered(mail: MailContent): RenderedMail {
  const html = `<!doctype html>${htmlOf(<OrderMail mail={mail} />)}`
  return { subject: mail.subject, html, text: textOf(mail) }
}
