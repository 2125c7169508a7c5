import type { Language } from '#kernel/locale'

const en = {
  title: 'Sign in',
  intro: 'We send you a personal link. You need no password.',
  email: 'E-mail',
  emailRequired: 'Please enter your e-mail address.',
  emailWrong: 'Please check your e-mail address.',
  send: 'Send me a link',
  sentTitle: 'Look into your mail',
  sent: 'A link that signs you in is on its way to the address that you gave.',
  sentHint:
    'It is good for 30 minutes, once. Nothing there? Look among unwanted mail, check the address, or ask for another one in a quarter of an hour.',
  again: 'Ask for another link',
  confirmTitle: 'One more click',
  confirm: 'This signs you in on this device.',
  enter: 'Sign in now',
  usedTitle: 'This link is not good any more',
  used: 'It was used, replaced by a newer one, or is older than 30 minutes.',
  insideTitle: 'You are signed in',
  inside: (email: string) => `As ${email}. Prices that were agreed with you count on every page.`,
  signOut: 'Sign out',
  shop: 'To the shop',
}

export type CustomerWords = typeof en

const de: CustomerWords = {
  title: 'Anmelden',
  intro: 'Wir schicken Ihnen einen persönlichen Link. Ein Passwort brauchen Sie nicht.',
  email: 'E-Mail',
  emailRequired: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
  emailWrong: 'Bitte prüfen Sie Ihre E-Mail-Adresse.',
  send: 'Link schicken',
  sentTitle: 'Schauen Sie in Ihre Post',
  sent: 'Ein Link, der Sie anmeldet, ist an die angegebene Adresse unterwegs.',
  sentHint:
    'Er gilt 30 Minuten lang, einmal. Nichts da? Schauen Sie unter unerwünschter Post nach, prüfen Sie die Adresse, oder lassen Sie sich in einer Viertelstunde einen neuen schicken.',
  again: 'Neuen Link schicken',
  confirmTitle: 'Noch ein Klick',
  confirm: 'Damit melden Sie sich auf diesem Gerät an.',
  enter: 'Jetzt anmelden',
  usedTitle: 'Dieser Link gilt nicht mehr',
  used: 'Er wurde benutzt, durch einen neueren ersetzt oder ist älter als 30 Minuten.',
  insideTitle: 'Sie sind angemeldet',
  inside: (email) => `Als ${email}. Preise, die mit Ihnen vereinbart sind, gelten auf jeder Seite.`,
  signOut: 'Abmelden',
  shop: 'Zum Shop',
}

export const customerWords: Record<Language, CustomerWords> = { en, de }
