import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { deflateSync } from 'node:zlib'

import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { closeImages, mediaFile, mediaUrl, processImage } from '../images.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stoa-media-'))
})
afterAll(async () => {
  closeImages()
  await rm(folder, { recursive: true, force: true })
})

const drawn = (width: number, height: number, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } })

const fileOf = (hash: string, width: number, format: 'avif' | 'webp'): string => {
  const name = path.basename(mediaUrl(hash, width, format))
  return mediaFile(folder, name)?.path ?? ''
}

test('a photograph becomes AVIF and WebP in the widths of the pages', async () => {
  const photo = await drawn(1000, 800).jpeg().toBuffer()

  const image = await processImage(photo, folder)

  if (!image.ok) throw new Error(image.refusal.code)
  expect(image.value).toMatchObject({ width: 1000, height: 800, widths: [160, 320, 480, 640, 960] })
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(image.value.color.slice(at, at + 2), 16))
  expect([(red ?? 0) < 80, (green ?? 0) < 130, (blue ?? 0) > 180]).toEqual([true, true, true])
  for (const width of image.value.widths) {
    const avif = await sharp(fileOf(image.value.hash, width, 'avif')).metadata()
    const webp = await sharp(fileOf(image.value.hash, width, 'webp')).metadata()
    expect([avif.format, avif.compression, avif.width, webp.format, webp.width]).toEqual([
      'heif',
      'av1',
      width,
      'webp',
      width,
    ])
  }
})

test('where it was taken and by whom is not told on, and it stands upright', async () => {
  const photo = await drawn(600, 400)
    .withExif({
      IFD0: { Artist: 'Secret Name', Copyright: 'Secret Name' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '13/1 24/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect((await sharp(photo).metadata()).exif?.includes('Secret Name')).toBe(true)

  const image = await processImage(photo, folder)

  expect(image).toMatchObject({ ok: true, value: { width: 400, height: 600, widths: [160, 320] } })
  if (!image.ok) return
  const names = (await readdir(path.join(folder, image.value.hash.slice(0, 2)))).filter((name) =>
    name.startsWith(image.value.hash),
  )
  for (const name of names.filter((each) => !each.endsWith('.json'))) {
    const bytes = await readFile(path.join(folder, image.value.hash.slice(0, 2), name))
    const { exif, xmp, icc, width = 0, height = 0 } = await sharp(bytes).metadata()
    expect([exif, xmp, icc, bytes.includes('Secret'), height > width]).toEqual([
      undefined,
      undefined,
      undefined,
      false,
      true,
    ])
  }
})

test('a picture smaller than the smallest width is kept as it is; the same bytes cost nothing again', async () => {
  const icon = await drawn(90, 60).png().toBuffer()

  const first = await processImage(icon, folder)
  if (!first.ok) throw new Error(first.refusal.code)
  const file = fileOf(first.value.hash, 90, 'avif')
  const written = (await stat(file)).mtimeMs
  const again = await processImage(icon, folder)

  expect(first.value).toMatchObject({ width: 90, height: 60, widths: [90] })
  expect(again).toEqual(first)
  expect((await stat(file)).mtimeMs).toBe(written)
})

test.each(['png', 'webp', 'avif', 'gif', 'tiff'] as const)('%s is opened, also with clear parts', async (format) => {
  const picture = await sharp({ create: { width: 200, height: 100, channels: 4, background: '#aa000080' } })
    .toFormat(format)
    .toBuffer()
  expect(await processImage(picture, folder)).toMatchObject({
    ok: true,
    value: { width: 200, height: 100, widths: [160] },
  })
})

test.each([
  ['a drawing in SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ['a page that calls itself a picture', Buffer.from('<html><body>GIF89a</body></html>')],
  ['a PDF', Buffer.from('%PDF-1.7 …')],
  ['nothing', Buffer.alloc(0)],
])('%s is refused by its bytes', async (_what, bytes) => {
  expect(await processImage(bytes, folder)).toEqual({ ok: false, refusal: { code: 'unknown_type' } })
})

test('a start without a picture behind it is refused', async () => {
  const garbage = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(5000, 'stoa')])
  const photo = await drawn(800, 800).png().toBuffer()
  const svgInside = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')])

  expect(await processImage(garbage, folder)).toEqual({ ok: false, refusal: { code: 'unreadable' } })
  expect(await processImage(svgInside, folder)).toEqual({ ok: false, refusal: { code: 'unreadable' } })
  expect(await processImage(photo.subarray(0, photo.length / 2), folder)).toEqual({
    ok: false,
    refusal: { code: 'unreadable' },
  })
})

/** A PNG of few bytes that says it has 50,000 × 50,000 pixels. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(50_000, 0)
  head.writeUInt32BE(50_000, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

test('a bomb is refused, and the next picture is none the worse', async () => {
  expect(await processImage(bomb(), folder)).toEqual({ ok: false, refusal: { code: 'too_large' } })
  expect(await processImage(await drawn(300, 300).jpeg().toBuffer(), folder)).toMatchObject({ ok: true })
})

test('when the shop stops, nobody waits for a picture; when it goes on, pictures do too', async () => {
  const large = await drawn(6000, 6000, '#112233').jpeg().toBuffer()

  const waiting = [large, await drawn(5000, 5000).jpeg().toBuffer(), await drawn(400, 400).png().toBuffer()].map(
    (picture) => processImage(picture, folder),
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  closeImages()

  expect(await Promise.all(waiting)).toContainEqual({ ok: false, refusal: { code: 'too_slow' } })
  expect(await processImage(await drawn(401, 400).png().toBuffer(), folder)).toMatchObject({ ok: true })
})

test('many at once wait their turn', async () => {
  const pictures = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      drawn(200 + index, 150)
        .jpeg()
        .toBuffer(),
    ),
  )
  const images = await Promise.all(pictures.map((picture) => processImage(picture, folder)))
  expect(images.map((image) => image.ok && image.value.width)).toEqual(pictures.map((_, index) => 200 + index))
})

test('a name that is none of ours leads to no file', () => {
  for (const name of [
    '../secret',
    'x.avif',
    `${'a'.repeat(22)}-160.png`,
    `${'a'.repeat(22)}.json`,
    `${'a'.repeat(21)}-160.webp`,
  ])
    expect(mediaFile(folder, name)).toBeNull()
})

const samples = [
  path.resolve('../shared/data/catalogues/vendure/assets'),
  path.resolve('../shared/data/catalogues/datakick/images'),
].filter((each) => existsSync(each))
if (samples.length === 0)
  process.stderr.write('No photographs of the sample catalogs are here: that test is skipped.\n')

test.skipIf(samples.length === 0)('photographs of the sample catalogs come out in every width', async () => {
  const photos = samples.flatMap((each) =>
    readdirSync(each, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(jpe?g|png|gif)$/i.test(name))
      .slice(0, 4)
      .map((name) => path.join(each, name)),
  )
  expect(photos.length).toBeGreaterThan(3)
  const images = await Promise.all(photos.map((photo) => processImage(photo, folder)))
  for (const image of images) {
    if (!image.ok) throw new Error(image.refusal.code)
    for (const width of image.value.widths) expect(existsSync(fileOf(image.value.hash, width, 'avif'))).toBe(true)
  }
})
