import type { Language } from '#kernel/locale'

const en = {
  title: 'What is left on a gift card',
  intro: 'The code stands in the mail that the card came with. You can pay with it at the checkout.',
  code: 'Code',
  see: 'See the balance',
  required: 'Please enter the code.',
  unknown: 'We know no such card. Please check the code for typing errors; a card that has ended is not found either.',
  tooMany: (minutes: number) =>
    `That was tried too often. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  left: (hint: string) => `On the card ending in ${hint}`,
  until: (day: string) => `Valid until ${day}`,
  forever: 'It does not end.',
  another: 'Another card',
}

export type GiftCardWords = typeof en

const de: GiftCardWords = {
  title: 'Guthaben einer Geschenkkarte',
  intro: 'Der Code steht in der E-Mail, mit der die Karte kam. An der Kasse können Sie damit zahlen.',
  code: 'Code',
  see: 'Guthaben ansehen',
  required: 'Bitte geben Sie den Code ein.',
  unknown:
    'Diese Karte kennen wir nicht. Bitte prüfen Sie den Code auf Tippfehler; auch eine abgelaufene wird nicht gefunden.',
  tooMany: (minutes) =>
    `Das waren zu viele Versuche. Bitte versuchen Sie es in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`} wieder.`,
  left: (hint) => `Auf der Karte mit der Endung ${hint}`,
  until: (day) => `Gültig bis ${day}`,
  forever: 'Sie läuft nicht ab.',
  another: 'Eine andere Karte',
}

export const giftCardWords: Readonly<Record<Language, GiftCardWords>> = { en, de }
