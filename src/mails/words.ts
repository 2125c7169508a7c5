import type { Language } from '#kernel/locale'
import type { MailKind } from '#modules/notification'

type Kinds = Record<MailKind, { subject: (number: number, shop: string) => string; title: string; text: string }>

const en = {
  kinds: {
    confirmation: {
      subject: (number, shop) => `Your order ${number} at ${shop}`,
      title: 'Thank you for your order',
      text: 'We have it, and we will write to you when your parcel leaves.',
    },
    paid: {
      subject: (number) => `We have received your money for order ${number}`,
      title: 'Your money is here',
      text: 'Now we pack your things, and write to you when the parcel leaves.',
    },
    shipped: {
      subject: (number) => `Your order ${number} is on its way`,
      title: 'Your parcel is on its way',
      text: 'This is what is in it.',
    },
    canceled: {
      subject: (number) => `Your order ${number} was canceled`,
      title: 'Your order was canceled',
      text: 'Nothing will be sent. If you have paid, the money comes back to you.',
    },
    refunded: {
      subject: (number) => `Your money for order ${number} comes back`,
      title: 'Your money comes back',
      text: 'It goes the way it came. Banks take a few days.',
    },
    pay_link: {
      subject: (number, shop) => `Please pay your order ${number} at ${shop}`,
      title: 'Your order waits for your payment',
      text: 'Everything is prepared. Look at it and pay with the button below; your things are set aside as soon as you do.',
    },
  } satisfies Kinds,
  nothingToSend: 'We have it. Nothing has to be sent.',
  paidAfterwards: 'Thank you. With this your order is complete.',
  transfer: 'Please send us the money by bank transfer. Your things are set aside until it is here.',
  cash: 'You pay the carrier at the door.',
  invoice: 'You pay by bank transfer once your things are there.',
  transferCode: 'Code for your banking app',
  number: 'Order number',
  seeOrder: 'See your order',
  payOrder: 'Look and pay',
  track: 'Follow the parcel',
  tracking: 'Tracking number',
  refunded: 'Refunded',
  bank: {
    title: 'Our account',
    holder: 'Account holder',
    iban: 'IBAN',
    bic: 'BIC',
    bankName: 'Bank',
    amount: 'Amount',
    purpose: 'Reference',
  },
  lines: 'Your things',
  subtotal: 'Subtotal',
  taxRelief: 'Contained tax, taken out',
  reverseCharge: (vatId: string) =>
    `No tax is charged: the recipient (${vatId}) owes it (reverse charge, supply within the European Union).`,
  giftCard: (hint: string) => `Gift card •••• ${hint}`,
  credit: 'Your credit',
  due: 'Left to pay',
  shipping: 'Shipping',
  tax: (name: string, rate: string) => `${name} ${rate}`,
  taxIncluded: (name: string, rate: string) => `Includes ${name} ${rate}`,
  total: 'Total',
  shipTo: 'Goes to',
  billTo: 'Bill to',
  arrives: (from: string, to: string) => (from === to ? `Expected on ${from}` : `Expected between ${from} and ${to}`),
  reasons: {
    customer: 'You asked us to cancel it.',
    stock: 'We are sorry: something in it is no longer in stock.',
    payment_overdue: 'The money did not come in time.',
  } as Record<string, string>,
  questions: (email: string) => `Questions? Just answer this mail, or write to ${email}.`,
}

export type MailWords = typeof en

const de: MailWords = {
  kinds: {
    confirmation: {
      subject: (number, shop) => `Ihre Bestellung ${number} bei ${shop}`,
      title: 'Danke für Ihre Bestellung',
      text: 'Sie ist angekommen. Wir schreiben Ihnen, wenn das Paket unterwegs ist.',
    },
    paid: {
      subject: (number) => `Ihr Geld für Bestellung ${number} ist da`,
      title: 'Ihr Geld ist da',
      text: 'Jetzt packen wir Ihre Sachen und schreiben Ihnen, wenn das Paket unterwegs ist.',
    },
    shipped: {
      subject: (number) => `Ihre Bestellung ${number} ist unterwegs`,
      title: 'Ihr Paket ist unterwegs',
      text: 'Das ist darin.',
    },
    canceled: {
      subject: (number) => `Ihre Bestellung ${number} wurde storniert`,
      title: 'Ihre Bestellung wurde storniert',
      text: 'Es wird nichts verschickt. Haben Sie schon bezahlt, kommt das Geld zu Ihnen zurück.',
    },
    refunded: {
      subject: (number) => `Ihr Geld für Bestellung ${number} kommt zurück`,
      title: 'Ihr Geld kommt zurück',
      text: 'Es geht den Weg, auf dem es kam. Banken brauchen dafür ein paar Tage.',
    },
    pay_link: {
      subject: (number, shop) => `Bitte bezahlen Sie Ihre Bestellung ${number} bei ${shop}`,
      title: 'Ihre Bestellung wartet auf Ihre Zahlung',
      text: 'Alles ist vorbereitet. Sehen Sie es sich an und bezahlen Sie über den Knopf unten; dann legen wir Ihre Sachen bereit.',
    },
  },
  nothingToSend: 'Sie ist angekommen. Es muss nichts verschickt werden.',
  paidAfterwards: 'Vielen Dank. Damit ist Ihre Bestellung abgeschlossen.',
  transfer: 'Bitte überweisen Sie uns den Betrag. Ihre Sachen liegen bereit, bis er da ist.',
  cash: 'Sie bezahlen an der Haustür.',
  invoice: 'Sie überweisen, wenn alles bei Ihnen ist.',
  transferCode: 'Code für Ihre Banking-App',
  number: 'Bestellnummer',
  seeOrder: 'Bestellung ansehen',
  payOrder: 'Ansehen und bezahlen',
  track: 'Paket verfolgen',
  tracking: 'Sendungsnummer',
  refunded: 'Zurückgezahlt',
  bank: {
    title: 'Unser Konto',
    holder: 'Kontoinhaber',
    iban: 'IBAN',
    bic: 'BIC',
    bankName: 'Bank',
    amount: 'Betrag',
    purpose: 'Verwendungszweck',
  },
  lines: 'Ihre Sachen',
  subtotal: 'Zwischensumme',
  taxRelief: 'Enthaltene Steuer, herausgerechnet',
  reverseCharge: (vatId) =>
    `Es wird keine Steuer berechnet: Der Empfänger (${vatId}) schuldet sie (Reverse Charge, Lieferung innerhalb der Europäischen Union).`,
  giftCard: (hint) => `Geschenkkarte •••• ${hint}`,
  credit: 'Ihr Guthaben',
  due: 'Noch zu zahlen',
  shipping: 'Versand',
  tax: (name, rate) => `${name} ${rate}`,
  taxIncluded: (name, rate) => `Enthält ${name} ${rate}`,
  total: 'Gesamt',
  shipTo: 'Geht an',
  billTo: 'Rechnung an',
  arrives: (from, to) => (from === to ? `Voraussichtlich am ${from}` : `Voraussichtlich zwischen ${from} und ${to}`),
  reasons: {
    customer: 'Sie haben uns darum gebeten.',
    stock: 'Es tut uns leid: Etwas davon ist nicht mehr vorrätig.',
    payment_overdue: 'Der Betrag kam nicht rechtzeitig an.',
  },
  questions: (email) => `Fragen? Antworten Sie einfach auf diese Mail, oder schreiben Sie an ${email}.`,
}

const all: Record<Language, MailWords> = { en, de }

export const wordsIn = (language: Language): MailWords => all[language]
