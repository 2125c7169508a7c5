import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, expect, test } from 'vitest'

import { createOutbound } from '#platform/outbound/outbound'
import { viesRegister } from './index.ts'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Asked = { countryCode: string; vatNumber: string; requesterMemberStateCode?: string; requesterNumber?: string }
type Reply = { status?: number; body: string } | 'silence'

/** A stand-in that speaks the service's words, on a port of its own. */
async function aRegister(reply: (asked: Asked) => Reply) {
  const heard: Asked[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const asked: Asked = JSON.parse(Buffer.concat(chunks).toString())
      heard.push(asked)
      const said = reply(asked)
      if (said === 'silence') return
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json' }).end(said.body)
    })
  })
  open.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const outbound = createOutbound({ totalMs: 600, connectMs: 300, allowPrivate: true })
  return { register: viesRegister({ baseUrl: `http://127.0.0.1:${port}/rest-api`, outbound }), heard }
}

const json = (value: unknown): Reply => ({ body: JSON.stringify(value) })
const ask = { vatId: 'NL004495445B01', requester: 'DE136695976' }

test('a known ID: with its holder and the number of the look as proof', async () => {
  const { register, heard } = await aRegister((asked) =>
    json({ ...asked, valid: true, name: 'MOLEN B.V.', address: 'KADE 1\nAMSTERDAM', requestIdentifier: 'WAPI-1' }),
  )
  expect(await register.ask(ask)).toMatchObject({
    state: 'valid',
    holderName: 'MOLEN B.V.',
    consultation: 'WAPI-1',
    raw: { valid: true },
  })
  expect(heard).toEqual([
    { countryCode: 'NL', vatNumber: '004495445B01', requesterMemberStateCode: 'DE', requesterNumber: '136695976' },
  ])
})

test('an unknown ID, and names that are not told', async () => {
  const { register } = await aRegister((asked) => json({ ...asked, valid: false, name: '---', address: '---' }))
  expect(await register.ask(ask)).toMatchObject({ state: 'invalid', holderName: '', holderAddress: '' })
})

test('a member state that is away, an error, and nonsense are no answer', async () => {
  const error = (code: string) => json({ actionSucceed: false, errorWrappers: [{ error: code }] })
  const replies: Reply[] = [
    error('MS_UNAVAILABLE'),
    error('MS_MAX_CONCURRENT_REQ'),
    { status: 500, body: 'oops' },
    { body: '<html>' },
    json({ valid: 'yes' }),
    json(null),
  ]
  for (const reply of replies) {
    const { register } = await aRegister(() => reply)
    expect((await register.ask(ask)).state).toBe('unavailable')
  }
})

test('silence ends, and soon nobody waits for it any more', async () => {
  const { register } = await aRegister(() => 'silence')
  const start = performance.now()
  expect((await register.ask(ask)).state).toBe('unavailable')
  expect(performance.now() - start).toBeLessThan(1500)
})

test('when it is our own ID that is not known, buyers do not suffer for it', async () => {
  const { register, heard } = await aRegister((asked) =>
    asked.requesterNumber
      ? json({ actionSucceed: false, errorWrappers: [{ error: 'INVALID_REQUESTER_INFO' }] })
      : json({ ...asked, valid: true }),
  )
  expect((await register.ask(ask)).state).toBe('valid')
  expect(heard).toHaveLength(2)
})

test('an ID that the service calls malformed is none', async () => {
  const { register } = await aRegister(() =>
    json({ actionSucceed: false, errorWrappers: [{ error: 'INVALID_INPUT' }] }),
  )
  expect((await register.ask(ask)).state).toBe('invalid')
})
