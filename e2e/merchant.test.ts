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

/** An order that waits, because its shopper paid too little for it. */
async function payTooLittle(who: string): Promise<string> {
  const page = await visit()
  const email = shopper.newAddress(who)
  await shopper.goToCheckoutWithOneThing(page)
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await shopper.payWith(page, shopper.cards.paysTooLittle)
  await shopper.sees(page, 'Waiting for the payment')
  return email
}

test.each([
  ['goes back', 'Give it back', 'Give this money back?', /another amount.*given back/],
  ['is settled', 'It is settled', 'Is this money settled?', /another amount.*settled by hand/],
])('money that does not fit %s when the merchant has said so twice', async (who, action, asked, then) => {
  const email = await payTooLittle(who.replaceAll(' ', '-'))
  const desk = await atTheDesk(visit)
  await openOrderOf(desk, email)
  await shopper.sees(desk, 'Money that does not fit')
  await desk.getByRole('button', { name: action }).click()
  const question = desk.getByRole('dialog', { name: asked })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await shopper.sees(desk, /another amount.*look at it/)

  await desk.getByRole('button', { name: action }).click()
  await question.getByRole('button', { name: action }).click()
  await shopper.sees(desk, then)
})

test('what becomes of a refund that came back is asked twice', async () => {
  const page = await visit()
  const email = shopper.newAddress('came-back')
  await shopper.goToCheckoutWithOneThing(page)
  await shopper.fillInAddress(page, email)
  await shopper.order(page, 'Card')
  await page.waitForURL(/\/test-gateway\/pay\//)
  const counter = page.url().replace('/pay/', '/desk/')
  await shopper.payWith(page, shopper.cards.good)
  const { number } = await shopper.confirmation(page)

  const desk = await atTheDesk(visit)
  await openOrder(desk, number)
  await desk.getByRole('button', { name: 'More actions' }).click()
  await desk.getByRole('menuitem', { name: /^Refund/ }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel('Another sum').fill('1.00')
  await form.getByRole('button', { name: 'Give €1.00 back' }).click()
  await shopper.sees(desk, 'The money is on its way back.')
  await page.goto(counter)
  await page.getByRole('button', { name: 'A refund comes back' }).click()
  const alarm = async (): Promise<boolean> => {
    await openOrder(desk, number)
    return desk.getByText('A refund did not go through').isVisible()
  }
  await expect.poll(alarm, { timeout: 15_000 }).toBe(true)

  for (const answer of ['Cancel', 'Nothing more to do']) {
    await desk.getByRole('button', { name: 'Nothing more to do' }).click()
    const question = desk.getByRole('dialog', { name: 'Is there nothing more to do?' })
    await shopper.sees(question, /You keep €1\.00, and the alarm ends\./)
    await question.getByRole('button', { name: answer }).click()
    await question.waitFor({ state: 'detached' })
    expect(await alarm()).toBe(answer === 'Cancel')
  }
})

test('a piece that is refunded and put back in stock is not shipped, and the shopper sees it', async () => {
  const page = await visit()
  const desk = await atTheDesk(visit)
  const { number, name } = await shopper.buyOneThing(page, { email: shopper.newAddress('taken-out'), by: 'Card' })
  const sold = await stockOf(desk, name)

  await openOrder(desk, number)
  await desk.getByRole('button', { name: 'More actions' }).click()
  await desk.getByRole('menuitem', { name: /Refund/ }).click()
  const form = desk.getByRole('dialog')
  await form.getByLabel(/^Pieces of/).press('ArrowUp')
  await form.getByLabel('Put the pieces back in stock').check()
  await form.getByRole('button', { name: /^Give .* back$/ }).click()
  await shopper.sees(desk, 'The money is on its way back.')
  await shopper.sees(desk, 'Taken out')
  await expect.poll(() => desk.getByRole('button', { name: 'Ship', exact: true }).count()).toBe(0)

  expect(await stockOf(desk, name)).toBe(sold + 1)
  await page.reload()
  await shopper.sees(page, /Nothing more will be sent\./)
})
