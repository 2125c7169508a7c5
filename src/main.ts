import path from 'node:path'

import { createSandbox, sandboxFace } from '#adapters/sandbox'
import { smtpMailer } from '#adapters/smtp'
import { viesRegister } from '#adapters/vies'
import { openWaysToPay, type WaysToPay } from '#adapters/ways-to-pay'
import { systemClock as clock } from '#kernel/clock'
import type { OrderId } from '#kernel/id'
import { sendMail } from '#modules/notification'
import type { OrderDeps } from '#modules/order'
import { demoIsDue, emptyDemoShop, fillDemoShop } from '../demo/index.ts'
import { adminFace } from './admin-api/app.ts'
import { repeated, scheduled } from './chores.ts'
import { type Bar, createProgress } from './cli/progress.ts'
import { startOwner, startShop } from './first-start.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import type { Db } from './platform/db.ts'
import { freePort } from './platform/free-port.ts'
import { isOutage } from './platform/db-errors.ts'
import { watchChanges } from './platform/freshness.ts'
import { healthFace } from './platform/health.ts'
import { createApp } from './platform/http/app.ts'
import type { Face } from './platform/http/face.ts'
import { hostsOf } from './platform/http/origin.ts'
import { closeImages } from './platform/images.ts'
import { createPageCache } from './platform/http/page-cache.ts'
import { startHttp } from './platform/http/server.ts'
import { startJobs } from './platform/jobs.ts'
import { keyFor, signingKey } from './platform/keys.ts'
import { createLifecycle, endOnSignals } from './platform/lifecycle.ts'
import { createLog } from './platform/log.ts'
import { type Database, migrateAll, openDatabase } from './platform/open-database.ts'
import { unhurried } from './platform/patience.ts'
import { projectRoot } from './platform/root.ts'
import { createSecretBox, type SecretBox } from './platform/secret-box.ts'
import { together } from './platform/transaction.ts'
import { postOffice } from './post-office.ts'
import { storefrontFace, storefrontPolicy } from './storefront/app.tsx'
import { expressBackPath, orderPath, payPath, returnPath } from './storefront/checkout/return-path.ts'
import { mayBeSignedIn } from './storefront/customer/session.ts'
import { openStorefront, type OpenStorefront } from './storefront/open.ts'
import { href, type Place } from './storefront/place.ts'
import { subscribe, subscriptions } from './subscriptions.ts'
import { webhooksFace } from './webhooks/face.ts'

/** How long requests that were begun may take to end (milliseconds). */
const DRAIN_MS = 10_000

const log = createLog()
const progress = createProgress()
const life = createLifecycle(log)
const vatRegister = viesRegister()
endOnSignals(life, log, () => progress.line('\nStopping: finishing what was begun …'))

async function open(config: Config): Promise<void> {
  // Asked before the long work too: nobody should learn after a minute that the port is taken.
  await freePort(config)
  const database = await progress.step(
    'Database',
    () => openDatabase({ config, life, log }),
    ({ found }) => found,
  )
  await progress.step(
    'Tables',
    () => migrateAll(database),
    (ran) => (ran.length > 0 ? `${ran.length} migrations` : ''),
  )
  await progress.step('Markets, taxes, shipping', () => startShop(database.db))
  await fillDemo(config, database.db)
  const origin = await progress.step('Doors', () => serve(config, database))
  greet(origin, await startOwner(database.db, config.owner))
}

/** An empty shop gets the demo, unless it is not wanted. One that was cut off goes on where it was. */
async function fillDemo({ wantsDemo, dataFolder }: Config, db: Db): Promise<void> {
  if (!wantsDemo || !(await demoIsDue(db))) return
  life.onStop('the picture workers', closeImages)
  const shown: { bar: Bar | null } = { bar: null }
  await fillDemoShop({ db, clock, mediaFolder: mediaIn(dataFolder) }, (done, total, label) => {
    shown.bar ??= progress.bar('Demo shop', total)
    shown.bar.at(done, label)
  })
  shown.bar?.end()
  closeImages()
}

/** Adapters, then faces, then jobs, then the door. Answers the shop's address. */
async function serve(config: Config, database: Database): Promise<URL> {
  const { db } = database
  const port = await freePort(config)
  const origin = config.publicUrl ?? new URL(`http://localhost:${port}`)
  const key = await signingKey(config.dataFolder)
  const shop = await openStorefront({
    db,
    clock,
    publicUrl: config.publicUrl,
    assetsFolder: built('storefront'),
    mediaFolder: mediaIn(config.dataFolder),
  })
  life.onStop('the catalog in memory', shop.stop)

  const secrets = secretsFrom(key)
  const { signInSecret, codeSecret, box } = secrets
  const taking = { db, shop, secrets, origin, box, urls: config.gatewayUrls }
  const { sandbox, ways, orders, orderUrl, placeFor } = await takeOrders(taking)
  life.onStop('the ways to pay', ways.close)
  const faces = [
    storefrontFace({
      ...shop,
      orders,
      linkSecret: secrets.links,
      defenseSecret: secrets.defense,
      signInSecret,
      codeSecret,
      vatRegister,
    }),
    adminFace({
      db,
      clock,
      origin,
      orders,
      orderUrl,
      codeSecret,
      signInSecret,
      assetsFolder: built('admin'),
      mediaFolder: mediaIn(config.dataFolder),
      sendsMail: config.smtpUrl !== null,
      emptyDemo: () => unhurried(() => emptyDemoShop({ db })),
      secretBox: box,
      testGateway: ways.test,
    }),
    sandboxFace(sandbox),
    webhooksFace(orders),
    healthFace(db),
  ]

  const webhookUrl = `http://${localName(config.host)}:${port}/webhooks/sandbox`
  const mailer = config.smtpUrl === null ? null : smtpMailer(config.smtpUrl)
  const post = postOffice({ db, origin, mailer, orderUrl, placeFor, codeSecret, signInSecret })
  await startWork({ database, orders, post, tellShop: () => sandbox.tell(webhookUrl) })
  await listen({ config, db, port, faces, shop, ways })
  return origin
}

