import { money, type Currency } from '#kernel/money'
import type { CheckedPayout, KeptMovement, Matched, PayoutHead } from '#modules/ledger'
import type { PayoutLineView, PayoutRow, PayoutScreen, PayoutVerdict } from './types.ts'

export const payoutRow = (head: PayoutHead): PayoutRow => ({
  id: head.id,
  gateway: head.gateway,
  externalId: head.externalId,
  amount: money(head.amount, head.currency),
  at: head.at.toISOString(),
  fileName: head.fileName,
  bookedAt: head.bookedAt?.toISOString() ?? null,
})

export function payoutScreen(payout: CheckedPayout): PayoutScreen {
  const { currency, mode, lines, missingThere, feesToBook } = payout
  const counts: Record<PayoutVerdict, number> = { same: 0, amount_differs: 0, missing_here: 0, plain: 0, unknown: 0 }
  for (const { verdict } of lines) counts[verdict] += 1
  return {
    ...payoutRow(payout),
    mode,
    lines: lines.map((line) => lineView(line, currency)).toSorted(worstFirst),
    missingThere: missingThere.map(({ id, kind, orderId, orderNumber, amount, at }) => ({
      id,
      kind,
      orderId,
      orderNumber,
      amount: money(amount, currency),
      at: at.toISOString(),
    })),
    feesToBook: money(feesToBook, currency),
    counts,
  }
}

function lineView({ movement, verdict, known }: Matched<KeptMovement>, currency: Currency): PayoutLineView {
  const { id, externalId, kind, event, description, at, gross, fee, net } = movement
  return {
    id,
    externalId,
    kind,
    event,
    description,
    at: at.toISOString(),
    gross: money(gross, currency),
    fee: money(fee, currency),
    net: money(net, currency),
    verdict,
    orderId: known?.orderId ?? null,
    orderNumber: known?.orderNumber ?? null,
    ours: verdict === 'amount_differs' && known ? money(known.amount, currency) : null,
  }
}

const order: readonly PayoutVerdict[] = ['missing_here', 'amount_differs', 'unknown', 'same', 'plain']

const worstFirst = (a: PayoutLineView, b: PayoutLineView): number =>
  order.indexOf(a.verdict) - order.indexOf(b.verdict) || a.at.localeCompare(b.at)
