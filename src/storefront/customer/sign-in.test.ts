import { beforeAll, describe, expect, test } from 'vitest'

import { newId } from '#kernel/id'
import type { SignInDeps } from '#modules/notification'
import { createApp } from '#platform/http/app'
import { createPageCache } from '#platform/http/page-cache'
import type { ShopEvent } from '#platform/events'
import { sendSignInMail } from '#modules/notification'
import { aCustomer, aLink, aSession, SIGN_IN_SECRET } from '#testing/customers'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront, type TestStorefront } from '#testing/storefront'
import { renderSignIn } from '../../mails/sign-in.tsx'
import { storefrontFace } from '../app.tsx'
import { signInPath } from './paths.ts'

const { db } = testDb()
let shop: TestStorefront

beforeAll(async () => {
  shop = await aStorefront(db)
})

const address = () => `ada-${newId().slice(-12)}@example.com`

async function eventOf(email: string): Promise<ShopEvent> {
  const link = await db.selectFrom('customer_links').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  const event = await db.selectFrom('events').selectAll().where('subject_id', '=', link.id).executeTakeFirstOrThrow()
  return {
    ...event,
    subjectId: event.subject_id,
    data: event.data as Record<string, unknown>,
    type: 'customer.link_asked',
  }
}

function post(words: Partial<SignInDeps> = {}): SignInDeps {
  const { all, home } = shop.deps.shop.now().places
  return {
    db,
    clock: shop.clock,
    origin: new URL('http://shop.test'),
    mailer: null,
    renderSignIn,
    secret: SIGN_IN_SECRET,
    signInUrl: ({ token, language, marketId }) =>
      `http://shop.test${signInPath(all.find((one) => one.language === language && one.market.id === marketId) ?? home, token)}`,
    ...words,
  }
}

describe('without a password, and without JavaScript', () => {
  test('somebody asks for a link, reads it, clicks twice, is inside, and goes out again', async () => {
    const browser = shop.browser()
    const email = address()
    const page = await browser.get('/de/sign-in')
    const sent = await browser.submit(page, '/sign-in', { email: ` ${email.toUpperCase()}` })
    expect(sent.url).toBe('/de/sign-in?sent=1')
    expect(sent.html).toContain('Schauen Sie in Ihre Post')

    await sendSignInMail(post(), await eventOf(email))
    const mail = await db.selectFrom('mails').selectAll().where('to_email', '=', email).executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ kind: 'sign_in', state: 'kept', language: 'de', order_id: null })
    const link = /http:\/\/shop\.test(\/de\/sign-in\/\S+)/.exec(mail.text)?.[1] ?? ''

    // A scanner looks at it, and a second one.
    await shop.browser().get(link)
    await shop.browser().get(link)
    const confirm = await browser.get(link)
    expect(confirm.html).toContain('Jetzt anmelden')
    const inside = await browser.submit(confirm, link)
    expect(inside.html).toContain(`Als ${email}.`)
    expect((await browser.get('/fragments/customer')).html).toBe(email.split('@')[0])

    expect((await shop.browser().send(link, {})).status).toBe(404)
    const token = browser.cookies.get('stoa_customer') ?? ''
    await browser.submit(await browser.get('/de/sign-in'), '/sign-out')
    browser.cookies.set('stoa_customer', token)
    expect((await browser.get('/fragments/customer')).html).toBe('')
  })

  test('an address that cannot be one is told beside the field', async () => {
    const browser = shop.browser()
    const wrong = await browser.send('/sign-in', { email: 'ada@' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('id="email-error"')
    expect(wrong.html).toContain('value="ada@"')
    expect((await browser.send('/sign-in', {})).html).toContain('Please enter your e-mail address.')
  })

  test('a link that was used, invented or cut off is one and the same page', async () => {
    const browser = shop.browser()
    const used = await aLink(db, address(), shop.clock)
    await browser.send(`/sign-in/${used}`, {})
    const answers = await Promise.all(
      [used, 'A'.repeat(43), 'short', '%27'].map((token) => shop.browser().send(`/sign-in/${token}`, {})),
    )
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map(({ html }) => html)).size).toBe(1)
  })
})

test('its pages are sound HTML, in both languages', async () => {
  const seen = []
  for (const prefix of ['', '/de']) {
    const browser = shop.browser()
    const link = `${prefix}/sign-in/${await aLink(db, address(), shop.clock)}`
    seen.push(await browser.get(`${prefix}/sign-in`), await browser.send(`${prefix}/sign-in`, { email: 'x' }))
    seen.push(await browser.get(`${prefix}/sign-in?sent=1`), await browser.get(link), await browser.send(link, {}))
    seen.push(await browser.send(link, {}))
  }
  const faults = await Promise.all(seen.map(async ({ url, html }) => [url, ...(await faultsIn(html))]))
  expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([])
})

