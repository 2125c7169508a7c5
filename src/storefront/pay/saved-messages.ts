import type { Language } from '#kernel/locale'

const en = {
  legend: 'If you pay by card',
  codeOnly: 'On the payment page you type its security code only.',
  another: 'Another card',
  save: 'Remember this card for my next order',
  saveNote: 'The payment provider keeps it, not we. You can have it forgotten at any time.',
  title: 'Your saved cards',
  lead: 'The payment provider keeps these for you; we know no more of them than you see here.',
  none: 'No card is saved. At the checkout you can choose to have one remembered.',
  since: (day: string) => `Saved on ${day}`,
  forget: 'Forget',
  forgetOne: (label: string) => `Forget ${label}`,
  link: 'Saved cards',
}

export type SavedWords = typeof en

const de: SavedWords = {
  legend: 'Wenn Sie mit Karte zahlen',
  codeOnly: 'Auf der Zahlungsseite tippen Sie nur die Prüfziffer.',
  another: 'Eine andere Karte',
  save: 'Diese Karte für die nächste Bestellung merken',
  saveNote: 'Der Zahlungsdienst bewahrt sie auf, nicht wir. Sie können sie jederzeit vergessen lassen.',
  title: 'Ihre gespeicherten Karten',
  lead: 'Der Zahlungsdienst bewahrt sie für Sie auf; wir wissen davon nicht mehr, als Sie hier sehen.',
  none: 'Es ist keine Karte gespeichert. An der Kasse können Sie eine merken lassen.',
  since: (day) => `Gespeichert am ${day}`,
  forget: 'Vergessen',
  forgetOne: (label) => `${label} vergessen`,
  link: 'Gespeicherte Karten',
}

export const savedWords: Readonly<Record<Language, SavedWords>> = { en, de }
