import type { Language } from '#kernel/locale'
import type { CardProblem } from './cards.ts'

const en = {
  title: 'Test bank',
  banner: 'This is a test. No money moves, and real cards do not work here.',
  pay: (amount: string) => `Pay ${amount}`,
  order: (reference: string) => `Order ${reference}`,
  number: 'Card number',
  expiry: 'Valid to',
  expiryHint: 'MM / YY',
  cvc: 'Security code',
  cvcHint: '3 or 4 digits',
  name: 'Name on the card',
  cancel: 'Cancel and go back to the shop',
  cards: 'Cards to try',
  use: 'Use',
  does: {
    approve: 'is approved',
    challenge: 'asks you to confirm (3-D Secure)',
    decline: 'is declined',
    insufficient_funds: 'has not enough money',
    slow: 'is approved after five seconds',
    silent: 'is approved, but nobody tells the shop',
  },
  wrong: {
    bad_number: 'This is not a card number.',
    not_a_test_card: 'Only the test cards below work here.',
    bad_expiry: 'Please write it as on the card: MM / YY',
    expired: 'This card is no longer valid.',
    bad_cvc: 'Please fill in 3 or 4 digits.',
  } satisfies Record<CardProblem, string>,
  problems: 'Please look at the card again.',
  challengeTitle: 'Is it you?',
  challengeText: (amount: string) =>
    `Your bank asks you to confirm the payment of ${amount}. A real one would ask on your phone.`,
  approve: 'Yes, it is me',
  deny: 'No, it is not',
  lostTitle: 'The connection broke',
  lostText:
    'Your card was charged (as a test), but the way back to the shop is lost. Open the shop again, or wait: it finds out by itself within a minute.',
  toShop: 'Open the shop',
  missingTitle: 'There is no such payment',
  missingText: 'It may have been finished in another window.',
  refusedTitle: 'That did not work',
  faultTitle: 'Something went wrong here',
  faultText: 'Please try again in a moment.',
}

export type SandboxWords = typeof en

const de: SandboxWords = {
  title: 'Testbank',
  banner: 'Das ist ein Test. Es fließt kein Geld, und echte Karten gehen hier nicht.',
  pay: (amount) => `${amount} zahlen`,
  order: (reference) => `Bestellung ${reference}`,
  number: 'Kartennummer',
  expiry: 'Gültig bis',
  expiryHint: 'MM / JJ',
  cvc: 'Prüfziffer',
  cvcHint: '3 oder 4 Ziffern',
  name: 'Name auf der Karte',
  cancel: 'Abbrechen und zurück in den Laden',
  cards: 'Karten zum Ausprobieren',
  use: 'Nehmen',
  does: {
    approve: 'wird angenommen',
    challenge: 'will bestätigt werden (3-D Secure)',
    decline: 'wird abgelehnt',
    insufficient_funds: 'ist nicht gedeckt',
    slow: 'wird nach fünf Sekunden angenommen',
    silent: 'wird angenommen, aber der Laden erfährt nichts',
  },
  wrong: {
    bad_number: 'Das ist keine Kartennummer.',
    not_a_test_card: 'Hier gehen nur die Testkarten unten.',
    bad_expiry: 'Bitte wie auf der Karte: MM / JJ',
    expired: 'Diese Karte ist nicht mehr gültig.',
    bad_cvc: 'Bitte 3 oder 4 Ziffern eintragen.',
  },
  problems: 'Bitte die Karte noch einmal ansehen.',
  challengeTitle: 'Sind Sie es?',
  challengeText: (amount) =>
    `Ihre Bank bittet Sie, die Zahlung von ${amount} zu bestätigen. Eine echte würde auf dem Telefon fragen.`,
  approve: 'Ja, ich bin es',
  deny: 'Nein, das bin ich nicht',
  lostTitle: 'Die Verbindung ist abgerissen',
  lostText:
    'Die Karte wurde (zum Test) belastet, aber der Weg zurück in den Laden ist verloren. Öffnen Sie den Laden neu, oder warten Sie: Binnen einer Minute findet er es selbst heraus.',
  toShop: 'Laden öffnen',
  missingTitle: 'Diese Zahlung gibt es nicht',
  missingText: 'Vielleicht wurde sie in einem anderen Fenster beendet.',
  refusedTitle: 'Das hat nicht geklappt',
  faultTitle: 'Hier ist etwas schiefgegangen',
  faultText: 'Bitte gleich noch einmal versuchen.',
}

export const sandboxWords: Readonly<Record<Language, SandboxWords>> = { en, de }
