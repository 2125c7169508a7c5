import { setTimeout as wait } from 'node:timers/promises'

import { cards, inputValue, type Page, Shopper } from './shopper.ts'

/** How one purchase ended for the shopper who made it. */
export type Bought = Readonly<{ email: string; orderPath: string }>

const PATIENCE_MS = 90_000

/** Tries again, with the very same click, until the shop answers with something it stands by. */
export async function untilAnswered(click: () => Promise<Page>): Promise<Page> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const page = await click().catch(() => null)
    if (page && page.status > 0 && page.status < 500 && page.status !== 429) return page
    if (Date.now() > end)
      throw new Error(`no answer within ${PATIENCE_MS} ms: ${page?.status ?? 'silence'} ${page?.path ?? ''}`)
    await wait(100)
  }
}

/** A shopper who does not give up while the shop is killed under their hands. */
export async function buyStubbornly(origin: string, variantId: string, email: string): Promise<Bought> {
  const shopper = new Shopper(origin)
  await untilAnswered(() => shopper.add(variantId))
  await untilAnswered(() => shopper.post(`/cart/lines/${variantId}`, { quantity: '1' }))
  const form = await untilFilled(shopper, email)
  const end = Date.now() + PATIENCE_MS
  let page = await untilAnswered(() => shopper.post('/checkout', form))
  while (!isOrder(page)) {
    if (Date.now() > end) throw new Error(`still not bought: ${page.status} ${page.path} → ${page.location}`)
    page = await onward(shopper, page, form)
  }
  return { email, orderPath: page.path }
}

const isOrder = (page: Page): boolean => page.status === 200 && page.path.startsWith('/orders/')

async function onward(shopper: Shopper, page: Page, form: Record<string, string>): Promise<Page> {
  if (page.location) return untilAnswered(() => shopper.get(page.location))
  if (page.path.startsWith('/test-gateway/') && page.status === 200)
    return untilAnswered(() => shopper.post(page.path, { number: cards.good, expiry: '12 / 39', cvc: '123' }))
  const toPay = / href="([^"]*\/test-gateway\/[^"]+)"/.exec(page.html)?.[1]
  if (toPay) return untilAnswered(() => shopper.get(new URL(toPay, 'http://shop').pathname))
  await wait(300)
  if (page.path.startsWith('/checkout/')) return untilAnswered(() => shopper.get(page.path))
  // The payment was given up: the checkout is open again, with a key of its own.
  const key = page.html.includes(' name="key"') ? inputValue(page.html, 'key') : form['key']
  return untilAnswered(() => shopper.post('/checkout', { ...form, key: key ?? '' }))
}

async function untilFilled(shopper: Shopper, email: string): Promise<Record<string, string>> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const form = await shopper.filledCheckout({ email, payment: 'test_card' }).catch(() => null)
    if (form) return form
    if (Date.now() > end) throw new Error('the checkout could not be filled in')
    await wait(100)
  }
}
