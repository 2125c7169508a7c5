import { readSession } from '#modules/staff'
import type { Face, Voice } from '#platform/http/face'
import type { Route } from '#platform/http/route'
import { assetRoutes } from './assets.ts'
import { tokenIn } from './cookie.ts'
import { customerRoutes } from './customers/routes.ts'
import type { AdminDeps } from './deps.ts'
import { homeRoutes } from './home/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { mailRoutes } from './mails/routes.ts'
import { marketRoutes } from './markets/routes.ts'
import { orderRoutes } from './orders/routes.ts'
import { moneyRoutes } from './money/routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { priceListRoutes } from './price-lists/routes.ts'
import { productRoutes } from './products/routes.ts'
import { promotionRoutes } from './promotions/routes.ts'
import { claimRoutes } from './session/claim.ts'
import { sessionRoutes } from './session/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { shippingRoutes } from './shipping/routes.ts'
import { storedValueRoutes } from './stored-value/routes.ts'
import { taxRoutes } from './taxes/routes.ts'

/** Styles come as elements from the component library; scripts only as files of ours. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const sentences: Partial<Record<number, string>> = { 422: 'Please check what is marked.' }

const voice: Voice = {
  notFound: (c) => c.json({ code: 'not_found', message: 'There is nothing here.' }, 404),
  refused: (c, status, problems) =>
    c.json({ code: codes[status], message: sentences[status] ?? problems[0]?.message ?? '', problems }, status),
  fault: (c) =>
    c.json(
      { code: 'fault', message: 'Something went wrong on our side. Please try again.', requestId: c.get('requestId') },
      500,
    ),
}

const codes = {
  400: 'invalid',
  401: 'sign_in',
  403: 'forbidden',
  405: 'method',
  413: 'too_large',
  415: 'media_type',
  422: 'invalid',
  429: 'too_many',
} as const

/** The merchant's face: JSON under /admin/api, and the app that shows it. A resource a line. */
export function adminFace(deps: AdminDeps): Face {
  const routes: Route[] = [
    ...sessionRoutes(deps),
    ...claimRoutes(deps),
    ...homeRoutes(deps),
    ...orderRoutes(deps),
    ...productRoutes(deps),
    ...customerRoutes(deps),
    ...priceListRoutes(deps),
    ...promotionRoutes(deps),
    ...mailRoutes(deps),
    ...ledgerRoutes(deps),
    ...storedValueRoutes(deps),
    ...settingsRoutes(deps),
    ...moneyRoutes(deps),
    ...paymentRoutes(deps),
    ...taxRoutes(deps),
    ...marketRoutes(deps),
    ...shippingRoutes(deps),
    ...assetRoutes(deps.assetsFolder),
  ]
  const authenticate: Face['authenticate'] = async (c) => {
    const token = tokenIn(c, deps.origin)
    return token ? readSession(deps.db, token, deps.clock) : null
  }
  return { routes, voice, policy, authenticate }
}
