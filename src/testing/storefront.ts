import { bankTransfer, cashOnDelivery } from '#adapters/offline'
import { createSandbox, sandboxFace, type Sandbox } from '#adapters/sandbox'
import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { openCatalog } from '#modules/search'
import { fixedMethods, type PaymentMethods } from '#modules/payment'
import type { Db } from '#platform/db'
import { createApp, type App } from '#platform/http/app'
import type { Face } from '#platform/http/face'
import { createPageCache } from '#platform/http/page-cache'
import { storefrontFace } from '../storefront/app.tsx'
import { returnPath } from '../storefront/checkout/return-path.ts'
import type { StorefrontDeps } from '../storefront/deps.ts'
import { openShop } from '../storefront/shop.ts'
import { webhooksFace } from '../webhooks/face.ts'
import { done } from './builders.ts'
import { aBrowser, type Browser } from './browser.ts'
import { SIGN_IN_SECRET } from './customers.ts'
import { CODE_SECRET } from './value.ts'
import { aClock, anOpenShop, WEBHOOK_SECRET, type TestClock } from './orders.ts'
import { aVatRegister, type TestRegister } from './vat-register.ts'

export type TestStorefront = Readonly<{
  app: App
  faces: readonly Face[]
  deps: StorefrontDeps
  clock: TestClock
  sandbox: Sandbox
  vatRegister: TestRegister
  /** A shopper on this machine, or behind a proxy that names the address. */
  browser: (address?: string) => Browser
  /** What the watch for changes does in a running shop. */
  refresh: () => Promise<void>
}>

const bank = { holder: 'Stoa Works', iban: 'DE02120300000000202051', bic: 'BYLADEM1001', bankName: 'Test Bank' }
const settings = { name: 'Stoa', email: 'shop@example.com', address: ['Hall 1'], bank }

const ORIGIN = 'http://shop.test'
const secrets = { linkSecret: 'a secret for links', signInSecret: SIGN_IN_SECRET, codeSecret: CODE_SECRET }
const faults: unknown[] = []

const offlineAnd = ({ method }: Sandbox): PaymentMethods => fixedMethods([method, bankTransfer(), cashOnDelivery()])

/** The whole shop over HTTP, without a socket. A fault in a handler is thrown at the test that caused it. */
export async function aStorefront(
  db: Db,
  mediaFolder = '/nowhere',
  waysOf: (sandbox: Sandbox) => PaymentMethods | Promise<PaymentMethods> = offlineAnd,
): Promise<TestStorefront> {
  await anOpenShop(db)
  await done(db, async (tx) => ok(await saveSetting(tx, 'shop', settings)))

  const clock = aClock()
  const pageUrl = (id: string) => `${ORIGIN}/test-gateway/pay/${id}`
  const sandbox = createSandbox({ db, clock, secret: WEBHOOK_SECRET, pageUrl })
  const shop = await openShop(db)
  const catalog = await openCatalog(db, clock)
  const vatRegister = aVatRegister()
  const deps: StorefrontDeps = {
    db,
    clock,
    publicUrl: null,
    shop,
    catalog,
    assets: { css: 'style.css', js: 'shop.js', fonts: [], icon: 'icon.svg', read: () => undefined },
    mediaFolder,
    ...secrets,
    defenseSecret: 'a secret for the defense',
    vatRegister,
    orders: {
      db,
      clock,
      methods: await waysOf(sandbox),
      cancelUrl: () => `${ORIGIN}/checkout`,
      returnUrl: ({ orderId, language, marketId }) => {
        const { all, home } = shop.now().places
        const place = all.find((one) => one.market.id === marketId && one.language === language) ?? home
        return ORIGIN + returnPath(place, secrets.linkSecret, orderId)
      },
    },
  }
  const faces = [storefrontFace(deps), sandboxFace(sandbox), webhooksFace(deps.orders)]
  const app = createApp({
    faces,
    pages: createPageCache(),
    withoutPlace: (path) => shop.now().places.without(path),
    logFault: (error) => faults.push(error),
  })
  const watched = watchedFor(app)
  const refresh = async () => {
    await shop.refresh(['settings', 'content'])
    await catalog.refresh(['catalog'])
  }
  return {
    app: watched,
    faces,
    deps,
    clock,
    sandbox,
    vatRegister,
    browser: (address) => aBrowser(watched, address ? { 'x-forwarded-for': address } : {}),
    refresh,
  }
}

/** A fault in a handler is thrown where it was asked for. */
function watchedFor(app: App): App {
  const request: App['request'] = async (...asked) => {
    const answer = await app.request(...asked)
    if (answer.status >= 500 && faults.length > 0) throw faults.pop()
    return answer
  }
  return Object.assign(Object.create(app), { request }) as App
}
