import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { fetchPicture } from './fetch-picture.ts'
import { isPublicAddress } from '#platform/outbound/public-address'

let server: Server
let base = ''

beforeAll(async () => {
  server = createServer((request, answer) => {
    if (request.url === '/moved') return void answer.writeHead(302, { location: '/picture' }).end()
    if (request.url === '/inside') return void answer.writeHead(302, { location: 'http://127.0.0.2/x' }).end()
    if (request.url === '/round') return void answer.writeHead(302, { location: '/round' }).end()
    if (request.url === '/gone') return void answer.writeHead(404).end()
    if (request.url === '/slow') return void answer.writeHead(200).write('…')
    return void answer.end('picture')
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const here = { allowAddress: (address: string) => address === '127.0.0.1' }

test('a picture, also one that has moved', async () => {
  expect((await fetchPicture(`${base}/picture`, here)).toString()).toBe('picture')
  expect((await fetchPicture(`${base}/moved`, here)).toString()).toBe('picture')
})

test.each([
  ['/gone', {}, '404'],
  ['/round', {}, 'redirects'],
  ['/inside', {}, 'private'],
  ['/picture', { mostBytes: 3 }, 'larger'],
  ['/slow', { timeoutMs: 150 }, 'in time'],
])('%s %j is refused', async (path, limits, reason) => {
  await expect(fetchPicture(base + path, { ...here, ...limits })).rejects.toThrow(reason)
})

test.each([
  'http://127.0.0.1/',
  'http://localhost/',
  'http://[::1]/',
  'http://10.1.2.3/',
  'http://169.254.169.254/latest',
  'ftp://example.com/',
])('%s is none of our business', async (url) => {
  await expect(fetchPicture(url)).rejects.toThrow(/private|web address/)
})

test('addresses of networks that are not the internet', () => {
  const inside = [
    '127.0.0.1',
    '10.0.0.1',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'words',
  ]
  expect(inside.filter(isPublicAddress)).toEqual([])
  expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].every(isPublicAddress)).toBe(true)
})
