import { expect, test } from 'vitest'

import { everyLook, thisLook } from './axe.ts'
import { atTheDesk, openOrder } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()

test('axe finds nothing on the way to a product', async () => {
  const page = await visit()
  await page.goto('/')
  expect(await everyLook(page)).toEqual([])
  await shopper.openCategory(page)
  expect(await everyLook(page)).toEqual([])
  const name = await shopper.openFirstInStock(page)
  expect(await everyLook(page)).toEqual([])
  await shopper.addToCart(page)
  await page.getByRole('dialog').waitFor()
  expect(await everyLook(page)).toEqual([])
  await page.goto('/')
  await page.getByPlaceholder('Search by name or number').pressSequentially(name.slice(0, 4))
  await page.getByRole('listbox').waitFor()
  expect(await thisLook(page)).toEqual([])
})

test('axe finds nothing where the shop answers and explains', async () => {
  const page = await visit()
  for (const path of ['/search?q=print', '/search?q=xqzvw', '/no-such-page', '/cart']) {
    await page.goto(path)
    expect(await everyLook(page)).toEqual([])
  }
  await page
    .getByRole('contentinfo')
    .getByRole('link', { name: /returns|about/i })
    .first()
    .click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await everyLook(page)).toEqual([])
})

test('axe finds nothing from the cart to the order', async () => {
  const page = await visit()
  await shopper.goToCheckoutWithOneThing(page)
  await page.goto('/cart')
  expect(await everyLook(page)).toEqual([])
  await page.goto('/checkout')
  expect(await everyLook(page)).toEqual([])
  await shopper.order(page, 'Card')
  await shopper.sees(page, /things need a look/)
  expect(await everyLook(page)).toEqual([])
  await shopper.fillInAddress(page, shopper.newAddress('axe'))
  await shopper.order(page, 'Card')
  await shopper.sees(page, 'This is a test. No money moves')
  expect(await everyLook(page)).toEqual([])
  await shopper.payWith(page, shopper.cards.good)
  await shopper.confirmation(page)
  expect(await everyLook(page)).toEqual([])
})

test('axe finds nothing at the desk', async () => {
  const door = await visit()
  await door.goto('/admin')
  await door.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await everyLook(door)).toEqual([])

  const { number } = await shopper.buyOneThing(await visit(), {
    email: shopper.newAddress('desk'),
    by: 'Bank transfer',
  })
  const desk = await atTheDesk(visit)
  await desk.getByRole('link', { name: 'All orders' }).waitFor()
  expect(await everyLook(desk)).toEqual([])
  for (const list of ['orders', 'products', 'mails']) {
    await desk.goto(`/admin/${list}`)
    await desk.getByRole('table').waitFor()
    expect(await everyLook(desk)).toEqual([])
  }
  await desk.goto('/admin/products')
  await desk.getByRole('cell').getByRole('link').first().click()
  await desk.getByRole('heading', { name: 'Visibility' }).waitFor()
  expect(await everyLook(desk)).toEqual([])
  await openOrder(desk, number)
  expect(await everyLook(desk)).toEqual([])
  await desk.getByRole('button', { name: 'Mark as paid' }).click()
  await desk.getByRole('dialog').waitFor()
  expect(await thisLook(desk)).toEqual([])
})
