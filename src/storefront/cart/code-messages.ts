import type { Language } from '#kernel/locale'

/** What is said about coupons, gift cards and credit, in the cart and at the checkout. */
const en = {
  label: 'Discount or gift card code',
  apply: 'Apply',
  used: 'What you use',
  remove: (what: string) => `Remove ${what}`,
  saves: (amount: string) => `saves ${amount}`,
  giftCard: (hint: string) => `Gift card •••• ${hint}`,
  credit: 'Your credit',
  pays: (amount: string, left: string | null) =>
    left === null ? `pays ${amount}` : `pays ${amount}, ${left} stay on it`,
  empty: 'nothing left on it',
  otherCurrency: 'is for another currency',
  notNeeded: 'is not needed',
  notForGiftCards: 'A gift card cannot be bought with another one. Take it out of the cart to use this.',
  useCredit: (amount: string) => `Pay with your credit of ${amount}`,
  refused: {
    unknown: 'This code is not known, or its time is over.',
    used_up: 'This code has been used as often as it may be.',
    used_by_you: 'You have used this code already.',
    not_first_order: 'This code is for a first order, and you have ordered here before.',
    not_for_this_cart: 'This code does not fit what is in the cart, or where it goes.',
    beaten: 'Another offer is used instead, which cannot be combined with this code.',
  },
  problems: {
    no_code: 'Please type a code.',
    no_cart: 'There is nothing in the cart yet.',
    unknown_code: 'We do not know this code, or its time is over.',
    too_many_codes: (most: number) => `At most ${most} codes fit into a cart. Please remove one first.`,
    too_many_gift_cards: (most: number) => `At most ${most} gift cards fit into a cart. Please remove one first.`,
    too_many_tries: (minutes: number) =>
      `Too many tries. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
    wrong_currency: (currency: string) => `This gift card is for prices in ${currency}.`,
    gift_card_empty: 'There is nothing left on this gift card.',
    gift_card_of_other_mode:
      'This gift card and this shop do not go together: one is a trial, the other is for real money.',
    buys_gift_card: 'A gift card cannot be bought with another one.',
    payment_in_progress: 'A payment for this cart is under way. Finish or cancel it first.',
    cart_ordered: 'This cart has become an order already.',
  },
}

export type CodeWords = typeof en

const de: CodeWords = {
  label: 'Rabatt- oder Gutscheincode',
  apply: 'Einlösen',
  used: 'Was Sie einlösen',
  remove: (what) => `${what} entfernen`,
  saves: (amount) => `spart ${amount}`,
  giftCard: (hint) => `Geschenkkarte •••• ${hint}`,
  credit: 'Ihr Guthaben',
  pays: (amount, left) => (left === null ? `zahlt ${amount}` : `zahlt ${amount}, ${left} bleiben darauf`),
  empty: 'nichts mehr darauf',
  otherCurrency: 'gilt für eine andere Währung',
  notNeeded: 'wird nicht gebraucht',
  notForGiftCards:
    'Eine Geschenkkarte kann man nicht mit einer anderen kaufen. Nehmen Sie sie aus dem Warenkorb, um diese zu nutzen.',
  useCredit: (amount) => `Mit Guthaben von ${amount} zahlen`,
  refused: {
    unknown: 'Diesen Code gibt es nicht, oder seine Zeit ist vorbei.',
    used_up: 'Dieser Code ist schon so oft benutzt worden, wie es ging.',
    used_by_you: 'Diesen Code haben Sie schon benutzt.',
    not_first_order: 'Dieser Code gilt für die erste Bestellung, und Sie haben hier schon bestellt.',
    not_for_this_cart: 'Dieser Code passt nicht zu dem, was im Warenkorb liegt, oder wohin es geht.',
    beaten: 'Statt dieses Codes gilt ein anderes Angebot, das sich nicht mit ihm verbinden lässt.',
  },
  problems: {
    no_code: 'Bitte einen Code eingeben.',
    no_cart: 'Im Warenkorb liegt noch nichts.',
    unknown_code: 'Diesen Code kennen wir nicht, oder seine Zeit ist vorbei.',
    too_many_codes: (most) => `In einen Warenkorb passen höchstens ${most} Codes. Bitte erst einen entfernen.`,
    too_many_gift_cards: (most) =>
      `In einen Warenkorb passen höchstens ${most} Geschenkkarten. Bitte erst eine entfernen.`,
    too_many_tries: (minutes) =>
      `Zu viele Versuche. Bitte ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} warten und noch einmal versuchen.`,
    wrong_currency: (currency) => `Diese Geschenkkarte gilt für Preise in ${currency}.`,
    gift_card_empty: 'Auf dieser Geschenkkarte ist nichts mehr.',
    gift_card_of_other_mode:
      'Diese Geschenkkarte passt nicht zu diesem Shop: Das eine ist ein Probelauf, das andere echtes Geld.',
    buys_gift_card: 'Eine Geschenkkarte kann man nicht mit einer anderen kaufen.',
    payment_in_progress: 'Für diesen Warenkorb läuft eine Zahlung. Bitte erst abschließen oder abbrechen.',
    cart_ordered: 'Aus diesem Warenkorb ist schon eine Bestellung geworden.',
  },
}

export const codeWords: Readonly<Record<Language, CodeWords>> = { en, de }
