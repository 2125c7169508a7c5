import { htmlOf } from '#platform/html'

import type { Language } from '#kernel/locale'
import type { RenderedMail, SignInFacts } from '#modules/notification'
import { Letter, letterText, type LetterContent } from './Letter.tsx'

const en = {
  subject: (shop: string) => `Your personal link to ${shop}`,
  title: 'Your personal link',
  text: 'It signs you in, once, within 30 minutes. A newer link takes the place of this one.',
  warning: 'You did not ask for it? Then somebody mistyped an address. Just leave it alone; nothing happens.',
  button: 'Sign in',
}

const words: Record<Language, typeof en> = {
  en,
  de: {
    subject: (shop) => `Ihr persönlicher Link zu ${shop}`,
    title: 'Ihr persönlicher Link',
    text: 'Er meldet Sie an, einmal, innerhalb von 30 Minuten. Ein neuerer Link tritt an seine Stelle.',
    warning: 'Sie haben keinen angefordert? Dann hat sich jemand vertippt. Lassen Sie ihn liegen; es passiert nichts.',
    button: 'Anmelden',
  },
}

/** The mail with a personal link, as page and as plain text. */
export function renderSignIn({ shop, language, url, origin }: SignInFacts): RenderedMail {
  const { subject, title, text, warning, button } = words[language]
  const mail: LetterContent = {
    language,
    subject: subject(shop.name),
    title,
    paragraphs: [text, warning],
    button: { label: button, url },
    shop,
    origin,
  }
  const html = `<!doctype html>${htmlOf(<Letter mail={mail} />)}`
  return { subject: mail.subject, html, text: letterText(mail) }
}
