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
  unavailable: 'Diese Zahlungsart antwortet gerade nicht. Bitte noch einmal versuchen oder eine andere wählen.',
  overTitle: 'Diese Bestellung lässt sich hier nicht mehr bezahlen',
  over: 'Der Link ist abgelaufen, der Laden hat die Bestellung zurückgezogen, oder Sie haben dasselbe noch einmal bestellt. Es wurde nichts abgebucht.',
  write: 'Schreiben Sie uns',
}

export const payWords: Readonly<Record<Language, PayWords>> = { en, de }
