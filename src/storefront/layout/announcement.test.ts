import { expect, test } from 'vitest'

import { ok } from '#kernel/result'
import { saveSetting } from '#modules/market'
import { done } from '#testing/builders'
import { testDb } from '#testing/db'
import { faultsIn } from '#testing/sound-html'
import { aStorefront } from '#testing/storefront'

const { db } = testDb()

test('a line above every page in its language, as text, and none where nobody wrote one', async () => {
  const shop = await aStorefront(db)
  const settings = { name: 'Sill', email: 'hello@sill.example', address: [] }
  const announce = (announcement?: Record<string, string>) =>
    done(db, async (tx) => ok(await saveSetting(tx, 'shop', { ...settings, ...(announcement && { announcement }) })))
  await announce({ en: 'Mugs & more: <10 %' })
  await shop.refresh()
  const page = await shop.browser().get('/search')
  expect(page.html).toContain('<p class="announcement">Mugs &amp; more: &lt;10 %</p>')
  expect(await faultsIn(page.html)).toEqual([])
  expect((await shop.browser().get('/de/search')).html).not.toContain('class="announcement"')
  await announce()
  await shop.refresh()
  expect((await shop.browser().get('/search')).html).not.toContain('class="announcement"')
})
