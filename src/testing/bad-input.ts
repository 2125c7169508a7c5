import { z } from 'zod'

import type { Route } from '#platform/http/route'

/** A request as a careless or hostile caller may send it. `must`: whether it has to be refused. */
export type Bad = Readonly<{ what: string; method: string; path: string; init: RequestInit; must: boolean }>

const HOST = 'shop.test'
const own = { host: HOST, origin: `http://${HOST}` }
const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

/** Ten kilobytes and more, where nobody would write so much. */
const LONG = 'x'.repeat(10_000)
const odd: readonly unknown[] = [
  [],
  [[]],
  ['a', 'b'],
  {},
  { length: 1e9 },
  '1e1',
  '0x10',
  ' 1',
  '１２',
  '-1',
  '',
  null,
  true,
  false,
  1.5,
  -1,
  1e300,
  2 ** 53,
  'a\0b',
  'a\ud800b',
  '\u202Eabc\uFEFF\u{1F600}',
  "' or 1=1; --",
  '<script>alert(1)</script>',
  'x'.repeat(50_000),
]

const oddPaths = ["1' or 1=1", LONG, '%00', '%2e%2e', '..%2f..%2fpackage.json', '%zz', '%ff%fe', '%ED%A0%80', '-', '0']

const oddQueries = [
  'page=1&page=2',
  'page=1e1',
  'page=99999999999999999999',
  'q=%00',
  'q=%zz',
  '%ff=%c0%80',
  `q=${LONG}`,
  '__proto__=1&constructor=2&toString=3&hasOwnProperty=4',
  'a[b][c]=1&a[]=2',
  Array.from({ length: 600 }, (_, index) => `f${index}=1`).join('&'),
]

/** Everything that may be wrong with a request to this route. */
export function badRequests(route: Route, address: string, known: Readonly<Record<string, unknown>>): Bad[] {
  const requests = [...badPaths(route, address), ...badQueries(route, address)]
  return route.method === 'GET'
    ? requests
    : [...requests, ...badOrigins(route, address), ...bodies(route, address, known)]
}

const asked = (route: Route, what: string, path: string, must = false): Bad => {
  const headers = route.body === null ? own : { ...own, 'content-type': JSON_TYPE }
  return { what, method: route.method, path, init: { headers, ...(route.body === null ? {} : { body: '{}' }) }, must }
}

function badPaths(route: Route, address: string): Bad[] {
  const at = route.path.split('/').findIndex((part) => part.startsWith(':') || part === '*')
  if (at === -1) return []
  return oddPaths.map((part) => asked(route, `path ${part.slice(0, 20)}`, address.split('/').with(at, part).join('/')))
}

function badQueries(route: Route, address: string): Bad[] {
  const names = route.query ? Object.keys(shapeOf(route.query).properties ?? {}) : []
  const words = odd.filter((value) => typeof value === 'string').map((text) => encodeURIComponent(text.toWellFormed()))
  const fields = names.flatMap((name) => [
    `${name}=1&${name}=2`,
    `${name}[]=1`,
    ...words.map((text) => `${name}=${text}`),
  ])
  return [...oddQueries, ...fields].map((query) => asked(route, `query ${query.slice(0, 40)}`, `${address}?${query}`))
}

