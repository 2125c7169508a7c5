import { describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import { testDesk, theOwner } from '#testing/desk'

const { face, faults, call } = testDesk()

describe('who may do what', () => {
  const sample = (routePath: string): string => routePath.replace(':id', newId()).replace('/*', '/x')

  test('nobody gets at staff routes without signing in', async () => {
    const staffRoutes = face.routes.filter(({ who }) => who === 'staff' || who === 'owner')
    expect(staffRoutes.length).toBeGreaterThan(15)
    for (const { method, path: routePath } of staffRoutes) {
      const url = sample(routePath).replace('/admin', '')
      const sent = { method, cookie: '', ...(method === 'GET' ? {} : { body: {} }) }
      const response = await call(url, sent)
      expect([method, url, response.status]).toEqual([method, url, 401])
      const guessed = await call(url, { ...sent, cookie: 'stoa_staff=guessed' })
      expect([method, url, guessed.status]).toEqual([method, url, 401])
    }
  })

  test('every route that is open to anyone is known here', () => {
    const open = face.routes.filter(({ who }) => who === 'anyone').map(({ method, path: at }) => `${method} ${at}`)
    expect(open.toSorted()).toEqual([
      'DELETE /admin/api/session',
      'GET /admin/*',
      'GET /admin/api/*',
      'GET /admin/assets/*',
      'POST /admin/api/claim',
      'POST /admin/api/claim/check',
      'POST /admin/api/session',
    ])
  })

  test('what only the owner may do is known here', () => {
    const owned = face.routes.filter(({ who }) => who === 'owner').map(({ method, path: at }) => `${method} ${at}`)
    expect(owned.toSorted()).toEqual([
      'DELETE /admin/api/payments/:code/:mode/keys',
      'POST /admin/api/demo/empty',
      'POST /admin/api/payments/:code/:mode/switch',
      'POST /admin/api/payments/:code/:mode/test',
      'PUT /admin/api/finance/time-zone',
      'PUT /admin/api/payments/:code/:mode',
      'PUT /admin/api/payments/order',
    ])
  })

  test('every change wants to come from our own page', async () => {
    const changes = face.routes.filter(({ method }) => method !== 'GET')
    for (const { method, path: routePath } of changes) {
      const url = sample(routePath).replace('/admin', '')
      const foreign = await call(url, { method, body: {}, headers: { origin: 'https://evil.test' } })
      expect([method, url, foreign.status]).toEqual([method, url, 403])
    }
  })

  test('malformed input is told apart, and never our fault', async () => {
    const changes = face.routes.filter(({ method, body }) => method !== 'GET' && body !== null && body !== 'raw')
    for (const { method, path: routePath } of changes) {
      const url = sample(routePath).replace('/admin', '')
      for (const body of [{ nonsense: 1 }, [], 'not json', { email: 7, title: {}, lines: 'x', by: '1' }]) {
        const response = await call(url, { method, body })
        expect([method, url, response.status]).toEqual([method, url, response.status < 500 ? response.status : 'a 4xx'])
        expect([400, 404, 422, 429]).toContain(response.status)
      }
    }
    for (const { path: routePath } of face.routes.filter(({ method, who }) => method === 'GET' && who === 'staff')) {
      const odd = sample(routePath)
        .replace('/admin', '')
        .replace(/[0-9a-f-]{36}/, "1' or 1=1")
      expect((await call(`${odd}?page=-1&view=nonsense&x=%00`)).status).toBeLessThan(500)
    }
    expect(faults).toEqual([])
  })

  test('a session cookie is of no use to scripts, other sites or the storefront', async () => {
    const entered = await call('/api/session', { method: 'POST', body: theOwner, cookie: '' })
    expect(entered.headers.get('set-cookie')).toMatch(/^stoa_staff=[\w-]{43}; Path=\/admin; HttpOnly; SameSite=Strict$/)
    const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await call('/api/session', { cookie })).status).toBe(200)
    await call('/api/session', { method: 'DELETE', cookie })
    expect((await call('/api/session', { cookie })).status).toBe(401)
  })
})

describe('the app', () => {
  test('is served for every address below /admin, its files for ever', async () => {
    const page = await call('/orders/1', { cookie: '' })
    expect(await page.text()).toContain('<title>Stoa</title>')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    const file = await call('/assets/index-abc.js', { cookie: '' })
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect((await call('/assets/../../package.json', { cookie: '' })).status).not.toBe(500)
    expect((await call('/api/nothing')).status).toBe(404)
  })
})
