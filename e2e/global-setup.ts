import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { TestProject } from 'vitest/node'

import { startShop } from './shop.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    shopUrl: string
    shopData: string
  }
}

/** One demo shop for all journeys. A shop that runs already can be named by SHOP_URL (its owner as in shop.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['SHOP_URL']
  if (running) {
    project.provide('shopUrl', running)
    project.provide('shopData', '')
    return async () => {}
  }
  const dataDir = mkdtempSync(path.join(tmpdir(), 'stoa-e2e-'))
  const shop = await startShop({ dataDir })
  project.provide('shopUrl', shop.url)
  project.provide('shopData', dataDir)
  return async () => {
    await shop.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
