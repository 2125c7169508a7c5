import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { RunningStandin } from '../../../faults/standins/start.ts'
import { expressBuyer, giftCard, of, startPaypal } from './standin.test-support.ts'

let standin: RunningStandin
let buyer: ReturnType<typeof expressBuyer>

beforeAll(async () => {
  standin = await startPaypal()
  buyer = expressBuyer(standin)
})
afterAll(() => standin.stop())

const eur = of('EUR')

const home = {
  name: 'Ada Ahrens',
  organization: '',
  street1: 'Torstraße 12',
  street2: 'Hinterhaus',
  city: 'Berlin',
  region: '',
  postcode: '10119',
  country: 'DE',
}
const known = { name: 'Ada Ahrens', organization: '', street1: '', street2: '', city: '', region: '', postcode: '' }

test('the gateway says that its page can ask who buys', () => {
  expect(buyer.gateway.supports.express).toBe(true)
})

describe('who bought', () => {
  test('is not known before they approve', async () => {
    const { ref } = await buyer.open()
    expect(await buyer.look(ref)).toMatchObject({ state: 'pending', buyer: null })
  })

  test('is told once it is paid, with where it goes', async () => {
    expect(await buyer.approved()).toMatchObject({ state: 'captured', captured: eur(4470), reference: '1042' })
    expect((await buyer.approved()).buyer).toEqual({
      email: 'ada@example.com',
      phone: '+493012345678',
      billing: { ...known, country: 'DE' },
      shipping: home,
    })
  })

  test('is told when the money is set aside', async () => {
    const { ref, ...held } = await buyer.approved({ capture: 'manual' })
    expect(held).toMatchObject({ state: 'authorized', buyer: { shipping: home } })
    expect(await buyer.gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled' } })
  })

  test('has no address where nothing is sent, wherever they live', async () => {
    const paid = await buyer.approved({ express: giftCard }, { country: 'FR' })
    expect(paid).toMatchObject({ state: 'captured' })
    expect(paid.buyer).toMatchObject({ email: 'ada@example.com', billing: { country: 'FR' }, shipping: null })
  })

  test('is nobody of whom the checkout does not know already', async () => {
    expect(await buyer.approved({ express: null })).toMatchObject({ state: 'captured', buyer: null })
  })

  test('may pay by e-check, and an order that is over knows nobody', async () => {
    const { ref } = await buyer.open()
    await standin.do('echeck', { ref })
    expect(await buyer.look(ref)).toMatchObject({ state: 'processing', buyer: { shipping: home } })
    expect(await buyer.approved({}, { country: 'FR' })).toMatchObject({ state: 'failed', buyer: null })
    const { ref: ended } = await buyer.open()
    expect(await buyer.gateway.cancel(ended)).toMatchObject({ value: { state: 'canceled' } })
    await standin.do('approve', { ref: ended })
    expect(await buyer.look(ended)).toMatchObject({ state: 'canceled', buyer: null, captured: eur(0) })
  })
})

describe('what PayPal tells of a buyer is not trusted', () => {
  test('too long, with signs that no database takes, and of the wrong kind', async () => {
    const shipping = {
      name: { full_name: `Ada\u0000\r\nBcc: all@example.com${'x'.repeat(300)}` },
      address: {
        address_line_1: `${'a'.repeat(199)}😀`,
        address_line_2: 12,
        admin_area_2: ' Berlin ',
        admin_area_1: '<script>',
        postal_code: '1'.repeat(60),
        country_code: 'DE',
      },
    }
    const { state, buyer: told } = await buyer.approved({}, { shipping })
    expect(state).toBe('captured')
    const { name, ...address } = told?.shipping ?? home
    expect(name).toMatch(/^Ada Bcc: all@example.comx+$/)
    expect(name).toHaveLength(200)
    expect(address).toEqual({
      organization: '',
      street1: 'a'.repeat(199),
      street2: '',
      city: 'Berlin',
      region: '<script>',
      postcode: '1'.repeat(20),
      country: 'DE',
    })
  })

  test('nothing but nonsense leaves the payment as it is', async () => {
    const odd = { email_address: ['x'], name: 'Ada', phone_number: 7, address: { country_code: 'Germany' } }
    const { state, buyer: told } = await buyer.approved(
      {},
      { wallet: odd, payer: { ...odd, phone: { phone_number: 'x' } } },
    )
    expect(state).toBe('captured')
    expect(told).toEqual({ email: '', phone: null, billing: null, shipping: home })
  })

  test('what the newer form does not say, the older does', async () => {
    const wallet = { email_address: null, name: null, address: null }
    const { buyer: told } = await buyer.approved({}, { wallet })
    expect(told).toMatchObject({ email: 'ada@example.com', billing: { name: 'Ada Ahrens', country: 'DE' } })
    const { buyer: other } = await buyer.approved({}, { payer: { email_address: null, name: null, phone: null } })
    expect(other).toMatchObject({ email: 'ada@example.com', phone: '3012345678' })
  })

  test('a parcel without a name goes to who pays', async () => {
    const { buyer: told } = await buyer.approved({}, { shipping: { address: { country_code: 'DE' } } })
    expect(told?.shipping).toEqual({ ...known, country: 'DE' })
  })

  test('an e-mail address that is too long to be one is none', async () => {
    const email = `${'a'.repeat(250)}@example.com`
    expect((await buyer.approved({}, { email })).buyer?.email).toBe('')
  })
})
