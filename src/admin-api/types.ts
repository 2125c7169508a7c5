import type { Money } from '#kernel/money'
import type { OrderRow } from './orders/types.ts'

/** What the merchant's screens are told, as JSON: instants are ISO strings, ids are text. All that they may import. */

export type * from './customers/types.ts'
export type * from './ledger/types.ts'
export type * from './markets/types.ts'
export type * from './money/types.ts'
export type * from './orders/types.ts'
export type * from './payments/types.ts'
export type * from './price-lists/types.ts'
export type * from './promotions/types.ts'
export type * from './shipping/types.ts'
export type * from './taxes/types.ts'
export type * from './stored-value/types.ts'

export type Me = { name: string; email: string; role: 'owner' | 'staff' }

/** Every answer that is no success. `problems` name fields (`variants.0.sku`). */
export type Failure = { code: string; message: string; problems?: { path: string; message: string }[] }

export type Page<T> = { rows: T[]; total: number; page: number; pageSize: number }

/** kept: no mail server is set up, it can be read here. */
export type MailState = 'kept' | 'queued' | 'sent' | 'failed'

export type ProductStatus = 'draft' | 'active' | 'archived'
export type ProductView = 'all' | ProductStatus | 'low'

export type ProductRow = {
  id: string
  title: string
  status: ProductStatus
  vendor: string
  sku: string | null
  variants: number
  pictureHash: string | null
  /** In the home market, from the cheapest; null: not for sale there. */
  priceFrom: Money | null
  /** On hand less reserved, over all counted variants; null when none is counted. */
  available: number | null
}

export type StockPolicy = 'deny' | 'continue' | 'untracked'

export type PriceEdit = {
  priceListId: string
  amount: number
  compareAtAmount: number | null
  saleAmount: number | null
  saleStartsAt: string | null
  saleEndsAt: string | null
}

export type VariantEdit = {
  id: string
  options: string[]
  sku: string | null
  gtin: string | null
  weightGrams: number | null
  prices: PriceEdit[]
  stock: { onHand: number; reserved: number; policy: StockPolicy }
}

export type MediaEdit = { mediaId: string; hash: string; alt: string }

/** The whole product as its screen holds it. `version` comes back with a save. */
export type ProductEdit = {
  id: string
  version: number
  slug: string
  title: string
  descriptionHtml: string
  vendor: string
  type: string
  tags: string[]
  status: ProductStatus
  publishedAt: string | null
  /** Its variants are amounts of money; a card is mailed for each piece. */
  giftCard: boolean
  /** Which rates it is taxed by. */
  taxClass: string
  seoTitle: string
  seoDescription: string
  categoryIds: string[]
  options: string[]
  variants: VariantEdit[]
  media: MediaEdit[]
}

export type PriceListView = { id: string; market: string; currency: string }
export type CategoryChoice = { id: string; path: string }

export type ProductScreen = {
  product: ProductEdit
  priceLists: PriceListView[]
  categories: CategoryChoice[]
  /** Where shoppers find it. */
  path: string
}

/** Sales of agreed orders in each currency, the home market's first. */
export type Figures = { orders: number; sales: Money[] }
export type Period = { now: Figures; before: Figures }

export type HomeScreen = {
  today: Period
  week: Period
  month: Period
  todo: {
    toShip: number
    unpaid: number
    /** Money to look at, and disputes that wait for an answer. */
    attention: number
    disputes: number
    lowStock: number
    failedMails: number
  }
  latest: OrderRow[]
}

/** What every screen knows of the shop. */
export type ShopHead = {
  name: string | null
  isDemo: boolean
  toShip: number
  /** Money to look at and open disputes together. */
  toCheck: number
}

export type MailView = 'all' | MailState

export type MailRow = {
  id: string
  kind: string
  to: string
  subject: string
  state: MailState
  at: string
  orderId: string | null
  orderNumber: number | null
}

export type MailDetail = MailRow & {
  text: string
  language: string
  error: string | null
  attempts: number
  sentAt: string | null
  canResend: boolean
}

export type ShopForm = {
  name: string
  email: string
  phone: string
  address: string
  /** A line above every page, by language. */
  announcement: { en: string; de: string }
  bank: { holder: string; iban: string; bic: string; bankName: string }
}

export type SettingsScreen = {
  shop: ShopForm
  /** Comes back with a save, so that nobody overwrites what another has changed. */
  version: string
  isDemo: boolean
  sendsMail: boolean
}
