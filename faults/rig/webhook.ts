import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import type { Aimed } from './race-gun.ts'
import type { Rig } from './rig.ts'

type Message = Readonly<{ ref: string; state?: string; eventId?: string; secret?: string; at?: number }>

/** A message of the test gateway as bytes, signed as it signs: with a key that comes from the shop's own. */
export function webhook(rig: Rig, client: number, message: Message): Aimed {
  const { ref, state = 'captured', eventId = `evt_${randomUUID()}`, at = Date.now() } = message
  const { port } = rig.shopOf(client)
  const body = JSON.stringify({ id: eventId, payment: ref, state })
  const time = Math.floor(at / 1000)
  const signature = createHmac('sha256', message.secret ?? secretOf(rig))
    .update(`${time}.${body}`)
    .digest('hex')
  const lines = [
    'POST /webhooks/sandbox HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: close',
    'Content-Type: application/json',
    `Sandbox-Signature: t=${time},v1=${signature}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return { port, text: `${lines.join('\r\n')}\r\n\r\n${body}` }
}

function secretOf({ dataDir }: Rig): string {
  const key = Buffer.from(readFileSync(path.join(dataDir, 'keys', 'signing-key'), 'utf8').trim(), 'base64url')
  return createHmac('sha256', key).update('sandbox webhooks').digest('base64url')
}
