import type { DemoProduct } from './product.ts'

export const giftCards: readonly DemoProduct[] = [
  {
    slug: 'gift-card',
    title: 'Gift card',
    in: ['cards-and-wrapping', 'paper'],
    vendor: 'Sill',
    type: 'Gift card',
    tags: ['gift'],
    text: [
      'For somebody who would rather choose. It comes by mail within minutes, as a code that you can pass on.',
      'Whoever has the code pays with it, as often as they like, until nothing is left on it.',
    ],
    points: ['Comes by mail, nothing is sent', 'Can be used in parts'],
    seo: 'A gift card for Sill in three sizes: comes by mail within minutes, can be used in parts, never expires.',
    facts: {},
    options: { Size: { Small: '', Medium: '', Large: '' } },
    price: 2500,
    more: { Medium: 2500, Large: 7500 },
    grams: 0,
    hs: '490700',
    from: 'DE',
    stock: 9999,
    giftCard: true,
    pictures: {
      'gift-card': 'Three cards with wave patterns on envelopes in sage and sand',
      'gift-card-close': 'Wave patterns in ink blue and ochre, close by',
    },
  },
]
