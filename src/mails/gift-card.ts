import type { Language } from '#kernel/locale'
import { format } from '#kernel/money'
import type { GiftCardMailFacts } from '#modules/notification'
import type { MailContent } from './content.ts'
import { wordsIn } from './words.ts'

const en = {
  subject: (shop: string) => `Your gift card for ${shop}`,
  title: (amount: string) => `A gift card of ${amount}`,
  text: 'Enter the code at the checkout, as often as you like, until nothing is left on it. Whoever has the code can pay with it.',
  newCode: 'This is the new code of your gift card. The one from before opens nothing any more.',
  code: 'Code',
  amount: 'On it',
  until: 'Valid until',
  button: 'To the shop',
  balance: 'See what is left on it',
}

type Words = typeof en

const de: Words = {
  subject: (shop) => `Ihre Geschenkkarte für ${shop}`,
  title: (amount) => `Eine Geschenkkarte über ${amount}`,
  text: 'Geben Sie den Code an der Kasse ein, so oft Sie mögen, bis nichts mehr darauf ist. Wer den Code hat, kann damit zahlen.',
  newCode: 'Das ist der neue Code Ihrer Geschenkkarte. Der bisherige gilt nicht mehr.',
  code: 'Code',
  amount: 'Guthaben',
  until: 'Gültig bis',
  button: 'Zum Shop',
  balance: 'Nachsehen, was noch darauf ist',
}

const words: Readonly<Record<Language, Words>> = { en, de }

/** What a mail with a gift card says. Its subject is read in logs and on locked screens: no code there. */
export function giftCardContent(facts: GiftCardMailFacts): MailContent {
  const { language, shop, origin, balanceUrl, amount, expiresAt, note, isNewCode, code } = facts
  const say = words[language]
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    language,
    words: wordsIn(language),
    subject: say.subject(shop.name),
    title: say.title(format(amount, language)),
    paragraphs: [...(isNewCode ? [say.newCode] : []), ...(note === '' ? [] : [note]), say.text],
    rows: [
      { label: say.code, value: code, strong: true },
      { label: say.amount, value: format(amount, language) },
      ...(expiresAt ? [{ label: say.until, value: day.format(expiresAt) }] : []),
    ],
    button: { label: say.button, url: `${origin}/` },
    second: { label: say.balance, url: balanceUrl },
    bank: [],
    transferCode: null,
    lines: [],
    sums: [],
    addresses: [],
    shop,
    origin,
  }
}
