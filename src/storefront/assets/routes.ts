import path from 'node:path'

import { get, type Ask, type Route } from '#platform/http/route'
import type { StorefrontDeps } from '../deps.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
}

export const assetRoutes = ({ assets }: StorefrontDeps): Route[] => [
  get({
    path: '/assets/:file',
    who: 'anyone',
    rate: 'unlimited',
    cache: 'immutable',
    query: null,
    handle: (c: Ask) => {
      const name = c.req.param('file') ?? ''
      const type = types[path.extname(name)]
      const bytes = type ? assets.read(name) : undefined
      if (!bytes || !type) return c.notFound()
      return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type })
    },
  }),
]
