import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { systemClock } from '#kernel/clock'
import { closeImages } from '#platform/images'
import { testDb } from '#testing/db'
import { anOpenShop } from '#testing/orders'
import { importFile } from '../import-file.ts'
import { aFile, csvOf, offline } from '../reading.test-support.ts'

const { db } = testDb()
beforeAll(() => anOpenShop(db))
afterAll(() => closeImages())

const row = (handle: string, words: Record<string, string> = {}) => ({
  Handle: handle,
  Title: `The ${handle}`,
  'Option1 Name': 'Title',
  'Option1 Value': 'Default Title',
  'Variant SKU': handle.toUpperCase(),
  'Variant Price': '10.00',
  ...words,
})

test('pictures beside the file are stored once, a missing one is told, and no path leads outside', async () => {
  const file = await aFile(
    csvOf([
      {
        sku: 'PIC',
        product_type: 'simple',
        name: 'Pictured',
        visibility: 'Catalog, Search',
        product_online: '1',
        price: '5',
        url_key: 'pictured',
        base_image: '/a/one.png',
        additional_images: '/a/none.png,../../../etc/hosts,/a/text.png',
      },
    ]),
  )
  const folder = path.dirname(file.path)
  await mkdir(path.join(folder, 'pub/media/import/a'), { recursive: true })
  const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#356' } })
    .png()
    .toBuffer()
  await writeFile(path.join(folder, 'pub/media/import/a/one.png'), png)
  await writeFile(path.join(folder, 'pub/media/import/a/text.png'), 'not a picture')
  const deps = { db, clock: systemClock, mediaFolder: path.join(folder, 'shelf') }

  const first = await importFile(deps, { path: file.path, apply: true })
  expect(first.pictures).toEqual({ stored: 1, missing: 3 })
  const again = await importFile(deps, { path: file.path, apply: true })
  expect(again).toMatchObject({ pictures: { stored: 0, missing: 3 }, outcome: { unchanged: 1, changed: 0 } })
  const shown = await db
    .selectFrom('products as p')
    .innerJoin('product_media as m', 'm.product_id', 'p.id')
    .innerJoin('media', 'media.id', 'm.media_id')
    .select(['media.width', 'media.height'])
    .where('p.slug', '=', 'pictured')
    .execute()
  expect(shown).toEqual([{ width: 40, height: 30 }])
  await file.remove()
})

test('a picture of the web is fetched once, and tied to its variant', async () => {
  const png = await sharp({ create: { width: 50, height: 20, channels: 3, background: '#a53' } })
    .png()
    .toBuffer()
  const asked: string[] = []
  const fetchPicture = (url: string) => {
    asked.push(url)
    return Promise.resolve(png)
  }
  const file = await aFile(
    csvOf([
      row('webbed', { 'Image Src': 'https://img.example/a b.png', 'Variant Image': 'https://img.example/a b.png' }),
    ]),
  )
  const deps = { ...offline(db), mediaFolder: path.join(path.dirname(file.path), 'shelf'), fetchPicture }
  const first = await importFile(deps, { path: file.path, apply: true })
  const again = await importFile(deps, { path: file.path, apply: true })
  expect(asked).toEqual(['https://img.example/a%20b.png'])
  expect([first.pictures.stored, again.pictures.stored, again.outcome.unchanged]).toEqual([1, 0, 1])
  const tied = await db
    .selectFrom('variant_media as m')
    .innerJoin('variants as v', 'v.id', 'm.variant_id')
    .select('v.sku')
    .where('v.sku', '=', 'WEBBED')
    .execute()
  expect(tied).toHaveLength(1)
  await file.remove()
})

test('a server that never answers is given up, not asked for every picture', async () => {
  let asked = 0
  const fetchPicture = () => {
    asked += 1
    return Promise.reject(new Error('no answer in time'))
  }
  const rows = Array.from({ length: 60 }, (_, at) =>
    row(`silent-${at}`, { 'Image Src': `https://silent.example/${at}.png` }),
  )
  const file = await aFile(csvOf(rows))
  const report = await importFile({ ...offline(db), fetchPicture }, { path: file.path, apply: true })
  expect(asked).toBeLessThan(20)
  expect(report).toMatchObject({ pictures: { stored: 0, missing: 60 }, outcome: { created: 60 } })
  await file.remove()
})
