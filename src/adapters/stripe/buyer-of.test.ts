import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { apron, bought, course, startStage } from './express.test-support.ts'

let stage: Awaited<ReturnType<typeof startStage>>
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.standin.stop())

const home = {
  name: 'Ada Ahrens',
  organization: '',
  street1: 'Torstraße 1',
  street2: '',
  city: 'Berlin',
  region: '',
  postcode: '10119',
  country: 'DE',
}

describe('who bought', () => {
  test('is not known before it is paid, nor when it never is', async () => {
    const payment = bought(apron)
    expect(await stage.gateway.create(payment)).toMatchObject({ value: { state: 'pending', buyer: null } })
    const ref = await stage.open(payment)
    expect(await stage.buyerOf(ref)).toBeNull()
    await stage.standin.do('decline', { ref })
    expect(await stage.buyerOf(ref)).toBeNull()
    expect(await stage.gateway.cancel(ref)).toMatchObject({ value: { state: 'canceled', buyer: null } })
  })

  test('is told once it is paid, with both addresses', async () => {
    const ref = await stage.open(bought(apron))
    await stage.standin.do('approve', { ref, wallet: 'apple_pay' })
    expect(await stage.buyerOf(ref)).toEqual({ email: 'ada@example.com', phone: null, billing: home, shipping: home })
  })

  test('is told as they said it: a present for somebody else, in a state with a code', async () => {
    const ref = await stage.open(bought({ ...apron, country: 'US' }))
    const shipping = {
      name: 'Grace Hopper',
      address: { line1: '1 Market St', line2: 'Apt 2', city: 'San Francisco', state: 'CA', postal_code: '94105' },
    }
    const buyer = { email: 'Eve@Example.com', name: 'Eve Moss', phone: '+1 415 555 0100', shipping }
    const address = { line1: 'Torstraße 1', city: 'Berlin', postal_code: '10119', country: 'DE' }
    await stage.standin.do('approve', { ref, buyer: { ...buyer, address } })
    expect(await stage.buyerOf(ref)).toEqual({
      email: 'Eve@Example.com',
      phone: '+1 415 555 0100',
      billing: { ...home, name: 'Eve Moss' },
      shipping: {
        name: 'Grace Hopper',
        organization: '',
        street1: '1 Market St',
        street2: 'Apt 2',
        city: 'San Francisco',
        region: 'CA',
        postcode: '94105',
        country: 'US',
      },
    })
  })

  test('has no address of their own where only a part of it was asked for, unless it is all there is', async () => {
    const part = { address: { country: 'DE', postal_code: '10119' } }
    const [sent, unsent] = [await stage.open(bought(apron)), await stage.open(bought(course))]
    const { name, ...address } = { name: 'Ada', line1: 'Torstraße 1', postal_code: '10119', city: 'Berlin' }
    await stage.standin.do('approve', { ref: sent, buyer: { ...part, shipping: { name, address } } })
    expect(await stage.buyerOf(sent)).toMatchObject({ billing: null, shipping: { ...home, name: 'Ada' } })
    await stage.standin.do('approve', { ref: unsent, buyer: part })
    expect(await stage.buyerOf(unsent)).toMatchObject({
      billing: { name: 'Ada Ahrens', street1: '', postcode: '10119' },
    })
  })

  test('has no place to send to where nothing is sent', async () => {
    const ref = await stage.open(bought(course))
    await stage.standin.do('approve', { ref })
    expect(await stage.buyerOf(ref)).toEqual({ email: 'ada@example.com', phone: null, billing: home, shipping: null })
  })

  test('is known while a bank takes days, and when it says no', async () => {
    const ref = await stage.open(bought(apron))
    await stage.standin.do('debit', { ref })
    expect(await stage.gateway.fetch(ref)).toMatchObject({ value: { state: 'processing', buyer: { shipping: home } } })
    await stage.standin.do('settle', { ref, good: false })
    expect(await stage.gateway.fetch(ref)).toMatchObject({ value: { state: 'failed', buyer: { shipping: home } } })
  })

  test('is who filled in the page', async () => {
    const ref = await stage.open(bought(apron))
    const page = `${stage.standin.url}/pay/${ref}`
    const html = await (await fetch(page)).text()
    expect(html).toMatch(/name="email" value="ada@example.com"/)
    const { name, ...address } = {
      name: 'Bo',
      line1: 'Ringweg 2',
      postal_code: '20095',
      city: 'Hamburg',
      country: 'DE',
    }
    const body = new URLSearchParams({ answer: 'approve', email: 'bo@example.com', name, ...address })
    await fetch(page, { method: 'POST', body, redirect: 'manual' })
    expect(await stage.buyerOf(ref)).toMatchObject({
      email: 'bo@example.com',
      shipping: { ...home, name: 'Bo', street1: 'Ringweg 2', postcode: '20095', city: 'Hamburg' },
    })
  })
})

describe('what nobody should be called', () => {
  const said = async (buyer: Record<string, unknown>) => {
    const ref = await stage.open(bought(apron))
    await stage.standin.do('approve', { ref, buyer })
    return stage.buyerOf(ref)
  }

  test('is cut to what an address of ours may hold', async () => {
    const long = 'x'.repeat(10_000)
    const address = { line1: long, line2: long, city: long, state: long, postal_code: long, country: 'DE' }
    const buyer = await said({ name: `${long}🧵`, phone: long, address, shipping: { name: long, address } })
    const text = long.slice(0, 200)
    const cut = { name: text, street1: text, street2: text, city: text, region: text, postcode: long.slice(0, 20) }
    expect(buyer).toMatchObject({ phone: long.slice(0, 40), billing: cut, shipping: cut })
    const half = await said({ name: `${'x'.repeat(199)}🧵` })
    expect(half?.billing?.name).toBe('x'.repeat(199))
  })

  test('loses its control characters, and is not run together', async () => {
    const address = { line1: 'Torstraße\r\n1\u{0}', postal_code: '10119\t', country: 'DE' }
    const buyer = await said({ email: ' ada@example.com\n', name: '\u{1b}[31mAda\u{0}Ahrens', address })
    expect(buyer).toMatchObject({
      email: 'ada@example.com',
      billing: { name: '[31mAda Ahrens', street1: 'Torstraße 1', postcode: '10119' },
    })
  })

  test('stands nowhere when the country is none', async () => {
    for (const country of ['de', 'DEU', '', null, 'D\n'])
      expect(await said({ address: { country }, shipping: { name: 'Ada', address: { country } } })).toMatchObject({
        email: 'ada@example.com',
        billing: null,
        shipping: null,
      })
  })

  test('is no e-mail address when it is too long: a part of one is somebody else’s', async () => {
    expect((await said({ email: `${'a'.repeat(250)}@example.com` }))?.email).toBe('')
    expect((await said({ email: null, name: null, phone: '' }))?.email).toBe('')
  })
})
