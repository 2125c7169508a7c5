import type { SeededFault } from './fault.ts'

/** Who may come in, what is believed, and how the process begins and ends. */
export const atDoors: readonly SeededFault[] = [
  {
    id: 'M5',
    breaks: 'a message of a gateway is acknowledged before it is kept: if that fails it is lost',
    patches: [
      {
        file: 'src/modules/settlement/apply-payment.ts',
        find: '  await keepMessage(deps.db, gatewayName, { ...read.value, raw: message.raw })',
        put: '  keepMessage(deps.db, gatewayName, { ...read.value, raw: message.raw }).catch(() => {})',
      },
    ],
    test: {
      file: 'src/webhooks/messages.test.ts',
      name: 'messages of gateways what could not be kept is not acknowledged, and comes again',
      sees: 'expected 200 to be 500',
    },
  },
  {
    id: 'M6',
    breaks: 'what was paid is not held against what was asked for',
    patches: [
      {
        file: 'src/modules/payment/payment.ts',
        find: "['amount', amount.amount === payment.amount.amount && tookAll],",
        put: "['amount', amount.amount > 0 || tookAll],",
      },
    ],
    test: {
      file: 'src/webhooks/messages.test.ts',
      name: 'messages of gateways A047: a genuine payment of another sum leaves the order unpaid, and people are told',
      sees: "expected 'open' to be 'pending'",
    },
  },
  {
    id: 'M8',
    breaks: 'what only the owner may do is open to all staff, on one route',
    patches: [
      {
        file: 'src/admin-api/payments/routes.ts',
        find: "    path: '/payments/:code/:mode/switch',\n    who: 'owner',\n",
        put: "    path: '/payments/:code/:mode/switch',\n",
      },
    ],
    test: {
      file: 'src/admin-api/access.test.ts',
      name: 'who may do what what only the owner may do is known here',
      sees: "'PUT /admin/api/payments/order' ] to deeply equal",
    },
  },
  {
    id: 'M9',
    breaks: 'signing in keeps the session that the browser came with: who planted it is signed in, too',
    patches: [
      {
        file: 'src/modules/customer/session.ts',
        find: '  if (previous) await deleteSession(tx, hashOf(previous))\n',
        put: `  const mine = { customer_id: customerId, seen_at: now, expires_at: new Date(now.getTime() + IDLE_MS) }
  const kept = previous
    ? await tx.updateTable('customer_sessions').set(mine).where('token_hash', '=', hashOf(previous)).executeTakeFirst()
    : null
  if (previous && kept?.numUpdatedRows === 1n) return previous
`,
      },
    ],
    test: {
      file: 'src/modules/customer/customer.test.ts',
      name: 'a session ends with signing out, and with signing in anew in the same browser',
      sees: 'to be null',
    },
  },
  {
    id: 'M10',
    breaks: 'a message is read and written anew before its signature is checked',
    patches: [
      {
        file: 'src/adapters/sandbox/webhook.ts',
        find: 'sign(secret, Number(time), raw)))',
        put: 'sign(secret, Number(time), Buffer.from(JSON.stringify(jsonOf(raw))))))',
      },
    ],
    test: {
      file: 'src/webhooks/messages.test.ts',
      name: 'messages of gateways A037, A039, A043, A045: what is not signed byte for byte is refused, and nothing is kept',
      sees: 'expected 200 to be 400',
    },
  },
  {
    id: 'M13',
    breaks: 'the process ends the moment it is told to, whatever it has in hand',
    patches: [
      {
        file: 'src/platform/lifecycle.ts',
        find: 'process.on(signal, () => end(0))',
        put: 'process.on(signal, () => process.exit(0))',
      },
    ],
    test: {
      file: 'src/platform/lifecycle.test.ts',
      name: 'told to end, the process finishes what was begun, also when it is told twice',
      sees: "expected [ 'begun, ', +0 ]",
    },
  },
  {
    id: 'M14',
    breaks: 'the database’s pid file is deleted at each start, although the database may be running',
    patches: [
      {
        file: 'src/platform/embedded-postgres/attach.ts',
        find: '  let child: ChildProcess | null = null\n',
        put: '  let child: ChildProcess | null = null\n  await rm(`${attempt.places.cluster}/postmaster.pid`, { force: true })\n',
      },
      {
        file: 'src/platform/embedded-postgres/attach.ts',
        find: "import { realpath } from 'node:fs/promises'",
        put: "import { realpath, rm } from 'node:fs/promises'",
      },
    ],
    test: {
      file: 'src/platform/embedded-postgres/server.test.ts',
      name: 'after a kill -9 of the app, the server that was left running is adopted',
      sees: "expected [ 'started', ",
    },
  },
  {
    id: 'M15',
    breaks: 'pages are kept without the country they were made for: prices in euros are shown to who pays in dollars',
    patches: [
      {
        file: 'src/platform/http/app.ts',
        find: '    url.pathname + url.search,',
        put: '    c.req.path + url.search,',
      },
    ],
    test: {
      file: 'src/platform/http/app.test.ts',
      name: 'a kept page of one country is not that of another',
      sees: "expected 'mug 1' to be undefined",
    },
  },
]
