export type { MailDeps } from './deps.ts'
export { mailKinds, type GiftCardMailFacts, type MailFacts, type MailKind, type RenderedMail } from './mail.ts'
export type { Mailer, OutgoingMail, RenderGiftCardMail, RenderMail, SendRefusal } from './port.ts'
export {
  merchantMailFollows,
  writeMerchantMail,
  type MerchantMailDeps,
  type MerchantMailFacts,
} from './merchant-mail.ts'
export { resendMail, type ResendRefusal } from './resend-mail.ts'
export { sendMail } from './send-mail.ts'
export { sendSignInMail, signInMailFollows, type SignInDeps, type SignInFacts } from './sign-in-mail.ts'
export { giftCardMailFollows, writeGiftCardMail } from './write-gift-card-mail.ts'
export { mailFollows, writeMail } from './write-mail.ts'
export { emptyMails } from './empty-mails.ts'
