import { readFileSync } from 'node:fs'
import path from 'node:path'

import { z } from 'zod'

const manifestSchema = z.object({ css: z.string(), js: z.string(), fonts: z.array(z.string()), icon: z.string() })

/** The built files a page names, and their bytes by file name. The names change with the content. */
export type Assets = Readonly<{
  css: string
  js: string
  /** Fonts to fetch at once. */
  fonts: readonly string[]
  icon: string
  read: (name: string) => Buffer | undefined
}>

/** @throws Error when the storefront has not been built. */
export function readAssets(folder: string): Assets {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')))
  const files = new Map<string, Buffer>()
  return {
    ...manifest,
    read: (name) => {
      if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) return undefined
      const known = files.get(name)
      if (known) return known
      const bytes = fileIn(folder, name)
      if (bytes) files.set(name, bytes)
      return bytes
    },
  }
}

function fileIn(folder: string, name: string): Buffer | undefined {
  try {
    return readFileSync(path.join(folder, name))
  } catch {
    return undefined
  }
}