function badOrigins(route: Route, path: string): Bad[] {
  const { method, csrf } = route
  const cases: [string, Record<string, string>][] = [
    ['foreign origin', { host: HOST, origin: 'https://evil.test' }],
    ['foreign origin of like name', { host: HOST, origin: `http://${HOST}.evil.test` }],
    ['null origin', { host: HOST, origin: 'null' }],
    ['cross-site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['same-site', { ...own, 'sec-fetch-site': 'same-site' }],
    ['no origin', { host: HOST }],
  ]
  const types = [FORM, JSON_TYPE, 'text/plain']
  return cases.flatMap(([what, headers]) =>
    types.map((type) => ({
      what: `${what}, ${type}`,
      method,
      path,
      init: { headers: { ...headers, 'content-type': type }, body: '{}' },
      must: csrf === 'same-origin',
    })),
  )
}

function bodies(route: Route, path: string, known: Readonly<Record<string, unknown>>): Bad[] {
  const { method, body: schema } = route
  const send = (
    what: string,
    type: string | null,
    body: string | Uint8Array<ArrayBuffer> | null,
    must: boolean,
  ): Bad => ({
    what,
    method,
    path,
    init: { headers: { ...own, ...(type === null ? {} : { 'content-type': type }) }, body },
    must: must && schema !== null,
  })
  const big = new Uint8Array((route.maxBytes ?? 64 * 1024) + 1).fill(120)
  const raw = [
    send('no body', null, null, schema !== 'raw'),
    send('no body, but a type', JSON_TYPE, null, true),
    send('half JSON', JSON_TYPE, '{"a":', true),
    send('deep JSON', JSON_TYPE, '['.repeat(30_000) + ']'.repeat(30_000), true),
    send('__proto__', JSON_TYPE, '{"__proto__":{"a":1},"constructor":1}', true),
    send('bad percent', FORM, '%zz=%zz&a=%', true),
    send('bad UTF-8', FORM, new Uint8Array([97, 61, 0xff, 0xfe]), true),
    send('bad UTF-8 in JSON', JSON_TYPE, new Uint8Array([34, 0xc0, 0x80, 34]), true),
    send('wrong type', 'text/plain', 'a=1', true),
    send('multipart', 'multipart/form-data; boundary=x', '--x\r\n\r\n', true),
    send('odd type', 'application/json; charset=utf-7', '{', true),
    send('too large', JSON_TYPE, big, true),
    send('600 fields', FORM, Array.from({ length: 600 }, (_, index) => `f${index}=1`).join('&'), true),
  ]
  if (schema === null || schema === 'raw') return raw
  const good = example(shapeOf(schema), known) as Record<string, unknown>
  const spoilt = [...mutants(good), { what: 'unknown field', value: { ...good, price: 1 } }]
  const json = spoilt
    .map(({ what, value }) => ({ what, value, must: !schema.safeParse(value).success }))
    // What fits goes on to the handler. What does not is sent back, all of it by the same way: a third will do.
    .filter(({ what, must }, index) => !must || what.startsWith('no ') || index % 3 === 0)
    .map(({ what, value, must }) => send(what, JSON_TYPE, JSON.stringify(value), must))
  const noObjects = odd.map((value) => send('no object', JSON_TYPE, JSON.stringify(value), true))
  return [...raw, ...json, ...noObjects.filter((_, index) => index % 3 === 0)]
}

type Shape = {
  type?: string
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  anyOf?: Shape[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
}

const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape

/** Something that fits, as far as the shape tells. */
function example(shape: Shape, known: Readonly<Record<string, unknown>>): unknown {
  const one = shape.anyOf?.[0] ?? shape
  if (one.items) return [example(one.items, known)]
  if (!one.properties) return plain(one)
  const fields = Object.entries(one.properties)
  return Object.fromEntries(fields.map(([name, field]) => [name, known[name] ?? example(field, known)]))
}

function plain(shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1)
  return shape.type === 'boolean' ? true : (texts[shape.format ?? ''] ?? 'words')
}

const texts: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2026-01-01T00:00:00Z',
  email: 'ada@example.com',
}

type Mutant = { what: string; value: unknown }

/** The value with one of its parts, at any depth, made odd or left out. */
function mutants(value: unknown, at = ''): Mutant[] {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  return entries.flatMap(([name, part]) => {
    const put = (other: unknown) => (Array.isArray(value) ? [other] : { ...value, [name]: other })
    const what = `${at}${name}`
    const here = odd.map((other) => ({ what: `${what} = ${shown(other)}`, value: put(other) }))
    const inside = mutants(part, `${what}.`).map((mutant) => ({ ...mutant, value: put(mutant.value) }))
    const without = Object.fromEntries(entries.filter(([other]) => other !== name))
    return [...here, ...inside, { what: `no ${what}`, value: Array.isArray(value) ? [] : without }]
  })
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 20)
