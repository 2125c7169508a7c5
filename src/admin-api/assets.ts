import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { type Ask, get, type Route } from '#platform/http/route'

const types: Record<string, string> = {
  '.html': 'text/html; charset=UTF-8',
  '.js': 'text/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=UTF-8',
}

type Asset = { body: Uint8Array<ArrayBuffer>; type: string }

const asset = (file: string): Asset => ({
  body: new Uint8Array(readFileSync(file)),
  type: types[path.extname(file)] ?? 'application/octet-stream',
})

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    files.map((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      return [path.relative(folder, file).replaceAll('\\', '/'), asset(file)]
    }),
  )
}

/**
 * The built app: files with a hash in their name for ever, and the one page for every other address below /admin, so
 * that a link to an order opens that order. What is served is what was there at the start.
 */
export function assetRoutes(folder: string): Route[] {
  let known: ReadonlyMap<string, Asset> | null = null
  const find = (name: string): Asset | undefined => (known ??= readAssets(folder)).get(name)
  const send = (c: Ask, found: Asset | undefined): Response =>
    found ? c.body(found.body, 200, { 'Content-Type': found.type }) : c.text('There is nothing here.', 404)
  const shown = { who: 'anyone', rate: 'unlimited', query: null } as const
  return [
    get({
      ...shown,
      path: '/admin/assets/*',
      cache: 'immutable',
      handle: (c) => send(c, find(c.req.path.slice('/admin/'.length))),
    }),
    get({
      ...shown,
      path: '/admin/api/*',
      cache: 'private',
      handle: (c) => c.json({ code: 'not_found', message: 'There is nothing here.' }, 404),
    }),
    get({
      ...shown,
      path: '/admin/*',
      cache: 'private',
      handle: (c) => send(c, find(c.req.path.slice('/admin/'.length)) ?? find('index.html')),
    }),
  ]
}
