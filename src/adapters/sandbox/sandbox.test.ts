import { createServer } from 'node:http'

import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { testDb } from '#testing/db'
import { asked, gatewayContract } from '#testing/gateway-contract'
import { goodCard, testShop, WEBHOOK_SECRET } from '#testing/orders'
import { isCardNumber } from './cards.ts'
import { SIGNATURE_HEADER, signMessage } from './index.ts'

const { db } = testDb()
const shop = testShop(db)
const { page, method } = shop.sandbox
if (method.kind !== 'online') throw new Error('the test card is paid online')
const { gateway } = method

gatewayContract('the test gateway', () => ({
  gateway,
  failRefund: (ref) => shop.sandbox.desk.act(ref, 'refund_fails'),
  pay: async (ref) => {
    await page.pay(ref, goodCard())
  },
  decline: async (ref) => {
    await page.pay(ref, goodCard('4000 0000 0000 9995'))
  },
  message: (eventId, ref, at) => {
    const { body, headers } = signMessage(WEBHOOK_SECRET, { eventId, ref, state: 'captured' }, at)
    return { body, headers: new Headers(headers) }
  },
}))

async function aPayment(): Promise<string> {
  const made = await gateway.create({ ...asked(), returnUrl: '/back' })
  if (!made.ok) throw new Error(made.refusal.reason)
  return made.value.ref
}
const stateOf = async (ref: string) => {
  const said = await gateway.fetch(ref)
  return said.ok ? said.value.state : said.refusal
}
/** Whether the shop will be told. */
const tells = async (ref: string) => {
  const { rows } = await sql`select 1 from sandbox_payments where id = ${ref} and tell_at is not null`.execute(db)
  return rows.length === 1
}
const isDue = (ref: string) => sql`update sandbox_payments set tell_at = now() where id = ${ref}`.execute(db)

test('an approved card leads back, and the shop will be told', async () => {
  const ref = await aPayment()

  expect(await page.open(ref)).toMatchObject({ kind: 'form', payment: { amount: { amount: 4470 } } })
  expect(await page.pay(ref, goodCard())).toEqual({ ok: true, value: { kind: 'return', url: '/back' } })
  expect(await tells(ref)).toBe(true)
  expect(await page.pay(ref, goodCard('4000 0000 0000 0002'))).toMatchObject({ value: { kind: 'return' } })
  expect([await stateOf(ref), await tells(ref)]).toEqual(['captured', true])
})

test('3-D Secure asks first, and the bank may say no', async () => {
  const [yes, no] = [await aPayment(), await aPayment()]
  for (const ref of [yes, no])
    expect(await page.pay(ref, goodCard('4000 0000 0000 3220'))).toMatchObject({ value: { kind: 'challenge' } })
  expect([await stateOf(yes), await tells(yes)]).toEqual(['pending', false])

  expect(await page.answerChallenge(yes, true)).toMatchObject({ kind: 'return' })
  expect(await page.answerChallenge(no, false)).toMatchObject({ kind: 'return' })

  expect([await stateOf(yes), await stateOf(no)]).toEqual(['captured', 'failed'])
})

test('a slow bank pays when its time has come', async () => {
  const ref = await aPayment()
  expect(await page.pay(ref, goodCard('4000 0000 0000 0259'))).toMatchObject({ value: { kind: 'return' } })
  expect([await stateOf(ref), await tells(ref)]).toEqual(['pending', true])

  await db.updateTable('sandbox_payments').set({ captures_at: new Date() }).where('id', '=', ref).execute()

  expect(await stateOf(ref)).toBe('captured')
})

test('a lost answer is lost: no message, no way back, but the money is taken', async () => {
  const ref = await aPayment()
  expect(await page.pay(ref, goodCard('4000 0000 0000 0341'))).toMatchObject({ value: { kind: 'lost' } })
  expect([await stateOf(ref), await tells(ref)]).toEqual(['captured', false])
})

