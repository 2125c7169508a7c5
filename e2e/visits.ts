import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

import { openBrowser } from './browser.ts'
import { listen } from './complaints.ts'

/** How long a person would wait for something to appear before giving up (milliseconds). */
const PATIENCE = 10_000

export type Visit = (options?: BrowserContextOptions) => Promise<Page>

/**
 * One browser for the journeys of a file. Each visit is a person of its own: no cookies, a fresh window. What a failed
 * journey saw last is kept as pictures. A journey also fails when the browser complained on its way.
 */
export function useBrowser(): Visit {
  let browser: Browser | undefined
  let visits: { context: BrowserContext; complaints: string[] }[] = []

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async ({ task }) => {
    const contexts = visits.map(({ context }) => context)
    const complaints = visits.flatMap((each) => each.complaints)
    visits = []
    if (task.result?.state === 'fail' || complaints.length > 0) await keepPictures(contexts, task.name)
    await Promise.all(contexts.map((context) => context.close()))
    expect(complaints).toEqual([])
  })
  afterAll(() => browser?.close())

  return async (options = {}) => {
    if (!browser) throw new Error('The browser is not open yet.')
    const context = await browser.newContext({
      baseURL: inject('shopUrl'),
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    })
    context.setDefaultTimeout(PATIENCE)
    visits.push({ context, complaints: listen(context) })
    return context.newPage()
  }
}

async function keepPictures(contexts: readonly BrowserContext[], journey: string): Promise<void> {
  const folder = path.join(tmpdir(), 'stoa-journeys')
  mkdirSync(folder, { recursive: true })
  const name = journey.replaceAll(/\W+/g, '-').slice(0, 60)
  const pages = contexts.flatMap((context) => context.pages())
  for (const [index, page] of pages.entries()) {
    const file = path.join(folder, `${name}-${index + 1}.png`)
    await page.screenshot({ path: file, fullPage: true, timeout: 5_000 }).catch(() => null)
    process.stderr.write(`${page.url()} looked like ${file}\n`)
  }
}
