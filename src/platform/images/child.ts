/**
 * Opens pictures from outside, in a process of its own: whatever a file does to the decoder, the shop goes on. Run by
 * `pool.ts`, which also ends it when it takes too long.
 */
import { rename, mkdir, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

import sharp, { type OutputInfo, type Sharp } from 'sharp'

import { shelf, type MediaFormat } from './files.ts'
import type { ImageJob, ImageReply } from './pool.ts'
import type { PictureType } from './picture-type.ts'
import { widthsFor } from './widths.ts'

/** More pixels than any camera that sells pictures of mugs; what comes above is a bomb. */
const MOST_PIXELS = 100_000_000
const MOST_MEMORY = 1_000_000_000
const OUT_OF_MEMORY = 3

const loaders: Record<PictureType, string> = {
  jpeg: 'VipsForeignLoadJpegBuffer',
  png: 'VipsForeignLoadPngBuffer',
  webp: 'VipsForeignLoadWebpBuffer',
  avif: 'VipsForeignLoadHeifBuffer',
  gif: 'VipsForeignLoadNsgifBuffer',
  tiff: 'VipsForeignLoadTiffBuffer',
}

sharp.cache(false)
sharp.concurrency(1)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: Object.values(loaders) })
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

setInterval(() => {
  if (process.memoryUsage.rss() > MOST_MEMORY) process.exit(OUT_OF_MEMORY)
}, 50).unref()

process.on('disconnect', () => process.exit(0))
process.on('message', (job: ImageJob) => {
  void answer(job).then((reply) => process.send?.(reply))
})

async function answer(job: ImageJob): Promise<ImageReply> {
  try {
    return { id: job.id, ok: true, image: await processed(job) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { id: job.id, ok: false, code: /pixel limit/i.test(message) ? 'too_large' : codeOf(error) }
  }
}

/** A full disk is our fault, not the picture's. */
const codeOf = (error: unknown): 'unreadable' | 'not_written' =>
  error instanceof Error && 'syscall' in error ? 'not_written' : 'unreadable'

async function processed({ bytes, hash, folder }: ImageJob) {
  const input = sharp(Buffer.from(bytes), { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { autoOrient, width = 0, height = 0 } = await input.metadata()
  const size = { width: autoOrient.width ?? width, height: autoOrient.height ?? height }
  const widths = widthsFor(size.width, size.height)

  // Decoded once; every width is then made of these pixels, which carry no metadata.
  const base = await input
    .autoOrient()
    .resize({ width: widths.at(-1) ?? 1 })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  await mkdir(shelf(folder, hash), { recursive: true })
  for (const each of widths) {
    const small = await raw(base).resize({ width: each }).raw().toBuffer({ resolveWithObject: true })
    await keep(folder, `${hash}-${each}.avif`, await encoded(small, 'avif', each))
    await keep(folder, `${hash}-${each}.webp`, await encoded(small, 'webp', each))
  }
  const image = { hash, ...size, widths, color: await dominant(base) }
  await keep(folder, `${hash}.json`, Buffer.from(JSON.stringify(image)))
  return image
}

type Pixels = { data: Buffer; info: OutputInfo }

const raw = ({ data, info }: Pixels): Sharp =>
  sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })

/**
 * Measured on six photographs of 1600 px, all widths: AVIF effort 0, 1, 2, 4 took 0.17, 0.49, 0.66, 6.1 s for 110, 98,
 * 97, 90 KB. So the small ones, which lists are full of, get 1 and the large ones 0.
 */
const encoded = (pixels: Pixels, format: MediaFormat, width: number): Promise<Buffer> =>
  format === 'avif'
    ? raw(pixels)
        .avif({ quality: 56, effort: width <= 640 ? 1 : 0, chromaSubsampling: '4:2:0' })
        .toBuffer()
    : raw(pixels).webp({ quality: 76, effort: 2 }).toBuffer()

async function dominant(pixels: Pixels): Promise<string> {
  const small = await raw(pixels)
    .resize({ width: 48 })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png()
    .toBuffer()
  const { r, g, b } = (await sharp(small).stats()).dominant
  return `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** A file is whole or not there: it gets its name when it is written. */
async function keep(folder: string, name: string, content: Buffer): Promise<void> {
  const place = path.join(shelf(folder, name), name)
  const unfinished = `${place}.${process.pid}.part`
  await writeFile(unfinished, content)
  await rename(unfinished, place)
}
