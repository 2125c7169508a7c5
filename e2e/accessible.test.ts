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
  await shopper.sees(page, /^Please look at this again/)
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

const screens = [
  'orders/new',
  'price-lists',
  'promotions/new',
  'stored-value',
  'payments',
  'finance',
  'settings',
  'settings/payments',
  'settings/markets',
  'settings/markets/new',
  'settings/shipping',
  'settings/shipping/new',
  'settings/payments/stripe',
]
const looks = [
  ['light', { width: 1440, height: 900 }],
  ['dark', { width: 390, height: 844 }],
] as const

test('axe finds nothing where prices, money and the shop are set up', async () => {
  const desk = await atTheDesk(visit)
  for (const [index, screen] of screens.entries()) {
    const [colorScheme, size] = looks[index % 2] ?? looks[0]
    await desk.emulateMedia({ colorScheme })
    await desk.setViewportSize(size)
    await desk.goto(`/admin/${screen}`)
    await desk.getByRole('heading', { level: 1 }).waitFor()
    await desk.locator('main:not([aria-busy="true"]):not(:has([aria-busy="true"]))').waitFor()
    expect(await thisLook(desk)).toEqual([])
  }
})

test('what is wrong at the desk can be read by everybody, and the keyboard is there', async () => {
  const desk = await atTheDesk(visit)
  await desk.goto('/admin/promotions/new')
  await desk.getByRole('button', { name: 'Make promotion' }).press('Enter')
  await shopper.sees(desk, 'A promotion needs a name in one language at least.')
  const name = desk.getByLabel('Name in English')
  await name.and(desk.locator(':focus')).waitFor()
  expect(await everyLook(desk)).toEqual([])
  await name.fill('Spring')
  await desk.getByText('A promotion needs a name').waitFor({ state: 'detached' })
})

test('a window over the desk says what is dangerous, and gives the keyboard back when it is left', async () => {
  const desk = await atTheDesk(visit)
  await desk.goto('/admin/settings/taxes')
  const rate = desk.getByRole('cell').getByRole('button').first()
  await rate.press('Enter')
  await desk.getByRole('dialog').getByRole('button', { name: 'Remove it …' }).press('Enter')
  const sure = desk.getByRole('dialog', { name: 'Remove this rate?' })
  await sure.getByRole('button', { name: 'Cancel' }).and(desk.locator(':focus')).waitFor()
  expect(await thisLook(desk)).toEqual([])
  await desk.keyboard.press('Escape')
  await sure.waitFor({ state: 'detached' })
  await desk.keyboard.press('Escape')
  await desk.getByRole('dialog').waitFor({ state: 'detached' })
  await rate.and(desk.locator(':focus')).waitFor()
})
