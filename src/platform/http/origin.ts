/** Which host names this shop answers to; all else is refused before anything is looked at. */
export type Hosts = Readonly<{ accepts: (host: string | undefined) => boolean }>

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `publicUrl` (STOA_URL) names the shop's own host; without it only this machine's own names are good. */
export function hostsOf(publicUrl: URL | null, listenHost?: string): Hosts {
  const accepts = (host: string | undefined): boolean => {
    if (!host) return false
    if (publicUrl && host === publicUrl.host) return true
    const name = host.replace(/:\d+$/, '')
    return LOCAL.has(name) || (!publicUrl && name === listenHost)
  }
  return { accepts }
}

/** A browser sent it from one of our own pages (Fetch Metadata, then Origin). A caller that says neither is refused. */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  if (site && site !== 'same-origin' && site !== 'none') return false
  const origin = headers.get('origin')
  if (origin) return hostOf(origin) === headers.get('host')
  return site === 'same-origin'
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
