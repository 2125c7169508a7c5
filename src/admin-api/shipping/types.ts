export type RateEdit = {
  /** Grams or minor units, itself included; null: without end. */
  upTo: number | null
  amount: number
}

export type ShippingMethodEdit = {
  /** Null: it is not there yet. */
  id: string | null
  /** By language. */
  name: Record<string, string>
  kind: 'flat' | 'by_weight' | 'by_value'
  rates: RateEdit[]
  freeFromAmount: number | null
  minDays: number
  maxDays: number
  active: boolean
}

export type ZoneEdit = { name: string; countries: string[]; methods: ShippingMethodEdit[] }
export type ZoneView = ZoneEdit & { id: string; version: number }

export type ShippingMarket = {
  id: string
  name: string
  currency: string
  languages: string[]
  countries: string[]
  zones: ZoneView[]
  /** Countries of the market that are in no zone: nothing is sent there. */
  unserved: string[]
}

export type ShippingScreen = { markets: ShippingMarket[] }
