import { currencyOf, money } from '#kernel/money'
import type { RateEdit, ShippingMarket, ShippingMethodEdit, ZoneEdit } from '../../admin-api/types.ts'
import { showMoney } from '../components/format.ts'
import { words } from '../messages/index.ts'

const text = words.shipping

export const newZone = ({ languages, unserved }: ShippingMarket): ZoneEdit => ({
  name: '',
  countries: [...unserved],
  methods: [newMethod(languages)],
})

export const newMethod = (languages: readonly string[]): ShippingMethodEdit => ({
  id: null,
  name: Object.fromEntries(languages.map((language) => [language, ''])),
  kind: 'flat',
  rates: [{ upTo: null, amount: Number.NaN }],
  freeFromAmount: null,
  minDays: 2,
  maxDays: 4,
  active: true,
})

/** Languages that the market has learned since get their field. */
export const draftOf = ({ name, countries, methods }: ZoneEdit, { languages }: ShippingMarket): ZoneEdit => ({
  name,
  countries,
  methods: methods.map((method) => ({
    ...method,
    name: { ...Object.fromEntries(languages.map((language) => [language, ''])), ...method.name },
  })),
})

/** What the server is sent: only names that are some. */
export const bodyOf = (draft: ZoneEdit): ZoneEdit => ({
  ...draft,
  methods: draft.methods.map((method) => ({
    ...method,
    name: Object.fromEntries(Object.entries(method.name).filter(([, name]) => name.trim() !== '')),
  })),
})

/** `list` with the one at that place replaced; null takes it out. */
export const withAt = <T>(list: readonly T[], at: number, one: T | null): T[] =>
  list.flatMap((old, index) => (index === at ? (one === null ? [] : [one]) : [old]))

export const nameOf = ({ name }: ShippingMethodEdit): string =>
  name['en'] || (Object.values(name).find((one) => one !== '') ?? '')

/** `Standard delivery from €4.90`: as the list says it. */
export function sayMethod(method: ShippingMethodEdit, currency: string): string {
  const least = Math.min(...method.rates.map(({ amount }: RateEdit) => amount))
  const price = showMoney(money(least, currencyOf(currency)))
  const said = method.rates.length > 1 ? text.from(nameOf(method), price) : text.flat(nameOf(method), price)
  return method.active ? said : text.off(said)
}
