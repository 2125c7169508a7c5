import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as http, type IncomingMessage } from 'node:http'
import { request as https } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'

import { isPublicAddress } from '#platform/outbound/public-address'

const MOST_BYTES = 30 * 1024 * 1024
const TIMEOUT_MS = 20_000
const MOST_REDIRECTS = 4

export type FetchLimits = { mostBytes?: number; timeoutMs?: number; allowAddress?: (address: string) => boolean }

/** The server did answer, but not with this picture: others of it may still be had. */
export class NotThisPicture extends Error {}

/**
 * Gets a picture that a file names. The address is the file's, not ours, so it must not reach into our own network: the
 * check is made on the very address that is connected to, also after each redirect.
 * @throws Error with a reason for people: not found, too large, too slow, a private address, no picture.
 */
export async function fetchPicture(url: string, limits: FetchLimits = {}): Promise<Buffer> {
  const deadline = AbortSignal.timeout(limits.timeoutMs ?? TIMEOUT_MS)
  let at = new URL(url)
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const answer = await ask(at, limits, deadline)
    const { statusCode = 0, headers } = answer
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      answer.destroy()
      at = new URL(headers.location, at)
    } else if (statusCode === 200) {
      return await body(answer, limits.mostBytes ?? MOST_BYTES, deadline)
    } else {
      answer.destroy()
      throw new NotThisPicture(`the server answered ${statusCode}`)
    }
  }
  throw new NotThisPicture('too many redirects')
}

function ask(url: URL, { allowAddress = isPublicAddress }: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Error(`${url.protocol} is no web address`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !allowAddress(host)) throw new Error('a private address')
  const request = url.protocol === 'https:' ? https : http
  const headers = { 'user-agent': 'Stoa import', accept: 'image/*' }
  return new Promise((done, fail) => {
    const asked = request(url, { signal, headers, lookup: guarded(allowAddress) }, done)
    asked.on('error', (error) => fail(signal.aborted ? new Error('no answer in time') : error))
    asked.end()
  })
}

/** Resolves a name as ever, but only to addresses that are allowed. */
const guarded =
  (allowAddress: (address: string) => boolean): LookupFunction =>
  (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, [])
      const allowed = addresses.filter(({ address }) => allowAddress(address))
      const [first] = allowed
      if (!first) return done(new Error('a private address'), [])
      if (options.all) return done(null, allowed)
      return done(null, first.address, first.family)
    })
  }

async function body(answer: IncomingMessage, mostBytes: number, deadline: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer) {
      const bytes: Buffer = chunk
      size += bytes.length
      if (size > mostBytes) break
      chunks.push(bytes)
    }
  } catch (error) {
    throw deadline.aborted ? new Error('no answer in time') : error
  }
  if (size > mostBytes) throw new NotThisPicture(`larger than ${Math.round(mostBytes / 1024 / 1024)} MB`)
  return Buffer.concat(chunks)
}