describe('nobody learns whether an address is known (A087)', () => {
  test('the answers are the same to the last byte, whether there is a customer, a session or a limit', async () => {
    const known = await aCustomer(db)
    await aSession(db, known.email, shop.clock)
    const ask = async (email: string) => {
      const answer = await shop.app.request('http://shop.test/sign-in', {
        method: 'POST',
        body: new URLSearchParams({ email }),
        headers: { origin: 'http://shop.test', host: 'shop.test', 'content-type': 'application/x-www-form-urlencoded' },
      })
      return JSON.stringify([answer.status, [...answer.headers], await answer.text()])
    }
    const tired = address()
    for (let count = 0; count < 6; count++) await ask(tired)
    const answers = await Promise.all([known.email, known.email.toUpperCase(), address(), tired].map(ask))
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('303')
  })

  test('and the shop does the same work for both', async () => {
    const known = await aCustomer(db)
    const browser = shop.browser()
    const unknown = address()
    await browser.send('/sign-in', { email: known.email })
    await browser.send('/sign-in', { email: unknown })
    const links = await db
      .selectFrom('customer_links')
      .select('email')
      .where('email', 'in', [known.email, unknown])
      .execute()
    expect(links).toHaveLength(2)
    const made = await db.selectFrom('customers').select('id').where('email', '=', unknown).execute()
    expect(made).toEqual([])
  })
})

describe('the mail', () => {
  test('goes straight to the mail server and is kept nowhere; one that comes twice is the same mail', async () => {
    const email = address()
    await shop.browser().send('/sign-in', { email })
    const sent: { to: string; messageId: string; text: string }[] = []
    const mailer = {
      send: async (mail: (typeof sent)[number]) => (sent.push(mail), { ok: true, value: null } as const),
    }
    const event = await eventOf(email)
    await sendSignInMail(post({ mailer }), event)
    await sendSignInMail(post({ mailer }), event)
    expect(sent.map(({ to }) => to)).toEqual([email, email])
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await db.selectFrom('mails').select('id').where('to_email', '=', email).execute()).toEqual([])
  })

  test('is tried again while the server is away, and not once the link is used', async () => {
    const email = address()
    await shop.browser().send('/sign-in', { email })
    const event = await eventOf(email)
    const away = { send: async () => ({ ok: false, refusal: { code: 'unreachable', reason: 'no' } }) as const }
    await expect(sendSignInMail(post({ mailer: away }), event)).rejects.toThrow('no mail server')
    await aLink(db, email, shop.clock)
    await expect(sendSignInMail(post({ mailer: away }), event)).resolves.toBeUndefined()
  })
})

describe('the session’s cookie', () => {
  const cookiesAt = async (publicUrl: URL | null): Promise<string[]> => {
    const face = storefrontFace({ ...shop.deps, publicUrl })
    const withoutPlace = (path: string): string => shop.deps.shop.now().places.without(path)
    const app = createApp({ faces: [face], pages: createPageCache(), withoutPlace, logFault: () => {} })
    const token = await aLink(db, address(), shop.clock)
    const answer = await app.request(`http://shop.test/sign-in/${token}`, {
      method: 'POST',
      headers: { origin: 'http://shop.test', host: 'shop.test' },
    })
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    return answer.headers.getSetCookie()
  }

  test('cannot be read by scripts, nor be sent along from elsewhere', async () => {
    const [session = '', hint = ''] = await cookiesAt(null)
    expect(session).toMatch(/^stoa_customer=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(hint).toMatch(/^stoa_signed_in=1;/)
  })

  test('belongs to this host alone, over https', async () => {
    const [session = ''] = await cookiesAt(new URL('https://shop.test'))
    expect(session).toMatch(/^__Host-stoa_customer=[\w-]{43};.*; Secure/)
    expect(session).not.toContain('Domain')
  })

  test('another site’s form signs nobody in or out', async () => {
    const token = await aLink(db, address(), shop.clock)
    for (const path of [`/sign-in/${token}`, '/sign-in', '/sign-out']) {
      const answer = await shop.browser().send(path, {}, { origin: 'http://evil.test' })
      expect(answer.status).toBe(403)
    }
  })
})
