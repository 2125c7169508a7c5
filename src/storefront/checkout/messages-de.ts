import type { CheckoutWords } from './messages-en.ts'

export const de: CheckoutWords = {
  title: 'Kasse',
  backToCart: 'Zurück zum Warenkorb',
  glance: (count, total) => `${count} Stück, ${total}`,
  problems: (count) =>
    count === 1 ? 'Eine Angabe fehlt oder passt nicht:' : `${count} Angaben fehlen oder passen nicht:`,
  toMend: 'Hier fehlt etwas oder passt nicht:',
  optional: '(freiwillig)',
  update: 'Übernehmen',

  contact: 'Kontakt',
  email: 'E-Mail',
  emailWhy: 'für die Bestätigung und Neues vom Paket',
  emailWhyUnsent: 'für die Bestätigung und was Sie kaufen',
  phone: 'Telefon',
  phoneWhy: '(freiwillig, nur für Rückfragen des Zustellers)',
  phoneWhyUnsent: '(freiwillig, nur für Rückfragen von uns)',

  delivery: 'Lieferadresse',
  billingOnly: 'Rechnungsadresse',
  country: 'Land',
  countryHere: 'Preise wie gezeigt',
  countryElsewhere: 'Anderswo, mit anderen Preisen',
  fold: 'Firma oder Adresszusatz',
  billingOther: 'Die Rechnung geht an eine andere Adresse',
  billing: 'Rechnungsadresse',
  labels: {
    name: 'Name',
    organization: 'Firma',
    street1: 'Straße und Hausnummer',
    street2: 'Adresszusatz',
    district: 'Stadtteil',
    city: 'Ort',
    postcode: 'Postleitzahl',
    zip: 'Postleitzahl (ZIP)',
    area: 'Gebiet',
    county: 'Grafschaft',
    department: 'Departement',
    island: 'Insel',
    do_si: 'Provinz oder Stadt',
    parish: 'Gemeinde',
    prefecture: 'Präfektur',
    province: 'Provinz',
    state: 'Bundesstaat',
  },
  choose: 'Wählen',
  example: (text) => `zum Beispiel ${text}`,
  moved: (currency) => `Preise und Versand sind jetzt die des gewählten Landes, in ${currency}.`,

  shipping: 'Versand',
  free: 'Kostenlos',
  arrives: (range) => `Bei Ihnen ${range}`,
  nothingGoesThere: 'Dorthin können wir das nicht senden. Bitte eine andere Adresse wählen oder uns schreiben.',

  payment: 'Zahlung',
  nothingToPay: 'Es ist nichts zu zahlen.',
  methods: {
    test_card: {
      name: 'Karte',
      badge: 'Test',
      next: 'Weiter geht es auf der Seite der Testbank, mit einer erfundenen Karte. Es fließt kein Geld.',
    },
    stripe: {
      name: 'Karte, Apple Pay, Google Pay und mehr',
      badge: '',
      next: 'Weiter geht es auf der sicheren Seite unseres Zahlungsdienstes: dort wählen, zahlen, zurückkommen.',
    },
    stripe_test: {
      name: 'Karte, Apple Pay, Google Pay und mehr',
      badge: 'Test',
      next: 'Weiter geht es auf der Testseite unseres Zahlungsdienstes. Es fließt kein Geld.',
    },
    paypal: {
      name: 'PayPal',
      badge: '',
      next: 'Weiter geht es bei PayPal: dort der Zahlung zustimmen und zurückkommen.',
    },
    paypal_test: { name: 'PayPal', badge: 'Test', next: 'Weiter geht es auf PayPals Testseite. Es fließt kein Geld.' },
    mollie: {
      name: 'iDEAL, Karte und mehr',
      badge: '',
      next: 'Weiter geht es auf der sicheren Seite unseres Zahlungsdienstes: dort wählen, zahlen, zurückkommen.',
    },
    mollie_test: {
      name: 'iDEAL, Karte und mehr',
      badge: 'Test',
      next: 'Weiter geht es auf der Testseite unseres Zahlungsdienstes. Es fließt kein Geld.',
    },
    invoice: {
      name: 'Rechnung',
      badge: '',
      next: 'Sie zahlen, wenn alles angekommen ist.',
    },
    bank_transfer: {
      name: 'Überweisung',
      badge: '',
      next: 'Unser Konto zeigen wir nach der Bestellung. Alles wird zurückgelegt und geht los, wenn das Geld da ist.',
    },
    cash_on_delivery: {
      name: 'Nachnahme',
      badge: '',
      next: 'Sie zahlen beim Zusteller an der Tür.',
    },
  },

  vat: {
    label: 'USt-IdNr.',
    why: '(nur für Unternehmen, zum Beispiel NL123456789B01)',
    valid: (holder) =>
      `${holder === '' ? 'Die Nummer ist gültig' : holder}: Es wird keine Steuer berechnet, Sie führen sie selbst ab.`,
    later:
      'Das Register antwortet gerade nicht. Wir nehmen die Nummer, wie sie ist, und fragen später nach; es wird keine Steuer berechnet.',
    silent:
      'Das Register der USt-IdNrn. antwortet gerade nicht, darum wird die Steuer berechnet. Bitte in einer Minute noch einmal versuchen.',
    outside: 'Nur Nummern der Europäischen Union lassen die Steuer weg. Diese wird auf der Bestellung stehen.',
    ownCountry: 'Diese Nummer ist aus unserem eigenen Land, darum wird die Steuer wie sonst berechnet.',
    unchecked: 'Diese Nummer ist noch nicht nachgesehen worden.',
  },
  paidByValue: 'Geschenkkarten und Guthaben zahlen alles.',
  codeApplied: (total) =>
    `Ihr Code wurde eingelöst. Die Summe beträgt jetzt ${total}. Bitte prüfen und noch einmal bestellen.`,

  review: 'Ihre Bestellung',
  change: 'Ändern',
  quantity: (count) => `${count} ×`,
  payNow: (total) => `Zahlungspflichtig bestellen · ${total}`,
  order: (total) => `Zahlungspflichtig bestellen · ${total}`,
  orderFree: 'Jetzt bestellen',
  afterwards: 'Die Bestellung sehen Sie sofort, und sie kommt per E-Mail.',

  wrong: {
    email_required: 'Bitte geben Sie Ihre E-Mail-Adresse an.',
    email: 'Das sieht nicht nach einer E-Mail-Adresse aus: name@example.com',
    phone: 'Das sieht nicht nach einer Telefonnummer aus.',
    country: 'In dieses Land liefern wir nicht.',
    vat_id: 'Das kann keine USt-IdNr. sein. Bitte verbessern oder das Feld leer lassen.',
    vat_unknown: 'Das Register kennt diese USt-IdNr. nicht. Bitte verbessern oder das Feld leer lassen.',
    required: (label) => `Bitte ausfüllen: ${label}.`,
    too_long: (label) => `${label} ist zu lang für ein Adressfeld.`,
    postcode: (example) => `Das sieht nicht nach einer Postleitzahl von dort aus. So sieht eine aus: ${example}`,
    region: (label) => `Bitte wählen: ${label}.`,
    shipping: 'Bitte wählen, wie wir es senden sollen.',
    payment: 'Bitte wählen, wie Sie zahlen möchten.',
    unreadable: 'Einiges davon war nicht zu lesen. Bitte das Formular noch einmal durchsehen.',
  },

  couponExhausted: (code, total) =>
    `Jemand war schneller: ${code} ist gerade zum letzten Mal eingelöst worden. Ohne ihn kostet Ihre Bestellung ${total}. Es wurde nichts abgebucht.`,
  notFirstOrder: (code, total) =>
    `${code} gilt für die erste Bestellung, und Sie haben hier schon bestellt. Ohne ihn kostet Ihre Bestellung ${total}. Es wurde nichts abgebucht.`,
  valueGone: (hint, due) =>
    `${hint === '' ? 'Ihr Guthaben' : `Ihre Geschenkkarte •••• ${hint}`} deckt nicht mehr so viel wie vorhin. Jetzt sind ${due} zu zahlen. Es wurde nichts abgebucht.`,
  valueOfOtherMode: (hint) =>
    `${hint === '' ? 'Ihr Guthaben' : `Ihre Geschenkkarte •••• ${hint}`} und diese Zahlungsart passen nicht zusammen: Das eine ist ein Probelauf, das andere echtes Geld. Bitte eine andere Zahlungsart wählen. Es wurde nichts abgebucht.`,
  totalChanged: (total) =>
    `Die Summe hat sich inzwischen geändert: Sie beträgt jetzt ${total}. Bitte prüfen und noch einmal bestellen.`,
  notEnough: (left) =>
    left === 0
      ? 'Etwas aus dem Warenkorb ist gerade ausverkauft worden.'
      : `Von etwas im Warenkorb sind nur noch ${left} da.`,
  lookAtCart: 'Zum Warenkorb',
  proofWanted: 'Einen Moment bitte: Wir prüfen, ob diese Zahlung gewollt ist.',
  proofWait:
    'Ihr Browser erledigt das in wenigen Sekunden selbst. Falls nichts geschieht, bitte eine Viertelminute warten und noch einmal auf den Knopf drücken.',
  tooManyDeclines:
    'Von hier aus wurden zu viele Zahlungen abgelehnt. Bitte in zehn Minuten noch einmal versuchen oder anders zahlen.',
  busy: 'Das wurde nicht fertig. Bitte noch einmal versuchen.',
  keyReused: 'Von dieser Seite aus haben Sie schon bestellt. Bitte durchsehen und noch einmal bestellen.',
  unavailable: 'Diese Zahlungsart antwortet gerade nicht. Bitte noch einmal versuchen oder eine andere wählen.',
  incomplete: 'Es fehlt noch etwas. Bitte das Formular durchsehen.',

  endedTitle: 'Die Zahlung hat nicht geklappt. Es wurde nichts abgebucht, und alles ist noch da.',
  ended: {
    card_declined: 'Ihre Bank hat die Karte abgelehnt. Bitte eine andere Karte oder Zahlungsart versuchen.',
    insufficient_funds: 'Auf der Karte ist nicht genug Geld. Bitte eine andere Karte oder Zahlungsart versuchen.',
    authentication_failed:
      'Ihre Bank konnte nicht bestätigen, dass Sie es sind. Bitte noch einmal oder anders versuchen.',
    canceled: 'Sie haben die Zahlung abgebrochen.',
    expired: 'Für diese Zahlung war keine Zeit mehr.',
    other: 'Bitte noch einmal versuchen oder eine andere Zahlungsart wählen.',
  },

  payingTitle: 'Ihre Zahlung läuft',
  payingText: (total) => `Wir warten auf Ihre Zahlung von ${total}. Alles aus der Bestellung liegt für Sie bereit.`,
  continuePayment: 'Weiter zur Zahlung',
  cancelPayment: 'Zahlung abbrechen und etwas ändern',
  unclear: 'Die Bank sagt uns noch nicht, wie es um die Zahlung steht. Bitte gleich noch einmal versuchen.',
  waitingTitle: 'Warten auf die Zahlung',
  waitingText:
    'Die Bank hat sich noch nicht gemeldet. Diese Seite schaut alle paar Sekunden von selbst nach; Sie können sie auch schließen, wir schreiben Ihnen.',
  lookAgain: 'Noch einmal nachsehen',
}
