import type { CustomerId } from '#kernel/id'
import { askForLink, listCustomers, readGroups, saveCustomer, type CustomerForEdit } from '#modules/customer'
import { readMarkets } from '#modules/market'
import { actorOf } from '#modules/staff'
import type { Db } from '#platform/db'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, done, idIn, missing, read, readOne, refused, unfit, unsaved } from '../desk.ts'
import type { CustomerRow, CustomerScreen, Page } from '../types.ts'
import { groupRoutes } from './group-routes.ts'
import { customerInput, customerListQuery, newCustomerInput } from './input.ts'
import { ordersOf } from './ordered.ts'
import { explainCustomer } from './words.ts'

const PAGE_SIZE = 50

export const customerRoutes = (deps: AdminDeps): Route[] => [
  read({
    path: '/customers',
    query: customerListQuery,
    handle: async (c, { search, group, sort, page }) => {
      const wish = { query: search, groupId: group, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }
      const { customers, total } = await listCustomers(deps.db, wish)
      const orders = await ordersOf(
        deps.db,
        customers.map(({ email }) => email),
      )
      const rows = customers.map((customer) => rowOf(customer, orders.get(customer.email.toLowerCase()) ?? 0))
      return c.json({ rows, total, page, pageSize: PAGE_SIZE } satisfies Page<CustomerRow>)
    },
  }),
  readOne({ path: '/customers/:id', kind: 'customer', find: (id) => screenOf(deps, id) }),
  createRoute(deps),
  saveRoute(deps),
  linkRoute(deps),
  ...groupRoutes(deps),
]

const rowOf = ({ id, email, name, groupName, createdAt }: CustomerForEdit, orders: number): CustomerRow => ({
  id,
  email,
  name,
  groupName,
  orders,
  createdAt: createdAt.toISOString(),
})

async function find(db: Db, id: CustomerId): Promise<CustomerForEdit | null> {
  const { customers } = await listCustomers(db, { id, limit: 1, offset: 0 })
  return customers[0] ?? null
}

async function screenOf({ db, sendsMail }: AdminDeps, id: CustomerId): Promise<CustomerScreen | null> {
  const [found, groups] = await Promise.all([find(db, id), readGroups(db)])
  if (!found) return null
  const { email, name, groupId, version, createdAt } = found
  const choices = groups.map((group) => ({ id: group.id, name: group.name }))
  return { id, email, name, groupId, version, createdAt: createdAt.toISOString(), groups: choices, sendsMail }
}

const createRoute = ({ db }: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/customers',
    body: newCustomerInput,
    handle: async (c, body) => {
      const entry = { action: 'customer.created', after: body }
      const made = await audited(c, db, entry, (tx, actor) => saveCustomer(tx, { ...body, actor }))
      return made.ok ? c.json({ id: made.value.customerId }) : unfit(c, [explainCustomer(made.refusal)])
    },
  })

const saveRoute = (deps: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/customers/:id',
    body: customerInput,
    handle: async (c, { version, ...body }) => {
      const id = idIn<'customer'>(c)
      const before = id ? await find(deps.db, id) : null
      if (!id || !before) return missing(c)
      const { email, name, groupId } = before
      const entry = { action: 'customer.saved', subjectId: id, before: { email, name, groupId }, after: body }
      const saved = await audited(c, deps.db, entry, (tx, actor) =>
        saveCustomer(tx, { known: { id, version }, ...body, actor }),
      )
      if (saved.ok) return c.json(await screenOf(deps, id))
      return unsaved(c, saved.refusal, explainCustomer(saved.refusal))
    },
  })

const linkRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/customers/:id/link',
    body: null,
    handle: async (c) => {
      const id = idIn<'customer'>(c)
      const customer = id ? await find(deps.db, id) : null
      return customer ? sendLink(c, deps, customer) : missing(c)
    },
  })

/** In the first language of the home market: nobody has said which one the customer reads. */
async function sendLink(
  c: Ask,
  { db, clock, signInSecret }: AdminDeps,
  { id, email }: CustomerForEdit,
): Promise<Response> {
  const [home] = await readMarkets(db)
  const from = { language: home?.languages[0] ?? 'en', marketId: home?.id ?? '', address: null } as const
  const actor = actorOf(c.get('staff'))
  if (!(await askForLink({ db, clock, secret: signInSecret }, email, { ...from, actor })))
    return refused(c, { code: 'too_many_links' }, 'Five links went to this address already. Try again in 15 minutes.')
  await audited(c, db, { action: 'customer.link_sent', subjectId: id }, async () => ({ ok: true, value: null }))
  return done(c)
}
