import { orderAccounts, recordCheck, removeKeys, saveAccount, switchAccount } from '#modules/gateway-account'
import type { Ask, Route } from '#platform/http/route'
import { audited } from '../audited.ts'
import type { AdminDeps } from '../deps.ts'
import { change, missing, read, refused, unfit } from '../desk.ts'
import { orderBody, switchBody, wayBody, wayKey } from './input.ts'
import { readWays } from './screen.ts'
import { explain, explainField } from './words.ts'

/** How shoppers may pay. Only owners change it: whoever sets the keys decides where the money goes. */
export const paymentRoutes = (deps: AdminDeps): Route[] => [
  read({ path: '/payments', query: null, handle: async (c) => c.json(await readWays(deps)) }),
  saveRoute(deps),
  switchRoute(deps),
  testRoute(deps),
  removeRoute(deps),
  orderRoute(deps),
]

const keyIn = (c: Ask) => {
  const parsed = wayKey.safeParse({ code: c.req.param('code'), mode: c.req.param('mode') })
  return parsed.success ? parsed.data : null
}

const saveRoute = (deps: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/payments/:code/:mode',
    who: 'owner',
    body: wayBody,
    handle: async (c, body) => {
      const key = keyIn(c)
      if (!key) return missing(c)
      // What is typed may be a key: the audit log says that something was changed, and not what.
      const { fields, ...rest } = body
      const after = { ...key, ...rest, fields: Object.keys(fields).filter((name) => fields[name] !== '') }
      const entry = { action: 'payments.way_saved', after }
      const saved = await audited(c, deps.db, entry, (tx) => saveAccount(tx, deps.secretBox, { ...key, ...body }))
      if (saved.ok) return c.json(await readWays(deps))
      const { refusal } = saved
      if ('field' in refusal) return unfit(c, [{ path: `fields.${refusal.field}`, message: explainField(refusal) }])
      return refused(c, refusal, explain(refusal))
    },
  })

const switchRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/payments/:code/:mode/switch',
    who: 'owner',
    body: switchBody,
    handle: async (c, { enabled }) => {
      const key = keyIn(c)
      if (!key) return missing(c)
      const entry = { action: enabled ? 'payments.way_on' : 'payments.way_off', after: key }
      const switched = await audited(c, deps.db, entry, (tx) => switchAccount(tx, { ...key, enabled }))
      return switched.ok ? c.json(await readWays(deps)) : refused(c, switched.refusal, explain(switched.refusal))
    },
  })

/** Asks the gateway outside of any transaction, and then writes down whose account it is. */
const testRoute = (deps: AdminDeps): Route =>
  change({
    method: 'POST',
    path: '/payments/:code/:mode/test',
    who: 'owner',
    body: null,
    handle: async (c) => {
      const key = keyIn(c)
      if (!key) return missing(c)
      const said = await deps.testGateway(key.code, key.mode)
      if (!said.ok) return refused(c, { code: 'connection_failed' }, failed(said.refusal))
      if (said.value.mode !== key.mode)
        return refused(c, { code: 'other_mode' }, `The keys work, but they are ${said.value.mode} keys.`)
      const { account } = said.value
      const entry = { action: 'payments.way_tested', after: { ...key, account } }
      await audited(c, deps.db, entry, (tx) => recordCheck(tx, { ...key, account, now: deps.clock.now() }))
      return c.json(await readWays(deps))
    },
  })

const failed = ({ code, reason }: { code: 'refused' | 'unknown'; reason: string }): string =>
  code === 'refused'
    ? `The connection does not work: ${reason.slice(0, 200)}`
    : `No clear answer (${reason.slice(0, 200)}). Please try again in a minute.`

const removeRoute = (deps: AdminDeps): Route =>
  change({
    method: 'DELETE',
    path: '/payments/:code/:mode/keys',
    who: 'owner',
    body: null,
    handle: async (c) => {
      const key = keyIn(c)
      if (!key) return missing(c)
      const entry = { action: 'payments.keys_removed', after: key }
      const removed = await audited(c, deps.db, entry, (tx) => removeKeys(tx, key))
      return removed.ok ? c.json(await readWays(deps)) : refused(c, removed.refusal, explain(removed.refusal))
    },
  })

const orderRoute = (deps: AdminDeps): Route =>
  change({
    method: 'PUT',
    path: '/payments/order',
    who: 'owner',
    body: orderBody,
    handle: async (c, { codes }) => {
      await audited(c, deps.db, { action: 'payments.ordered', after: codes }, (tx) => orderAccounts(tx, codes))
      return c.json(await readWays(deps))
    },
  })
