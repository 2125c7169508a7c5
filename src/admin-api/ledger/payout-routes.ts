import { bookPayout, checkPayout, keepReport, listPayouts } from '#modules/ledger'
import type { Ask, Route } from '#platform/http/route'
import { write } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { changeOne, done, idIn, missing, read, refused, unfit } from '../desk.ts'
import { bookBody, payoutListQuery, uploadQuery } from './input.ts'
import { payoutRow, payoutScreen } from './payout-view.ts'
import { explainReport } from './words.ts'

const PAGE_SIZE = 50
const MAX_BYTES = 20_000_000

export const payoutRoutes = (deps: AdminDeps): Route[] => [...readRoutes(deps), uploadRoute(deps), bookRoute(deps)]

const readRoutes = ({ db }: AdminDeps): Route[] => [
  read({
    path: '/finance/payouts',
    query: payoutListQuery,
    handle: async (c, { page }) => {
      const { total, rows } = await listPayouts(db, { page, pageSize: PAGE_SIZE })
      return c.json({ total, rows: rows.map(payoutRow), page, pageSize: PAGE_SIZE })
    },
  }),
  read({
    path: '/finance/payouts/:id',
    query: null,
    handle: async (c) => {
      const id = idIn<'payout'>(c)
      const payout = id ? await checkPayout(db, id) : null
      return payout ? c.json(payoutScreen(payout)) : missing(c)
    },
  }),
]

/** The report as the gateway wrote it; what it is, its content says. */
const uploadRoute = (deps: AdminDeps): Route =>
  write({
    method: 'POST',
    path: '/admin/api/finance/payouts',
    who: 'staff',
    rate: 'form',
    cache: 'private',
    csrf: 'same-origin',
    query: uploadQuery,
    body: 'raw',
    maxBytes: MAX_BYTES,
    handle: async (c, { body, query }) => upload(c, deps, { bytes: body, fileName: query.name }),
  })

type Upload = Readonly<{ bytes: Buffer; fileName: string }>

async function upload(c: Ask, { db, clock }: AdminDeps, { bytes, fileName }: Upload): Promise<Response> {
  const entry = { action: 'payout.uploaded', after: { fileName } }
  const text = textOf(bytes)
  const kept = await audited(c, db, entry, (tx) => keepReport(tx, { text, fileName, now: clock.now() }))
  return kept.ok ? c.json(kept.value) : unfit(c, [{ path: 'file', message: explainReport(kept.refusal) }])
}

/** Reports are UTF-8; one that went through a spreadsheet may not be. PostgreSQL keeps no NUL. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\0', '')
  } catch {
    return new TextDecoder('windows-1252').decode(bytes).replaceAll('\0', '')
  }
}

const bookRoute = ({ db, clock }: AdminDeps): Route =>
  changeOne({
    method: 'POST',
    path: '/finance/payouts/:id/book',
    body: bookBody,
    maxBytes: 1_000_000,
    kind: 'payout',
    handle: async (c, { settle }, id) => {
      const entry = { action: 'payout.booked', subjectId: id, after: { settle } }
      const booked = await audited(c, db, entry, (tx) => bookPayout(tx, { id, settle, now: clock.now() }))
      if (booked.ok) return done(c)
      return booked.refusal.code === 'not_found'
        ? missing(c)
        : refused(c, booked.refusal, 'This payout is in the ledger already.')
    },
  })
