import type { SeededFault } from './fault.ts'

/** What makes an order and takes its parts. */
export const inOrders: readonly SeededFault[] = [
  {
    id: 'M1',
    breaks: 'stock is read, then written: what others took in between is forgotten',
    patches: [
      {
        file: 'src/modules/inventory/store.ts',
        find: 's.on_hand - s.reserved as available from stock_levels s\n      where s.variant_id = any',
        put: 's.on_hand - s.reserved as available, s.reserved as seen from stock_levels s\n      where s.variant_id = any',
      },
      {
        file: 'src/modules/inventory/store.ts',
        find: 'order by s.variant_id for update\n    ), taken as (',
        put: 'order by s.variant_id\n    ), taken as (',
      },
      {
        file: 'src/modules/inventory/store.ts',
        find: 'set reserved = s.reserved + w.quantity from',
        put: 'set reserved = f.seen + w.quantity from',
      },
      {
        file: 'src/modules/inventory/store.ts',
        find: "(s.policy = 'continue' or s.on_hand - s.reserved >= w.quantity)",
        put: "(s.policy = 'continue' or f.available >= w.quantity)",
      },
    ],
    test: {
      file: 'src/modules/placement/races.test.ts',
      name: 'stock ten pieces and a hundred carts make ten orders (C01)',
      sees: 'to deeply equal [ 10, 90 ]',
    },
  },
  {
    id: 'M2',
    breaks: 'the order is written in one transaction, its stock is taken in another',
    patches: [
      {
        file: 'src/modules/placement/write-order.ts',
        find: "reserve(tx, { orderId, lines, holdSeconds: holdSecondsOf(method), actor: 'customer' }),",
        put: 'ok(lines),',
      },
      {
        file: 'src/modules/placement/place-order.ts',
        find: "import { command } from '#platform/db'",
        put: "import { reserve } from '#modules/inventory'\nimport { command } from '#platform/db'",
      },
      {
        file: 'src/modules/placement/place-order.ts',
        find: '  if (written.ok) return withNextStep(',
        put: `  if (written.ok) {
    const { orderId } = written.value
    const stock = { orderId, lines: view.quote.lines, holdSeconds: 1800, actor: 'customer' }
    const reserved = await command(deps.db, (tx) => reserve(tx, stock))
    if (!reserved.ok) return reserved
  }
  if (written.ok) return withNextStep(`,
      },
    ],
    test: {
      file: 'src/modules/placement/all-or-nothing.test.ts',
      name: 'who comes a moment too late for the last piece has ordered nothing, and the cart is as it was',
      sees: 'to deeply equal []',
    },
  },
  {
    id: 'M3',
    breaks: 'jobs are queued after the commit: a process that ends in between forgets them',
    patches: [
      {
        file: 'src/platform/events.ts',
        find: '  const statement = sql`with event as (${event})',
        put: `  const recorded = await runNamed<{ id: number; type: EventType; actor: string }>(tx, 'record_events', event)
  const jobs = recorded.flatMap(({ id, ...kind }) => listenersOf(kind).map((listener) => ({ id, listener })))
  afterCommit(tx, async (db) => {
    for (const { id, listener } of jobs)
      await sql\`select graphile_worker.add_job('listen',
        json_build_object('heard', json_build_array(
          json_build_object('listener', \${listener}::text, 'eventId', \${id}::bigint))))\`.execute(db)
  })
  if (jobs.length > 0) return
  const statement = sql\`with event as (\${event})`,
      },
      {
        file: 'src/platform/events.ts',
        find: "import type { Tx } from './db.ts'",
        put: "import { afterCommit, type Tx } from './db.ts'",
      },
      {
        file: 'src/platform/db.ts',
        find: 'class Refused extends Error {',
        put: `type After = (db: Db) => Promise<void>
const waiting = new WeakMap<Tx, After[]>()
export const afterCommit = (tx: Tx, work: After): void => void waiting.get(tx)?.push(work)

class Refused extends Error {`,
      },
      {
        file: 'src/platform/db.ts',
        find: '    return await inTransaction(db, async (tx) => {\n',
        put: '    const later: After[] = []\n    const done = await inTransaction(db, async (tx) => {\n      waiting.set(tx, later)\n',
      },
      {
        file: 'src/platform/db.ts',
        find: '      return result\n    })\n',
        put: '      return result\n    })\n    for (const work of later) await work(db)\n    return done\n',
      },
    ],
    test: {
      file: 'src/platform/events.test.ts',
      name: 'the jobs of an event belong to its transaction: they are there before its end, and undone with it',
      sees: 'to deeply equal [ +0, 1, +0 ]',
    },
  },
  {
    id: 'M4',
    breaks: 'the key of a click is written down after the work: the same key can work twice at once',
    patches: [
      {
        file: 'src/modules/placement/write-order.ts',
        find: '    claimKey(tx, { scope: SCOPE, ...claim, orderId }),',
        put: '    true,',
      },
      {
        file: 'src/modules/placement/place-order.ts',
        find: '  findKey,\n  readCheckout,',
        put: '  claimKey,\n  findKey,\n  readCheckout,',
      },
      {
        file: 'src/modules/placement/place-order.ts',
        find: '  if (written.ok) return withNextStep(',
        put: `  if (written.ok) {
    const { orderId } = written.value
    await command(deps.db, async (tx) => ok(await claimKey(tx, { scope: SCOPE, ...claim, orderId })))
  }
  if (written.ok) return withNextStep(`,
      },
    ],
    test: {
      file: 'src/modules/placement/all-or-nothing.test.ts',
      name: 'one key sent for five carts in one tick orders one of them',
      sees: "expected [ 'ok', 'ok', 'ok', 'ok', 'ok' ]",
    },
  },
  {
    id: 'M7',
    breaks: 'the uses of a code are set to what was read plus one, not counted up',
    patches: [
      {
        file: 'src/modules/promotion/store.ts',
        find: 'c.max_uses as coupon_max_uses\n',
        put: 'c.max_uses as coupon_max_uses, c.used as coupon_used\n',
      },
      {
        file: 'src/modules/promotion/store.ts',
        find: 'update coupons c set used = c.used + 1 from limits l',
        put: 'update coupons c set used = l.coupon_used + 1 from limits l',
      },
    ],
    test: {
      file: 'src/modules/promotion/use-coupons.test.ts',
      name: 'a hundred orders at once, 5 may have it of a code',
      sees: 'to be 5',
    },
  },
  {
    id: 'M12',
    breaks: 'a payment whose answer was lost is asked for again under another key: it is made twice',
    patches: [
      {
        file: 'src/modules/settlement/start-payment.ts',
        find: 'const second = await ask(() => gateway.create(payment)',
        put: 'const second = await ask(() => gateway.create({ ...payment, idempotencyKey: crypto.randomUUID() })',
      },
    ],
    test: {
      file: 'src/modules/settlement/start-payment.test.ts',
      name: 'a payment whose answer was lost is asked for again under its key: it is there once',
      sees: '}, { idempotency_key:',
    },
  },
]
