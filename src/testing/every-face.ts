import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { newId, type OrderId } from '#kernel/id'
import { ok } from '#kernel/result'
import { savePage } from '#modules/content'
import { ensureOwner } from '#modules/staff'
import type { Db } from '#platform/db'
import { healthFace } from '#platform/health'
import { createApp, type App } from '#platform/http/app'
import type { Face } from '#platform/http/face'
import { createPageCache } from '#platform/http/page-cache'
import type { Route } from '#platform/http/route'
import { adminFace } from '../admin-api/app.ts'
import type { AdminDeps } from '../admin-api/deps.ts'
import { orderPath } from '../storefront/checkout/return-path.ts'
import { aBrowser } from './browser.ts'
import { testBox, testGateway } from './gateways.ts'
import { aCategory, aCollection, aPicture, aProduct, done } from './builders.ts'
import { theOwner } from './desk.ts'
import { aPlacedOrder } from './orders.ts'
import { aStorefront, type TestStorefront } from './storefront.ts'

export type EveryFace = TestStorefront &
  Readonly<{
    /** All faces of the shop behind one door, as `main.ts` puts them together. */
    whole: App
    /** What handlers threw. */
    faults: unknown[]
    /** Cookies of a signed-in owner who is shopping, too. */
    cookie: string
    /** The address of a route, with names of things that are there. */
    addressOf: (route: Pick<Route, 'path'>) => string
    /** Names of things that are there, by field. */
    known: Readonly<Record<string, unknown>>
  }>

type Words = { emptyDemo?: AdminDeps['emptyDemo']; more?: readonly Face[] }

/** The whole shop, with one thing of each kind in it. */
export async function everyFace(db: Db, { emptyDemo, more = [] }: Words = {}): Promise<EveryFace> {
  const assetsFolder = mkdtempSync(path.join(tmpdir(), 'stoa-faces-'))
  const mediaFolder = path.join(assetsFolder, 'media')
  const shop = await aStorefront(db, mediaFolder)
  writeFileSync(path.join(assetsFolder, 'index.html'), '<title>Stoa</title>')
  const orderUrl = async (id: OrderId) => orderPath(shop.deps.shop.now().places.home, shop.deps.linkSecret, id)
  const admin = adminFace({
    db,
    clock: shop.clock,
    origin: new URL('http://shop.test'),
    assetsFolder,
    mediaFolder,
    sendsMail: false,
    codeSecret: shop.deps.codeSecret,
    secretBox: testBox,
    testGateway,
    signInSecret: shop.deps.signInSecret,
    orders: shop.deps.orders,
    orderUrl,
    emptyDemo: emptyDemo ?? (async () => ok(null)),
  })
  const faults: unknown[] = []
  const faces = [...shop.faces, admin, healthFace(db), ...more]
  const whole = createApp({
    faces,
    pages: createPageCache(),
    withoutPlace: (pathname) => shop.deps.shop.now().places.without(pathname),
    logFault: (error) => faults.push(error),
  })
  const things = await thingsIn(db, shop, orderUrl)
  const cookie = await cookiesOf(db, whole, String(things.known['variantId']))
  await shop.refresh()
  return { ...shop, ...things, faces, whole, faults, cookie }
}

async function thingsIn(db: Db, shop: TestStorefront, orderUrl: (id: OrderId) => Promise<string>) {
  const media = [{ mediaId: await aPicture(db), alt: 'A mug' }]
  const categoryId = await aCategory(db, { slug: 'cups' })
  const { productId, slug, variantIds } = await aProduct(db, {
    categoryIds: [categoryId],
    media,
    variants: [{ options: ['S'], stock: 500 }, { options: ['M'] }],
  })
  await aCollection(db, { slug: 'gifts', productIds: [productId] })
  const words = { slug: 'about', title: 'About', bodyHtml: '<p>We.</p>', seoTitle: '', seoDescription: '' }
  const about = { ...words, publishedAt: new Date('2026-01-01T00:00:00Z'), position: 1 }
  await done(db, (tx) => savePage(tx, { page: about, actor: 'test' }))
  const [variantId] = variantIds
  if (!variantId) throw new Error('no variant')
  const { orderId, next } = await aPlacedOrder({ ...shop.deps.orders, ...shop, db }, { lines: [[variantId, 2]] })
  const token = (await orderUrl(orderId)).split('/').at(-1) ?? ''
  const payment = next.kind === 'pay' ? (next.url.split('/').at(-1) ?? '') : ''

  const names: readonly (readonly [RegExp, string])[] = [
    [/^\/admin\/api\/orders/, orderId],
    [/^\/admin\/api\/products/, productId],
    [/^\/admin\/api\/mails/, newId()],
    [/^\/test-gateway/, payment],
    [/^\/webhooks/, 'sandbox'],
    [/^\/cart\/lines/, variantId],
    [/^\/orders|^\/checkout/, token],
    [/^\/c\//, 'cups'],
    [/^\/collections/, 'gifts'],
    [/^\/pages/, 'about'],
    [/^\/sitemaps/, 'pages.xml'],
    [/^\/p\//, slug],
  ]
  const addressOf: EveryFace['addressOf'] = ({ path: at }) => {
    const name = names.find(([pattern]) => pattern.test(at))?.[1] ?? 'x'
    return at.replace(/:\w+/, name).replace('/*', '/x')
  }
  const known = { variantId, version: 1, go: 'place', key: newId(), quantity: 1, categoryIds: [categoryId], media }
  return { addressOf, known }
}

async function cookiesOf(db: Db, app: App, variantId: string): Promise<string> {
  await done(db, (tx) => ensureOwner(tx, theOwner))
  const browser = aBrowser(app)
  await browser.send('/cart/lines', { variantId, quantity: '1' })
  await browser.send('/admin/api/session', theOwner)
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}
