import { expect, test } from 'vitest'

import { atTheDesk, openOrder, openOrderOf, readMail, ship, stockOf } from './desk.ts'
import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()
const phone = { width: 390, height: 844 }

test('the merchant marks a bank transfer as paid, and the shopper is told', async () => {
  const page = await visit()
  const email = shopper.newAddress('transfer')
  const { number, name } = await shopper.buyOneThing(page, { email, by: 'Bank transfer' })
  await shopper.sees(page, /Bank transfer, not paid yet/)

  const desk = await atTheDesk(visit)
  await openOrder(desk, number)
  await desk.getByRole('button', { name: 'Mark as paid' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Mark as paid' }).click()
  await shopper.sees(desk, 'Marked as paid.')

  await page.reload()
  await shopper.sees(page, /Bank transfer, paid/)
  await shopper.sees(page, 'The payment has come')
  expect(await readMail(desk, email, /^Your order \d+ at/)).toContain(name)
  await expect.poll(() => readMail(desk, email, /^We have received your money/), { timeout: 15_000 }).toContain(number)
})

test('the merchant ships in two parcels, the second from a phone; the shopper can follow them', async () => {
  const page = await visit()
  const email = shopper.newAddress('parcels')
  await shopper.openCategory(page)
  await shopper.openFirstInStock(page)
  await shopper.addToCart(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Go on shopping' }).click()
  await shopper.goToCheckoutWithOneThing(page, 1)
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.good)
  const { number } = await shopper.confirmation(page)

  const desk = await atTheDesk(visit)
  await openOrder(desk, number)
  await ship(desk, 'JD0001', { leave: 1 })
  await page.reload()
  await shopper.sees(page, 'A part of your order is on its way')

  const pocket = await atTheDesk(visit, phone)
  await openOrder(pocket, number)
  await ship(pocket, 'JD0002')
  await page.reload()
  await shopper.sees(page, 'Everything has been sent.')
  const links = page.getByRole('link', { name: 'Follow the parcel' })
  expect(await links.count()).toBe(2)
  for (const tracked of ['JD0001', 'JD0002']) await shopper.sees(page, tracked)
  expect(await links.last().getAttribute('href')).toMatch(/^https:.*JD000/)
  await expect.poll(() => readMail(desk, email, /is on its way$/), { timeout: 15_000 }).toContain('JD000')
})

test('a canceled order goes back into stock, and the shopper sees it', async () => {
  const page = await visit()
  const desk = await atTheDesk(visit)
  const { number, name } = await shopper.buyOneThing(page, { email: shopper.newAddress('changed'), by: 'Card' })
  const sold = await stockOf(desk, name)

  await openOrder(desk, number)
  await desk.getByRole('button', { name: 'More actions' }).click()
  await desk.getByRole('menuitem', { name: /Cancel order/ }).click()
  const form = desk.getByRole('dialog')
  expect(await form.getByRole('button', { name: 'Cancel order' }).isDisabled()).toBe(true)
  await form.getByLabel('Put sold goods back in stock').check()
  await form.getByLabel(`Type ${number} to confirm`).fill(number)
  await form.getByRole('button', { name: 'Cancel order' }).click()
  await shopper.sees(desk, 'The order is canceled.')

  expect(await stockOf(desk, name)).toBe(sold + 1)
  await page.reload()
  await shopper.sees(page, /This order was canceled\.|The money is on its way back to you\./)
  await shopper.sees(page, 'The order was canceled')
})

test('money that does not fit goes back when the merchant has said so twice', async () => {
  const page = await visit()
  const email = shopper.newAddress('short')
  await shopper.goToCheckoutWithOneThing(page)
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.paysTooLittle)
  await shopper.sees(page, 'Waiting for the payment')

  const desk = await atTheDesk(visit)
  await openOrderOf(desk, email)
  await shopper.sees(desk, 'Money that does not fit')
  await desk.getByRole('button', { name: 'Give it back' }).click()
  const question = desk.getByRole('dialog', { name: 'Give this money back?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await shopper.sees(desk, /another amount.*look at it/)

  await desk.getByRole('button', { name: 'Give it back' }).click()
  await question.getByRole('button', { name: 'Give it back' }).click()
  await shopper.sees(desk, /another amount.*given back/)
})