const secretsFrom = (key: Buffer) => ({
  links: keyFor(key, 'order links'),
  sandbox: keyFor(key, 'sandbox webhooks'),
  defense: keyFor(key, 'payment defense'),
  signInSecret: keyFor(key, 'sign-in links'),
  codeSecret: keyFor(key, 'gift card codes'),
  box: createSecretBox(key),
})

type Work = Readonly<{
  database: Database
  orders: OrderDeps
  post: ReturnType<typeof postOffice>
  /** The test gateway's messages. */
  tellShop: () => Promise<void>
}>

/** What runs beside requests: listeners, mails, chores. */
async function startWork({ database, orders, post, tellShop }: Work): Promise<void> {
  const { db, pool, stayConnected } = database
  const jobs = await startJobs({
    pool,
    db,
    log,
    listeners: subscribe(subscriptions(post)),
    tasks: { send_mail: (payload) => sendMail(post.mails, payload) },
    scheduled: scheduled(orders, vatRegister),
    repeated: [...repeated(orders, tellShop), { name: 'stay connected', everyMs: 2000, run: stayConnected }],
  })
  life.onStop('the jobs', () => jobs.stop())
  life.onOutage(jobs.renew)
}

type Taking = Readonly<{
  db: Db
  shop: OpenStorefront
  secrets: { links: string; sandbox: string }
  origin: URL
  box: SecretBox
  urls: Config['gatewayUrls']
}>

/** The ways to pay, and where an order is seen. */
async function takeOrders({ db, shop, secrets, origin, box, urls }: Taking) {
  const placeFor = ({ marketId, language }: { marketId: string; language: string }): Place => {
    const { all, home } = shop.shop.now().places
    const own = all.find((place) => place.market.id === marketId && place.language === language)
    return own ?? all.find((place) => place.market.id === home.market.id && place.language === language) ?? home
  }
  const sandbox = createSandbox({ db, clock, secret: secrets.sandbox, pageUrl: (id) => `/test-gateway/pay/${id}` })
  const ways = await openWaysToPay({ db, box, origin, urls, sandbox: sandbox.method })
  const orders: OrderDeps = {
    db,
    clock,
    methods: ways,
    returnUrl: (order) => new URL(returnPath(placeFor(order), secrets.links, order.orderId), origin).href,
    cancelUrl: (order) => {
      const place = placeFor(order)
      if (order.isExpress) return new URL(expressBackPath(place, secrets.links, order.orderId), origin).href
      const back = order.isOffered ? payPath(place, secrets.links, order.orderId) : href(place, '/checkout')
      return new URL(back, origin).href
    },
  }
  const orderUrl = async (orderId: OrderId): Promise<string> => {
    const order = await together(db, (one) =>
      one
        .selectFrom('orders')
        .select(['market_id as marketId', 'language'])
        .where('id', '=', orderId)
        .executeTakeFirst(),
    )
    return new URL(order ? orderPath(placeFor(order), secrets.links, orderId) : '/', origin).href
  }
  return { sandbox, ways, orders, orderUrl, placeFor }
}

type Listening = Readonly<{
  config: Config
  db: Db
  port: number
  faces: readonly Face[]
  shop: OpenStorefront
  ways: WaysToPay
}>

async function listen({ config, db, port, faces, shop, ways }: Listening): Promise<void> {
  const pages = createPageCache()
  const watcher = watchChanges(db, async (tags) => {
    await Promise.all([shop.refresh(tags), ways.refresh(tags)])
    pages.forget(tags)
  })
  life.onStop('the watch for changes', watcher.stop)
  const app = createApp({
    faces,
    pages,
    withoutPlace: (pathname) => shop.shop.now().places.without(pathname),
    logFault: (error, id, what) =>
      isOutage(error)
        ? log.warn(`The database is away: ${what} (request ${id}): ${messageOf(error)}`)
        : log.error(`${what} (request ${id})`, error),
  })
  const http = await startHttp({
    app,
    pages,
    policy: storefrontPolicy,
    hosts: hostsOf(config.publicUrl, config.host),
    mayBePersonal: mayBeSignedIn,
    host: config.host,
    port,
    isReady: () => !life.isStopping(),
  })
  life.onStop('the web server', () => http.close(DRAIN_MS))
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const mediaIn = (dataFolder: string): string => path.join(dataFolder, 'media')

const built = (face: string): string => path.join(projectRoot, 'dist', face)

/** How this machine calls itself, for what it sends to itself. */
const localName = (host: string): string =>
  ['0.0.0.0', '::', 'localhost'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

function greet(origin: URL, ownerLink: string | null): void {
  progress.line(`\n  Shop    ${origin.href}`)
  progress.line(`  Admin   ${new URL('/admin', origin).href}`)
  if (ownerLink) {
    progress.line('\n  You are the owner. Set your e-mail and password here; the link is good once, for seven days:')
    progress.line(`  ${new URL(`/admin/claim#${ownerLink}`, origin).href}`)
  }
  progress.line('\n  Ctrl-C stops the shop.')
}

async function fail(error: unknown): Promise<void> {
  if (error instanceof ConfigError) progress.line(error.message)
  else log.error('Stoa could not start.', error)
  await life.stop()
  process.exit(1)
}

try {
  await open(readConfig())
} catch (error) {
  // Stopped while starting: what was under way fails, as it must.
  if (!life.isStopping()) await fail(error)
}
