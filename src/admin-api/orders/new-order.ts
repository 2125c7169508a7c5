import { sql } from 'kysely'
import { z } from 'zod'

import { checkAddress } from '#kernel/address'
import type { MarketId, ShippingMethodId, VariantId } from '#kernel/id'
import { addressSchema, type CheckoutView } from '#modules/checkout'
import { isEmail } from '#modules/customer'
import { readMarkets } from '#modules/market'
import { actorOf } from '#modules/staff'
import { ok } from '#kernel/result'
import { makeOrder, previewOrder, type MakeOrderRefusal, type NewOrder } from '#modules/placement'
import type { Db } from '#platform/db'
import type { Ask, Problem, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, read, refused, unfit } from '../desk.ts'
import { searchText } from '../listing.ts'
import type { NewOrderChoices, NewOrderPreview, VariantChoice } from '../types.ts'
import { explainLine, explainMissing } from './words.ts'

const order = {
  marketId: z.uuid().transform((id) => id as MarketId),
  language: z.enum(['en', 'de']),
  lines: z
    .array(
      z.strictObject({
        variantId: z.uuid().transform((id) => id as VariantId),
        quantity: z.number().int('Whole numbers only').min(1, 'At least one').max(999, 'At most 999'),
      }),
    )
    .min(1, 'Choose at least one thing')
    .max(100, 'At most 100 things'),
  email: z.string().trim().max(254, 'That is too long'),
  address: addressSchema,
  shippingMethodId: z
    .uuid()
    .transform((id) => id as ShippingMethodId)
    .nullable(),
  note: z.string().trim().max(2000, 'That is too long'),
}
const previewBody = z.strictObject(order)
const orderBody = z.strictObject({
  ...order,
  days: z.number().int().min(1, 'At least a day').max(90, 'At most 90 days'),
  key: z.uuid(),
})

/** Orders that staff make for somebody, who then pays by a link. */
export const newOrderRoutes = (deps: AdminDeps): Route[] => [
  read({ path: '/order-choices', query: null, handle: async (c) => c.json(await choices(deps.db)) }),
  read({
    path: '/order-variants',
    query: z.strictObject({ search: searchText }),
    handle: async (c, { search }) => c.json(await findVariants(deps.db, search)),
  }),
  change({
    method: 'POST',
    path: '/order-preview',
    body: previewBody,
    handle: async (c, body) => {
      const seen = await previewOrder(deps.orders, {
        ...body,
        email: isEmail(body.email) ? body.email : 'x@example.com',
      })
      return seen.ok ? c.json(previewOf(seen.value)) : explained(c, seen.refusal)
    },
  }),
  change({
    method: 'POST',
    path: '/orders',
    body: orderBody,
    handle: async (c, body) => {
      const problems = problemsIn(body)
      if (problems.length > 0) return unfit(c, problems)
      const made = await makeOrder(deps.orders, { ...body, actor: actorOf(c.get('staff')) })
      if (!made.ok) return explained(c, made.refusal)
      const entry = { action: 'order.made', subjectId: made.value, after: body }
      await audited(c, deps.db, entry, async () => ok(null))
      return c.json({ id: made.value })
    },
  }),
]

const words = {
  required: 'Please fill this in',
  too_long: 'That is too long',
  postcode: 'This is no postcode of that country',
  region: 'Please choose one',
}

function problemsIn({ email, address }: NewOrder): Problem[] {
  const checked = checkAddress(address.country, address)
  return [
    ...(isEmail(email) ? [] : [{ path: 'email', message: 'An e-mail address looks like ada@example.com' }]),
    ...(checked.ok
      ? []
      : checked.refusal.problems.map(({ part, code }) => ({ path: `address.${part}`, message: words[code] }))),
  ]
}

function explained(c: Ask, refusal: MakeOrderRefusal): Response {
  if (refusal.code === 'line') return unfit(c, [{ path: `lines.${refusal.index}`, message: explainLine(refusal) }])
  if (refusal.code === 'incomplete') return refused(c, refusal, explainMissing(refusal.missing))
  return refused(c, refusal, 'This form was sent before with other contents. Open it again.')
}

async function choices(db: Db): Promise<NewOrderChoices> {
  const markets = await readMarkets(db)
  return {
    markets: markets.map(({ id, name, currency, countries, languages, defaultCountry }) => ({
      id,
      name,
      currency,
      countries: [...countries],
      languages: [...languages],
      defaultCountry,
    })),
  }
}

const previewOf = (view: CheckoutView): NewOrderPreview => ({
  lines: view.quote.lines.map(({ variantId, unit, total }) => ({ variantId, unit, total })),
  shipping: view.shippingOffers.map(({ methodId, name, price }) => ({ id: methodId, name: name['en'] ?? '', price })),
  shippingMethodId: view.shippingOffer?.methodId ?? null,
  subtotal: view.quote.subtotal,
  discount: view.quote.discount,
  shippingTotal: view.quote.shipping?.total ?? null,
  tax: view.quote.tax,
  taxIncluded: view.quote.taxIncluded,
  total: view.quote.total,
})

/** Variants that can be sold, found by title and SKU. */
async function findVariants(db: Db, search: string): Promise<VariantChoice[]> {
  const parts = search.split(/\s+/).filter(Boolean).slice(0, 6)
  const matches = parts.map(
    (word) => sql`(p.title || ' ' || coalesce(v.sku, '')) ilike ${`%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`,
  )
  const where = matches.length > 0 ? sql.join(matches, sql` and `) : sql`true`
  const { rows } = await sql<VariantChoice>`
    select v.id, p.title, concat_ws(' · ', nullif(array_to_string(array(
      select jsonb_array_elements_text(v.option_key::jsonb)), ' / '), ''), v.sku) as hint
    from variants v join products p on p.id = v.product_id
    where p.status = 'active' and v.archived_at is null and ${where}
    order by lower(p.title), v.position limit 20`.execute(db)
  return rows
}
