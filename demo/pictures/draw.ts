import sharp from 'sharp'

import { render } from './engine/render.ts'
import { scenes } from './scenes.ts'

/** All pictures of the shop have this shape. */
export const FULL = { width: 1280, height: 1600 }

export const pictureNames = Object.keys(scenes)

/** Draws one picture as JPEG. The same name and size give the same bytes. */
export async function draw(name: string, { width, height } = FULL): Promise<Buffer> {
  const scene = scenes[name]
  if (!scene) throw new RangeError(`no such picture: ${name}`)
  const pixels = render(await scene(), width, height)
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88, mozjpeg: true })
    .toBuffer()
}