test('a bad card is told at its fields, and nothing of it is kept', async () => {
  const ref = await aPayment()
  const refused = await page.pay(ref, { number: '4242 4242 4242 4241', expiry: '13/27', cvc: '12' })
  expect(refused).toEqual({
    ok: false,
    refusal: { code: 'bad_card', problems: { number: 'bad_number', expiry: 'bad_expiry', cvc: 'bad_cvc' } },
  })
  expect(await page.pay(ref, { number: '5200 8282 8282 8210', expiry: '01/20', cvc: '123' })).toMatchObject({
    refusal: { problems: { number: 'not_a_test_card', expiry: 'expired' } },
  })
  await page.pay(ref, goodCard('4000 0000 0000 0002'))
  const row = await db.selectFrom('sandbox_payments').selectAll().where('id', '=', ref).executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toMatch(/4000\s?0000|0000\s?0002/)
})

test('check digits', () => {
  expect(['4242424242424242', '4000000000003220', '79927398713'].map(isCardNumber)).toEqual([true, true, false])
  expect(['4242424242424243', '', '4242-4242'].map(isCardNumber)).toEqual([false, false, false])
})

type Told = { body: string; signature: string | undefined }

/** A shop that takes messages; the first one not, when `refuses`. */
async function aListeningShop({ refuses = false } = {}) {
  const seen: Told[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      seen.push({ body: Buffer.concat(chunks).toString(), signature: request.headers[SIGNATURE_HEADER]?.toString() })
      response.writeHead(refuses && seen.length === 1 ? 503 : 200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/webhooks/sandbox`
  return { seen, tell: () => shop.sandbox.tell(url), close: () => server.close() }
}

/** Nothing is due but what a test makes due. */
const silence = () => sql`update sandbox_payments set tell_at = null`.execute(db)

test('the shop is told by HTTP, with the same event each time, until it takes it', async () => {
  await silence()
  const { seen, tell, close } = await aListeningShop({ refuses: true })
  const ref = await aPayment()
  await page.pay(ref, goodCard())
  await tell()
  expect(seen).toEqual([])

  await isDue(ref)
  await expect(tell()).rejects.toThrow('the shop answered 503')
  await isDue(ref)
  await tell()
  close()

  const [first, second] = seen
  expect(second?.body).toBe(first?.body)
  expect(await tells(ref)).toBe(false)
  const headers = new Headers({ [SIGNATURE_HEADER]: second?.signature ?? '' })
  expect(gateway.readWebhook(Buffer.from(second?.body ?? ''), headers, new Date())).toMatchObject({
    ok: true,
    value: { ref, eventId: expect.stringContaining('captured') },
  })
})

test('of a card whose owner wants the money back the shop is told, though it has asked', async () => {
  await silence()
  const { seen, tell, close } = await aListeningShop()
  const ref = await aPayment()
  await page.pay(ref, goodCard('4000 0000 0000 0069'))
  expect(await stateOf(ref)).toBe('captured')
  await isDue(ref)
  await tell()
  close()
  expect(seen.map(({ body }) => body)).toEqual([expect.stringContaining('open')])
})

test('what the shop has asked about is not said again, what is new since then is', async () => {
  await silence()
  const { seen, tell, close } = await aListeningShop()
  const [asks, waits, slow] = [await aPayment(), await aPayment(), await aPayment()]
  await page.pay(asks, goodCard())
  await page.pay(waits, goodCard('4000 0000 0000 0002'))
  await page.pay(slow, goodCard('4000 0000 0000 0259'))
  expect([await stateOf(asks), await stateOf(slow)]).toEqual(['captured', 'pending'])

  await db.updateTable('sandbox_payments').set({ captures_at: new Date() }).where('id', '=', slow).execute()
  for (const ref of [asks, waits, slow]) await isDue(ref)
  await tell()
  const told = () => seen.map(({ body }) => body)
  expect(told()).toHaveLength(2)
  expect(told().find((body) => body.includes(waits))).toContain('declined')
  expect(told().find((body) => body.includes(slow))).toContain('captured')
  expect([await tells(asks), await tells(waits), await tells(slow)]).toEqual([false, false, false])

  await shop.sandbox.desk.act(asks, 'dispute')
  await tell()
  close()
  expect(told().at(-1)).toContain('open')
})
