import { currencyOf, money } from '#kernel/money'
import { ensureCustomer } from '#modules/customer'
import { grantCredit, withdrawCredit, type WithdrawRefusal } from '#modules/stored-value'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, changeOne, done, missing, read, readOne, unfit } from '../desk.ts'
import { endOf } from './end-of.ts'
import { creditListQuery, grantInput, withdrawInput } from './input.ts'
import { creditPage, creditScreen } from './screens.ts'
import { explainWithdraw } from './words.ts'

/** Store credit: who has how much, given and taken back. */
export const creditRoutes = ({ db, clock }: AdminDeps): Route[] => [
  read({
    path: '/store-credit',
    query: creditListQuery,
    handle: async (c, query) => c.json(await creditPage(db, query)),
  }),
  readOne({ path: '/store-credit/:id', kind: 'credit_account', find: (id) => creditScreen(db, id) }),
  change({
    method: 'POST',
    path: '/store-credit',
    body: grantInput,
    handle: async (c, { email, amount, currency, expiresOn, reason }) => {
      const expiresAt = endOf(expiresOn)
      if (expiresAt && expiresAt <= clock.now()) return unfit(c, [{ path: 'expiresOn', message: 'That day is over.' }])
      const worth = money(amount, currencyOf(currency))
      const entry = { action: 'credit.granted', after: { email, ...worth, expiresOn, reason } }
      const granted = await audited(c, db, entry, async (tx, actor) => {
        const { id: customerId } = await ensureCustomer(tx, email)
        return grantCredit(tx, { customerId, amount: worth, expiresAt, reason, actor })
      })
      return granted.ok ? c.json({ id: granted.value.accountId }) : missing(c)
    },
  }),
  changeOne({
    method: 'POST',
    path: '/store-credit/:id/withdraw',
    body: withdrawInput,
    kind: 'credit_account',
    handle: async (c, body, accountId) => {
      const entry = { action: 'credit.withdrawn', subjectId: accountId, after: body }
      const taken = await audited(c, db, entry, (tx, actor) => withdrawCredit(tx, { accountId, ...body, actor }))
      return taken.ok ? done(c) : untaken(c, taken.refusal)
    },
  }),
]

const untaken = (c: Ask, refusal: WithdrawRefusal): Response =>
  refusal.code === 'not_found' ? missing(c) : unfit(c, [{ path: 'amount', message: explainWithdraw(refusal) }])
