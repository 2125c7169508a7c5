import type { App } from '#platform/http/app'

export type Page = Readonly<{ status: number; url: string; html: string; location: string | null }>
type Fields = Record<string, string>

export type Browser = Readonly<{
  get: (path: string) => Promise<Page>
  /** Follows what a form answers, as a browser does. */
  send: (path: string, fields: Fields | string, headers?: Fields) => Promise<Page>
  /** Fills in the first form of a page whose action ends so, and sends it, with the fields that a browser would send. */
  submit: (page: Page, action: string, fields?: Fields) => Promise<Page>
  cookies: Map<string, string>
}>

const HOST = 'shop.test'

/** A browser without JavaScript: it keeps cookies, follows redirects, and sends forms as they stand in the page. `around`: headers
 * that a proxy before the shop puts on every request. */
export function aBrowser(app: App, around: Fields = {}): Browser {
  const cookies = new Map<string, string>()

  async function ask(url: string, init: RequestInit = {}): Promise<Page> {
    const address = new URL(url, `http://${HOST}`)
    const headers = new Headers({ ...around, ...Object.fromEntries(new Headers(init.headers)) })
    headers.set('host', HOST)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await app.request(address, { ...init, headers, redirect: 'manual' })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (answer.status === 303 && location) return ask(new URL(location, address).href)
    return { status: answer.status, url: address.pathname + address.search, html: await answer.text(), location }
  }

  const send: Browser['send'] = (path, fields, headers = {}) =>
    ask(path, {
      method: 'POST',
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${HOST}`, ...headers },
    })

  return {
    get: (path) => ask(path),
    send,
    submit: (page, action, fields = {}) => {
      const form = formsOf(page.html).find((one) => one.action.endsWith(action))
      if (!form) throw new Error(`no form to ${action} on ${page.url}:\n${page.html.slice(0, 2000)}`)
      return send(form.action, { ...form.fields, ...fields })
    },
    cookies,
  }
}

export type Form = Readonly<{ action: string; fields: Fields; controls: readonly string[] }>

/** The forms of a page of ours, with what stands in their fields. Buttons are not in there. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b((?:[^>"]|"[^"]*")*)>(.*?)<\/form>/gs)].map(([, start = '', inside = '']) => {
    const controls = controlsOf(inside)
    const sent = controls.filter(({ value, tag }) => value !== null && attribute(tag, 'disabled') === null)
    const shown = controls.filter(({ tag }) => attribute(tag, 'type') !== 'hidden')
    return {
      action: attribute(start, 'action') ?? '',
      fields: Object.fromEntries(sent.map(({ name, value }) => [name, value ?? ''])),
      controls: shown.map(({ name }) => name),
    }
  })
}

function controlsOf(html: string): { tag: string; name: string; value: string | null }[] {
  const found = [...html.matchAll(/<input\b((?:[^>"]|"[^"]*")*)>|<select\b((?:[^>"]|"[^"]*")*)>(.*?)<\/select>/gs)]
  return found.map(([, input, select = '', options = '']) => {
    const tag = input ?? select
    return { tag, name: attribute(tag, 'name') ?? '', value: input === undefined ? chosen(options) : typed(tag) }
  })
}

/** What an attribute says; nothing when it stands there alone, null when it does not. */
function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  if (value !== undefined) return unescape(value)
  return new RegExp(`\\s${name}(?=[\\s/]|$)`).test(tag.replaceAll(/"[^"]*"/g, '')) ? '' : null
}

function typed(tag: string): string | null {
  const type = attribute(tag, 'type')
  const isChoice = type === 'radio' || type === 'checkbox'
  return isChoice && attribute(tag, 'checked') === null ? null : (attribute(tag, 'value') ?? '')
}

function chosen(options: string): string {
  const all = [...options.matchAll(/<option\b((?:[^>"]|"[^"]*")*)>/g)].map(([, tag = '']) => tag)
  return attribute(all.find((tag) => attribute(tag, 'selected') !== null) ?? all[0] ?? '', 'value') ?? ''
}

const unescape = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
