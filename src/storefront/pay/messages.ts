import type { Language } from '#kernel/locale'

const en = {
  title: (number: number) => `Pay order ${number}`,
  lead: (number: number, until: string) =>
    `This is order ${number}. Nothing of it is set aside yet: that happens when you pay. You can pay until ${until}.`,
  choose: 'How do you want to pay?',
  pay: (total: string) => `Pay ${total}`,
  order: (total: string) => `Order for ${total}`,
  lines: 'What it is',
  quantity: (count: number) => `${count} ×`,
  ended: 'The payment did not go through. Nothing was charged, and you can try again.',
  noMethod: 'Please choose how you want to pay.',
  noWay: 'There is no way to pay this order here right now. Please write to us.',
  gone: (title: string, left: number) =>
    left === 0
      ? `We are sorry: ${title} has been sold out in the meantime. Nothing was charged. Please write to us.`
      : `We are sorry: only ${left} of ${title} are left. Nothing was charged. Please write to us.`,
  couponGone: (code: string) =>
    `The code ${code} of this order has been used up in the meantime. Nothing was charged. Please write to us.`,
  notFirstOrder: (code: string) =>
    `${code} of this order is for a first order, and you have ordered here in the meantime. Nothing was charged. Please write to us.`,
  dueChanged: (due: string) =>
    `What your gift cards or credit pay has changed: ${due} are left to pay now. Nothing was charged; please look again.`,
  valueGone: (hint: string) =>
    hint === ''
      ? 'Your credit has been used elsewhere in the meantime. Nothing was charged; please look again.'
      : `The gift card ending in ${hint} has been used elsewhere in the meantime. Nothing was charged; please look again.`,
  valueOfOtherMode: (hint: string) =>
    hint === ''
      ? 'This credit does not go with this way to pay: one is a trial, the other is real money. Please take it out.'
      : `The gift card ending in ${hint} does not go with this way to pay: one is a trial, the other is real money. Please take it out.`,
  allPaid: 'Order now, all is paid',
  card: {
    label: 'Gift card code',
    unknown: 'We do not know this gift card, or its time is over.',
    empty: 'There is nothing left on this gift card.',
    wrongCurrency: (currency: string) => `This gift card is for prices in ${currency}.`,
    otherMode: 'This gift card and this shop do not go together: one is a trial, the other is for real money.',
    buysGiftCard: 'A gift card cannot be bought with another one.',
    tooMany: (most: number) => `At most ${most} gift cards can pay an order. Please remove one first.`,
    tooManyTries: (minutes: number) =>
      `Too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
  },
  unavailable: 'This way to pay does not answer right now. Please try again, or choose another one.',
  overTitle: 'This order can no longer be paid here',
  over: 'The link has run out, the shop took the order back, or you have ordered the same again. Nothing was charged.',
  write: 'Write to us',
}

export type PayWords = typeof en

const de: PayWords = {
  title: (number) => `Bestellung ${number} bezahlen`,
  lead: (number, until) =>
    `Das ist die Bestellung ${number}. Noch liegt nichts davon bereit: Das geschieht, wenn Sie bezahlen. Bezahlen können Sie bis zum ${until}.`,
  choose: 'Wie möchten Sie bezahlen?',
  pay: (total) => `${total} zahlen`,
  order: (total) => `Für ${total} bestellen`,
  lines: 'Worum es geht',
  quantity: (count) => `${count} ×`,
  ended: 'Die Zahlung hat nicht geklappt. Es wurde nichts abgebucht, Sie können es noch einmal versuchen.',
  noMethod: 'Bitte wählen Sie, wie Sie bezahlen möchten.',
  noWay: 'Diese Bestellung lässt sich hier gerade nicht bezahlen. Bitte schreiben Sie uns.',
  gone: (title, left) =>
    left === 0
      ? `Es tut uns leid: ${title} ist inzwischen ausverkauft. Es wurde nichts abgebucht. Bitte schreiben Sie uns.`
      : `Es tut uns leid: Von ${title} sind nur noch ${left} da. Es wurde nichts abgebucht. Bitte schreiben Sie uns.`,
  couponGone: (code) =>
    `Der Code ${code} dieser Bestellung ist inzwischen aufgebraucht. Es wurde nichts abgebucht. Bitte schreiben Sie uns.`,
  notFirstOrder: (code) =>
    `${code} in dieser Bestellung gilt für die erste Bestellung, und Sie haben hier inzwischen bestellt. Es wurde nichts abgebucht. Bitte schreiben Sie uns.`,
  dueChanged: (due) =>
    `Was Geschenkkarten oder Guthaben zahlen, hat sich geändert: Jetzt bleiben ${due} zu zahlen. Es wurde nichts abgebucht; bitte sehen Sie noch einmal hin.`,
  valueGone: (hint) =>
    hint === ''
      ? 'Ihr Guthaben ist inzwischen anderswo benutzt worden. Es wurde nichts abgebucht; bitte sehen Sie noch einmal hin.'
      : `Die Geschenkkarte mit der Endung ${hint} ist inzwischen anderswo benutzt worden. Es wurde nichts abgebucht; bitte sehen Sie noch einmal hin.`,
  valueOfOtherMode: (hint) =>
    hint === ''
      ? 'Dieses Guthaben passt nicht zu dieser Zahlungsart: Das eine ist ein Probelauf, das andere echtes Geld. Bitte nehmen Sie es heraus.'
      : `Die Geschenkkarte mit der Endung ${hint} passt nicht zu dieser Zahlungsart: Das eine ist ein Probelauf, das andere echtes Geld. Bitte nehmen Sie sie heraus.`,
  allPaid: 'Jetzt bestellen, alles ist bezahlt',
  card: {
    label: 'Code einer Geschenkkarte',
    unknown: 'Diese Geschenkkarte kennen wir nicht, oder ihre Zeit ist vorbei.',
    empty: 'Auf dieser Geschenkkarte ist nichts mehr.',
    wrongCurrency: (currency) => `Diese Geschenkkarte gilt für Preise in ${currency}.`,
    otherMode: 'Diese Geschenkkarte passt nicht zu diesem Shop: Das eine ist ein Probelauf, das andere echtes Geld.',
    buysGiftCard: 'Eine Geschenkkarte kann man nicht mit einer anderen kaufen.',
    tooMany: (most) => `Höchstens ${most} Geschenkkarten zahlen eine Bestellung. Bitte erst eine entfernen.`,
    tooManyTries: (minutes) =>
      `Zu viele Versuche. Bitte ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} warten und noch einmal versuchen.`,
  },
  unavailable: 'Diese Zahlungsart antwortet gerade nicht. Bitte noch einmal versuchen oder eine andere wählen.',
  overTitle: 'Diese Bestellung lässt sich hier nicht mehr bezahlen',
  over: 'Der Link ist abgelaufen, der Laden hat die Bestellung zurückgezogen, oder Sie haben dasselbe noch einmal bestellt. Es wurde nichts abgebucht.',
  write: 'Schreiben Sie uns',
}

export const payWords: Readonly<Record<Language, PayWords>> = { en, de }
