import type { Language } from '#kernel/locale'
import { format } from '#kernel/money'
import type { MerchantMailFacts } from '#modules/notification'
import type { MailContent } from './content.ts'
import { wordsIn } from './words.ts'

type Say = Record<MerchantMailFacts['kind'], { subject: (number: number) => string; title: string; text: string }>

const en = {
  kinds: {
    expiring: {
      subject: (number) => `Order ${number}: money that is set aside will soon be free again`,
      title: 'Money will soon be free again',
      text: 'It is set aside on your customer’s account and not taken yet. Ship the order or take the money before that day, or the order is not paid any more.',
    },
    refund_failed: {
      subject: (number) => `Order ${number}: a refund did not reach your customer`,
      title: 'A refund did not go through',
      text: 'Your payment provider could not give the money back. It is with you again. Look at the order: you can try again, or give it another way.',
    },
    inquiry: {
      subject: (number) => `Order ${number}: the bank asks about the payment`,
      title: 'The bank asks a question',
      text: 'Your customer’s bank asks about this payment. No money has been taken yet. Answer at your payment provider; without an answer the bank may take the money.',
    },
    dispute: {
      subject: (number) => `Order ${number}: your customer disputes the payment`,
      title: 'A payment is disputed',
      text: 'Your customer has asked their bank for the money back. Answer at your payment provider; without an answer the money is lost.',
    },
    mismatch: {
      subject: (number) => `Order ${number}: money came that does not fit`,
      title: 'Money that does not fit',
      text: 'Somebody paid for this order, but not what was asked. It does not count as paid until you have looked.',
    },
  } satisfies Say,
  number: 'Order',
  amount: 'Amount',
  until: 'Before',
  why: 'The provider says',
  button: 'Open the order',
  foot: () => 'You get this mail because your shop’s settings name this address.',
}

type Words = typeof en

const de: Words = {
  kinds: {
    expiring: {
      subject: (number) => `Bestellung ${number}: Vorgemerktes Geld wird bald wieder frei`,
      title: 'Geld wird bald wieder frei',
      text: 'Es ist beim Kunden vorgemerkt und noch nicht eingezogen. Versenden Sie die Bestellung oder ziehen Sie das Geld vor diesem Tag ein, sonst ist sie nicht mehr bezahlt.',
    },
    refund_failed: {
      subject: (number) => `Bestellung ${number}: Eine Erstattung kam nicht an`,
      title: 'Eine Erstattung hat nicht geklappt',
      text: 'Ihr Zahlungsanbieter konnte das Geld nicht zurückgeben. Es ist wieder bei Ihnen. In der Bestellung können Sie es noch einmal versuchen oder es auf anderem Weg geben.',
    },
    inquiry: {
      subject: (number) => `Bestellung ${number}: Die Bank fragt nach der Zahlung`,
      title: 'Die Bank hat eine Frage',
      text: 'Die Bank Ihres Kunden fragt nach dieser Zahlung. Noch ist kein Geld genommen worden. Antworten Sie bei Ihrem Zahlungsanbieter; ohne Antwort kann die Bank das Geld nehmen.',
    },
    dispute: {
      subject: (number) => `Bestellung ${number}: Ihr Kunde ficht die Zahlung an`,
      title: 'Eine Zahlung wird angefochten',
      text: 'Ihr Kunde hat seine Bank um das Geld gebeten. Antworten Sie bei Ihrem Zahlungsanbieter; ohne Antwort ist das Geld verloren.',
    },
    mismatch: {
      subject: (number) => `Bestellung ${number}: Es kam Geld, das nicht passt`,
      title: 'Geld, das nicht passt',
      text: 'Jemand hat für diese Bestellung bezahlt, aber nicht das, was verlangt war. Sie gilt nicht als bezahlt, bis Sie nachgesehen haben.',
    },
  },
  number: 'Bestellung',
  amount: 'Betrag',
  until: 'Vor dem',
  why: 'Der Anbieter sagt',
  button: 'Bestellung öffnen',
  foot: () => 'Sie bekommen diese Mail, weil diese Adresse in den Einstellungen Ihres Shops steht.',
}

const words: Readonly<Record<Language, Words>> = { en, de }

/** What the merchant is told, with the way to the order at the desk. */
export function merchantContent(facts: MerchantMailFacts): MailContent {
  const { kind, language, shop, origin, orderNumber, deskUrl, amount, until, why } = facts
  const say = words[language]
  const { subject, title, text } = say.kinds[kind]
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    language,
    words: { ...wordsIn(language), questions: say.foot },
    subject: subject(orderNumber),
    title,
    paragraphs: [text],
    rows: [
      { label: say.number, value: String(orderNumber) },
      ...(amount ? [{ label: say.amount, value: format(amount, language), strong: true }] : []),
      ...(until ? [{ label: say.until, value: day.format(until) }] : []),
      ...(why === '' ? [] : [{ label: say.why, value: why.slice(0, 200) }]),
    ],
    button: { label: say.button, url: deskUrl },
    second: null,
    bank: [],
    transferCode: null,
    lines: [],
    sums: [],
    addresses: [],
    shop,
    origin,
  }
}
