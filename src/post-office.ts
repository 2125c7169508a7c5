import { systemClock as clock } from '#kernel/clock'
import type { MailDeps, MerchantMailDeps, SignInDeps } from '#modules/notification'
import { renderGiftCardMail, renderMail, renderMerchantMail } from './mails/render.tsx'
import { renderSignIn } from './mails/sign-in.tsx'
import { signInPath } from './storefront/customer/paths.ts'
import { href, type Place } from './storefront/place.ts'

type Posting = Pick<MailDeps, 'db' | 'origin' | 'mailer' | 'orderUrl' | 'codeSecret'> &
  Readonly<{ placeFor: (at: { marketId: string; language: string }) => Place; signInSecret: string }>

/** Everything that writes mails. */
export function postOffice({ placeFor, signInSecret: secret, ...post }: Posting): {
  mails: MailDeps
  signIns: SignInDeps
  merchant: MerchantMailDeps
} {
  const absolute = (address: string): string => new URL(address, post.origin).href
  return {
    mails: {
      ...post,
      clock,
      renderMail,
      renderGiftCardMail,
      pageUrl: (page, language) => absolute(href(placeFor({ marketId: '', language }), page)),
    },
    merchant: { ...post, renderMerchantMail },
    signIns: {
      ...post,
      clock,
      renderSignIn,
      secret,
      signInUrl: ({ token, ...asked }) => absolute(signInPath(placeFor(asked), token)),
    },
  }
}
