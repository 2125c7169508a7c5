export const en = {
  title: 'Checkout',
  backToCart: 'Back to the cart',
  glance: (count: number, total: string) => `${count === 1 ? '1 thing' : `${count} things`}, ${total}`,
  /** In the window's title; above the form the list itself says how many. */
  problems: (count: number) => (count === 1 ? 'One thing needs a look:' : `${count} things need a look:`),
  toMend: 'Please look at this again:',
  optional: '(optional)',
  update: 'Update',

  contact: 'Contact',
  email: 'E-mail',
  emailWhy: 'for the confirmation and news of your parcel',
  emailWhyUnsent: 'for the confirmation and what you buy',
  phone: 'Phone',
  phoneWhy: '(optional, only if the carrier has a question)',
  phoneWhyUnsent: '(optional, only if we have a question)',

  delivery: 'Delivery address',
  billingOnly: 'Billing address',
  country: 'Country',
  countryHere: 'Prices as shown',
  countryElsewhere: 'Elsewhere, with other prices',
  fold: 'Company or second line',
  billingOther: 'The bill goes to another address',
  billing: 'Billing address',
  labels: {
    name: 'Name',
    organization: 'Company',
    street1: 'Street and house number',
    street2: 'Flat, floor, care of',
    district: 'District',
    city: 'City',
    postcode: 'Postcode',
    zip: 'ZIP code',
    area: 'Area',
    county: 'County',
    department: 'Department',
    island: 'Island',
    do_si: 'Province or city',
    parish: 'Parish',
    prefecture: 'Prefecture',
    province: 'Province',
    state: 'State',
  },
  choose: 'Choose',
  example: (text: string) => `for example ${text}`,
  moved: (currency: string) => `Prices and delivery are now those of the country you chose, in ${currency}.`,

  shipping: 'Delivery',
  free: 'Free',
  arrives: (range: string) => `Arrives ${range}`,
  nothingGoesThere: 'We cannot send this there. Please choose another address, or write to us.',

  payment: 'Payment',
  nothingToPay: 'Nothing to pay.',
  methods: {
    test_card: {
      name: 'Card',
      badge: 'test',
      next: 'You go on to the test bank’s page and pay there with a made-up card. No money moves.',
    },
    stripe: {
      name: 'Card, Apple Pay, Google Pay and more',
      badge: '',
      next: 'You go on to the secure page of our payment service, choose how to pay there, and come back.',
    },
    stripe_test: {
      name: 'Card, Apple Pay, Google Pay and more',
      badge: 'test',
      next: 'You go on to the test page of our payment service. No money moves.',
    },
    paypal: {
      name: 'PayPal',
      badge: '',
      next: 'You go on to PayPal, agree to the payment there, and come back.',
    },
    paypal_test: { name: 'PayPal', badge: 'test', next: 'You go on to PayPal’s test page. No money moves.' },
    mollie: {
      name: 'iDEAL, card and more',
      badge: '',
      next: 'You go on to the secure page of our payment service, choose how to pay there, and come back.',
    },
    mollie_test: {
      name: 'iDEAL, card and more',
      badge: 'test',
      next: 'You go on to the test page of our payment service. No money moves.',
    },
    invoice: {
      name: 'Invoice',
      badge: '',
      next: 'You pay after your things have come.',
    },
    bank_transfer: {
      name: 'Bank transfer',
      badge: '',
      next: 'We show you our account after the order. Your things are set aside and leave when the money is here.',
    },
    cash_on_delivery: {
      name: 'Cash on delivery',
      badge: '',
      next: 'You pay the carrier at the door.',
    },
  } as Record<string, { name: string; badge: string; next: string }>,

  vat: {
    label: 'VAT ID',
    why: '(for businesses only, for example NL123456789B01)',
    valid: (holder: string) =>
      `${holder === '' ? 'The ID is good' : holder}: no tax is charged, you account for it yourself.`,
    later: 'The register does not answer right now. We take the ID as it is and ask again later; no tax is charged.',
    silent: 'The register of VAT IDs does not answer right now, so the tax is charged. Try again in a minute.',
    outside: 'Only IDs of the European Union leave the tax out. This one will stand on the order.',
    ownCountry: 'This ID is from our own country, so the tax is charged as usual.',
    unchecked: 'This ID has not been looked up yet.',
  },
  paidByValue: 'Gift cards and credit pay for everything.',
  codeApplied: (total: string) => `Your code was put in. The total is now ${total}. Please look and order again.`,

  review: 'Your order',
  change: 'Change',
  quantity: (count: number) => `${count} ×`,
  payNow: (total: string) => `Pay now · ${total}`,
  order: (total: string) => `Order with obligation to pay · ${total}`,
  orderFree: 'Order now',
  afterwards: 'You will see the order at once and get it by e-mail.',

  wrong: {
    email_required: 'Please tell us your e-mail address.',
    email: 'This does not look like an e-mail address: name@example.com',
    phone: 'This does not look like a phone number.',
    country: 'We do not deliver to this country.',
    vat_id: 'This cannot be a VAT ID. Please correct it, or leave the field empty.',
    vat_unknown: 'The register does not know this VAT ID. Please correct it, or leave the field empty.',
    required: (label: string) => `Please fill in: ${label}.`,
    too_long: (label: string) => `${label} is too long for a label.`,
    postcode: (example: string) => `This does not look like a postcode there. One looks like this: ${example}`,
    region: (label: string) => `Please choose: ${label}.`,
    shipping: 'Please choose how we should send it.',
    payment: 'Please choose how you want to pay.',
    unreadable: 'Some of this could not be read. Please look through the form again.',
  },

  couponExhausted: (code: string, total: string) =>
    `Somebody was faster: ${code} has just been used for the last time. Without it your order is ${total}. Nothing has been charged.`,
  notFirstOrder: (code: string, total: string) =>
    `${code} is for a first order, and you have ordered here before. Without it your order is ${total}. Nothing has been charged.`,
  valueGone: (hint: string, due: string) =>
    `${hint === '' ? 'Your store credit' : `Your gift card •••• ${hint}`} does not cover as much as before. Now ${due} are left to pay. Nothing has been charged.`,
  valueOfOtherMode: (hint: string) =>
    `${hint === '' ? 'Your store credit' : `Your gift card •••• ${hint}`} and this way to pay do not go together: one is a trial, the other is real money. Please choose another way to pay. Nothing has been charged.`,
  totalChanged: (total: string) =>
    `The total has changed while you were here: it is now ${total}. Please look and order again.`,
  notEnough: (left: number) =>
    left === 0 ? 'Something in your cart has just been sold out.' : `Of something in your cart only ${left} are left.`,
  lookAtCart: 'Look at the cart',
  proofWanted: 'One moment, please: we make sure that this payment is meant.',
  proofWait:
    'Your browser does that by itself within seconds. If nothing happens, wait a quarter of a minute and press the button again.',
  tooManyDeclines:
    'Too many payments from here were declined. Please try again in ten minutes, or choose another way to pay.',
  busy: 'That was not finished. Please try again.',
  keyReused: 'You had placed an order from this page already. Please look through it and order again.',
  unavailable: 'This way to pay does not answer right now. Please try again, or choose another one.',
  incomplete: 'Something is still missing. Please look through the form.',

  endedTitle: 'The payment did not go through. Nothing was charged, and everything is still here.',
  ended: {
    card_declined: 'Your bank declined the card. Please try another card or another way to pay.',
    insufficient_funds: 'There is not enough money on the card. Please try another card or another way to pay.',
    authentication_failed: 'Your bank could not confirm that it is you. Please try again, or another way to pay.',
    canceled: 'You canceled the payment.',
    expired: 'There was no more time for this payment.',
    other: 'Please try again, or choose another way to pay.',
  },

  payingTitle: 'Your payment is under way',
  payingText: (total: string) =>
    `We are waiting for your payment of ${total}. The things in your order are set aside for you.`,
  continuePayment: 'Continue to the payment',
  cancelPayment: 'Cancel the payment and change something',
  unclear: 'The bank does not tell us yet how this payment stands. Please try again in a moment.',
  waitingTitle: 'Waiting for the payment',
  waitingText:
    'The bank has not told us yet. This page looks again by itself every few seconds; you may also close it, and we write to you.',
  lookAgain: 'Look again',
}

export type CheckoutWords = typeof en
