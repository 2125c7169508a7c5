import { expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { testDesk } from '#testing/desk'
import type { CustomerRow, CustomerScreen, Failure, GroupRow, Page } from '../types.ts'

const { shop, call, answer, anOrder } = testDesk()
const send = <T>(route: string, body?: unknown, method = 'POST') => answer<T>(`/api${route}`, { method, body })
const status = async (route: string, body?: unknown, method = 'POST') =>
  (await call(`/api${route}`, { method, body })).status

async function aCustomer(words: object = {}) {
  const email = `ada-${newId().slice(-10)}@example.com`
  const { id } = await send<{ id: string }>('/customers', { email, name: 'Ada', groupId: null, ...words })
  return { id, email }
}

test('staff make customers and groups, find them, and put the one into the other', async () => {
  const group = await send<{ id: string }>('/customer-groups', { code: 'wholesale', name: 'Wholesale' })
  const { id, email } = await aCustomer({ name: 'Grace Hopper' })
  const screen = await answer<CustomerScreen>(`/api/customers/${id}`)
  expect(screen).toMatchObject({ email, name: 'Grace Hopper', groupId: null, version: 1 })
  expect(screen.groups).toContainEqual({ id: group.id, name: 'Wholesale' })

  const body = { version: 1, email, name: 'Grace', groupId: group.id }
  expect(await send<CustomerScreen>(`/customers/${id}`, body, 'PUT')).toMatchObject({ version: 2, groupId: group.id })
  const found = await answer<Page<CustomerRow>>(`/api/customers?search=grace&group=${group.id}`)
  expect(found.rows).toMatchObject([{ email, groupName: 'Wholesale' }])
  expect((await answer<GroupRow[]>('/api/customer-groups')).find(({ id: one }) => one === group.id)).toMatchObject({
    customers: 1,
  })
})

test('the list tells how often each has ordered, canceled orders left out', async () => {
  const [, canceled] = [await anOrder(), await anOrder()]
  const { version } = await canceled.detail()
  const body = { version, reason: 'customer', restock: true }
  expect(await status(`/orders/${canceled.orderId}/cancel`, body)).toBe(200)
  await aCustomer({ email: 'ada@example.com' })
  await aCustomer({ email: 'never@example.com' })
  const { rows } = await answer<Page<CustomerRow>>('/api/customers?search=@example.com')
  const counts = Object.fromEntries(rows.map(({ email, orders }) => [email, orders]))
  expect(counts).toMatchObject({ 'ada@example.com': 1, 'never@example.com': 0 })
})

test('a stale save is refused with 409, a wrong field with words beside it', async () => {
  const { id, email } = await aCustomer()
  const body = { version: 1, email, name: 'A', groupId: null }
  expect(await status(`/customers/${id}`, body, 'PUT')).toBe(200)
  expect(await status(`/customers/${id}`, body, 'PUT')).toBe(409)

  const other = await aCustomer()
  const taken = await send<Failure>('/customers', { email: ` ${other.email.toUpperCase()}`, name: '', groupId: null })
  expect(taken.problems).toEqual([{ path: 'email', message: 'There is a customer with this address.' }])
  const wrong = await send<Failure>('/customers', { email: 'ada@', name: '', groupId: null })
  expect(wrong.problems).toMatchObject([{ path: 'email' }])
  const group = await send<Failure>('/customers', { email: 'x@example.com', name: '', groupId: newId() })
  expect(group.problems).toMatchObject([{ path: 'groupId' }])
  expect(await status(`/customers/${newId()}`, body, 'PUT')).toBe(404)
})

test('a group is renamed, and deleted once it is empty', async () => {
  const { id } = await send<{ id: string }>('/customer-groups', { code: 'staff', name: 'Staff' })
  expect(await status(`/customer-groups/${id}`, { version: 1, code: 'team', name: 'Team' }, 'PUT')).toBe(200)
  expect(await status(`/customer-groups/${id}`, { version: 1, code: 'crew', name: 'Crew' }, 'PUT')).toBe(409)
  const bad = await send<Failure>('/customer-groups', { code: 'Not Good', name: '' })
  expect(bad.problems?.map(({ path }) => path)).toEqual(['code', 'name'])
  const twice = await send<Failure>('/customer-groups', { code: 'team', name: 'Team' })
  expect(twice.problems).toMatchObject([{ path: 'code' }])

  const member = await aCustomer({ groupId: id })
  expect(await status(`/customer-groups/${id}`, undefined, 'DELETE')).toBe(409)
  const screen = await answer<CustomerScreen>(`/api/customers/${member.id}`)
  await send(
    `/customers/${member.id}`,
    { version: screen.version, email: member.email, name: '', groupId: null },
    'PUT',
  )
  expect(await status(`/customer-groups/${id}`, undefined, 'DELETE')).toBe(200)
  expect(await status(`/customer-groups/${id}`, undefined, 'DELETE')).toBe(404)
})

test('staff send a personal link, and the log says who did', async () => {
  const { id, email } = await aCustomer()
  expect(await status(`/customers/${id}/link`)).toBe(200)
  const links = await shop.db.selectFrom('customer_links').select('email').where('email', '=', email).execute()
  expect(links).toHaveLength(1)
  const log = await shop.db.selectFrom('audit_log').select('action').where('subject_id', '=', id).execute()
  expect(log.map(({ action }) => action)).toContain('customer.link_sent')
  for (let count = 0; count < 4; count++) await status(`/customers/${id}/link`)
  expect(await status(`/customers/${id}/link`)).toBe(409)
})

test('a group that an offer is limited to stays: without it the offer would be for everybody', async () => {
  const { id } = await send<{ id: string }>('/customer-groups', { code: 'club', name: 'Club' })
  const promotion = {
    names: { en: 'Club days' },
    note: '',
    active: true,
    byCode: false,
    reward: { kind: 'percent_items', ppm: 100_000 },
    priority: 0,
    stacks: false,
    rewards: 'all',
    needs: 'all',
    minimums: {},
    minimumQuantity: 1,
    markets: 'all',
    groups: [id],
    countries: [],
    startsAt: null,
    endsAt: null,
    maxUses: null,
    maxUsesPerCustomer: null,
    firstOrderOnly: false,
  }
  expect(await status('/promotions', { promotion })).toBe(200)
  expect(await status(`/customer-groups/${id}`, undefined, 'DELETE')).toBe(409)
})
