import { z } from 'zod'

import { decimal, money, parseMoney, type Currency } from '#kernel/money'
import { sorts, type Filters, type Sort } from '#modules/search'

/** Any query: a link may carry marks of where it was found, and those must not break the page. */
export const listQuery = z.record(z.string().max(100), z.union([z.string(), z.array(z.string())]))
export type ListQuery = z.infer<typeof listQuery>

/** What a list's address asks for. */
export type ListWish = Readonly<{ filters: Filters; sort: Sort | null; page: number; query: string }>

const own = new Set(['q', 'sort', 'page', 'from', 'to', 'stock'])
const MOST_VALUES = 40

/** Reads the address of a list. What makes no sense is left out, never refused: addresses are shared and old. */
export function readWish(query: ListQuery, currency: Currency): ListWish {
  const all = (name: string): string[] => [query[name] ?? []].flat().slice(0, MOST_VALUES)
  const one = (name: string): string => all(name)[0] ?? ''
  const values = new Map<string, ReadonlySet<string>>()
  for (const name of Object.keys(query)) {
    if (!own.has(name) && /^[\p{Letter}\p{Number}-]{1,60}$/u.test(name)) values.set(name, new Set(all(name)))
  }
  const amount = (name: string): number | null => {
    const price = parseMoney(one(name).replace(',', '.'), currency)
    return price && price.amount >= 0 ? price.amount : null
  }
  return {
    filters: { values, from: amount('from'), to: amount('to'), inStock: one('stock') === '1' },
    sort: sorts.find((sort) => sort === one('sort')) ?? null,
    page: /^\d{1,5}$/.test(one('page')) ? Math.max(1, Number(one('page'))) : 1,
    query: one('q').trim().slice(0, 200),
  }
}

type Changes = Readonly<{
  /** Takes out one value of a facet. */
  without?: readonly [facet: string, value: string]
  page?: number
  price?: null
  inStock?: false
}>

/** The query of the same list with something changed; '' when nothing is asked. The page starts over unless named. */
export function queryOf(wish: ListWish, currency: Currency, changes: Changes = {}): string {
  const { page = 1, price, inStock } = changes
  const { filters, query, sort } = wish
  const parts = new URLSearchParams(query === '' ? [] : [['q', query]])
  for (const [facet, value] of valuesOf(filters, changes.without)) parts.append(facet, value)
  if (price !== null) for (const [name, text] of amountsOf(filters, currency)) parts.set(name, text)
  if (filters.inStock && inStock !== false) parts.set('stock', '1')
  if (sort) parts.set('sort', sort)
  if (page > 1) parts.set('page', String(page))
  const text = parts.toString()
  return text === '' ? '' : `?${text}`
}

const amountsOf = ({ from, to }: Filters, currency: Currency): (readonly [string, string])[] =>
  [['from', from] as const, ['to', to] as const].flatMap(([name, amount]) =>
    amount === null ? [] : [[name, decimal(money(amount, currency))] as const],
  )

const valuesOf = ({ values }: Filters, without: Changes['without']): (readonly [string, string])[] =>
  [...values]
    .flatMap(([facet, chosen]) => [...chosen].map((value) => [facet, value] as const))
    .filter(([facet, value]) => facet !== without?.[0] || value !== without[1])
