import { readFile } from 'node:fs/promises'

import { get, type Route } from '#platform/http/route'
import { mediaFile } from '#platform/images'
import type { StorefrontDeps } from '../deps.ts'

/** The shop's pictures. A file's name is made of its content, so a browser keeps it for ever. */
export const mediaRoutes = ({ mediaFolder }: StorefrontDeps): Route[] => [
  get({
    path: '/media/:file',
    who: 'anyone',
    rate: 'unlimited',
    cache: 'immutable',
    query: null,
    handle: async (c) => {
      const file = mediaFile(mediaFolder, c.req.param('file') ?? '')
      const bytes = file && (await bytesOf(file.path))
      if (!file || !bytes) return c.notFound()
      return c.body(new Uint8Array(bytes), 200, {
        'Content-Type': file.type,
        'Content-Length': String(bytes.length),
        // Our mails show them too, and those are read on other people's pages.
        'Cross-Origin-Resource-Policy': 'cross-origin',
      })
    },
  }),
]

async function bytesOf(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
