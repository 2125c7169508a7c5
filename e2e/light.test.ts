import { gzipSync } from 'node:zlib'

import type { Page, Response } from 'playwright-core'
import { expect, inject, test } from 'vitest'

import { useBrowser } from './visits.ts'
import * as shopper from './vocabulary.ts'

const visit = useBrowser()
const KB = 1024

/** Notes how far things have moved by themselves; every shift counts, there is no allowance. */
const watchShifts = `
  window.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
`

/** Opens a page anew and reads it to its end. */
async function readToTheEnd(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'load' })
  const screens = await page.evaluate<number>('Math.ceil(document.documentElement.scrollHeight / innerHeight)')
  for (let screen = 0; screen < screens; screen += 1) {
    await page.evaluate('scrollBy(0, innerHeight)')
    await page.waitForTimeout(60)
  }
  return page.evaluate<number>('document.fonts.ready.then(() => window.shifted)')
}

/** The pages a shopper sees most: the front page, the first category, its first product that is there. */
async function mostSeen(page: Page): Promise<string[]> {
  await shopper.openCategory(page)
  const category = page.url()
  await shopper.openFirstInStock(page)
  return ['/', category, page.url()]
}

test('nothing moves by itself while a page appears and is read', async () => {
  const addresses = await mostSeen(await visit())
  for (const viewport of [
    { width: 390, height: 844 },
    { width: 1440, height: 900 },
  ]) {
    const page = await visit({ viewport })
    await page.addInitScript(watchShifts)
    for (const address of addresses)
      expect([address, viewport.width, await readToTheEnd(page, address)]).toEqual([address, viewport.width, 0])
  }
})

/** What a page weighs when it is fetched for the first time, compressed (bytes). */
async function weigh(page: Page, address: string): Promise<{ html: number; scripts: number; styles: number }> {
  const answers: Response[] = []
  page.on('response', (answer) => answers.push(answer))
  await page.goto(address, { waitUntil: 'networkidle' })
  page.removeAllListeners('response')
  const weight = async (type: string): Promise<number> => {
    const bodies = answers.filter((answer) => answer.request().resourceType() === type && answer.ok())
    const sizes = await Promise.all(bodies.map(async (answer) => gzipSync(await answer.body()).length))
    return sizes.reduce((sum, size) => sum + size, 0)
  }
  const html = gzipSync(await (await fetch(new URL(address, inject('shopUrl')))).text()).length
  return { html, scripts: await weight('script'), styles: await weight('stylesheet') }
}

test('pages are light', async () => {
  const addresses = await mostSeen(await visit())
  for (const address of addresses) {
    const { html, scripts, styles } = await weigh(await visit(), address)
    expect(html, `HTML of ${address}`).toBeLessThanOrEqual(60 * KB)
    expect(scripts, `scripts of ${address}`).toBeLessThanOrEqual(20 * KB)
    expect(scripts, `scripts of ${address}`).toBeGreaterThan(0)
    expect(styles, `styles of ${address}`).toBeLessThanOrEqual(20 * KB)
  }
})

test('pictures are told their size and come in a modern form', async () => {
  const page = await visit()
  const addresses = await mostSeen(page)
  for (const address of addresses) {
    await page.goto(address, { waitUntil: 'load' })
    const bad = await page.evaluate<string[]>(`[...document.images]
      .filter((i) => i.complete && i.naturalWidth > 0 && !i.currentSrc.endsWith('.svg'))
      .filter((i) => !i.width || !i.getAttribute('width') || !/avif|webp/.test(i.currentSrc))
      .map((i) => i.outerHTML.slice(0, 200))`)
    expect(bad).toEqual([])
  }
})
