import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Violation = { id: string; help: string; nodes: { html: string; failureSummary: string }[] }

const small = { width: 390, height: 844 }
const large = { width: 1440, height: 900 }

/** Colors that are on their way to others are not looked at yet. */
const settled = `new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))).then(() =>
  Promise.allSettled(
    document.getAnimations().filter((a) => a.effect.getComputedTiming().endTime < 5000).map((a) => a.finished),
  ).then(() => null),
)`

/** What axe finds on the page as it is now, one line for each place; empty is good. */
async function violations(page: Page, only?: 'color-contrast'): Promise<string[]> {
  const options = only ? { runOnly: [only] } : { runOnly: tags }
  await page.evaluate(source)
  await page.evaluate(settled)
  const found = await page.evaluate<Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations)`,
  )
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, 200)} ${failureSummary}`),
  )
}

/** Light and dark, on a desk and in a pocket: everything in two of the four, colors in all of them. */
export async function everyLook(page: Page): Promise<string[]> {
  const found: string[] = []
  const look = async (colorScheme: 'light' | 'dark', size: typeof small, only?: 'color-contrast'): Promise<void> => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(size)
    for (const each of await violations(page, only)) found.push(`${page.url()} ${colorScheme} ${size.width}: ${each}`)
  }
  await look('light', large)
  await look('dark', large, 'color-contrast')
  await look('dark', small)
  await look('light', small, 'color-contrast')
  await page.setViewportSize(large)
  return found
}

/** As the page is shown right now. */
export async function thisLook(page: Page): Promise<string[]> {
  return (await violations(page)).map((each) => `${page.url()}: ${each}`)
}
