import sharp from 'sharp'

import { type Rgb, linearOf } from './material.ts'
import { at, byteAt, clamp, mix } from './vec.ts'

type Level = { width: number; height: number; data: Float32Array }

/** A picture in linear light, with smaller and smaller copies for what is far away. */
export type Texture = Readonly<{ levels: readonly Level[]; repeat: readonly [number, number] }>

function halved({ width, height, data }: Level): Level {
  const [w, h] = [Math.max(1, width >> 1), Math.max(1, height >> 1)]
  const out = new Float32Array(w * h * 3)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let c = 0; c < 3; c++) {
        const from = (y * 2 * width + x * 2) * 3 + c
        out[(y * w + x) * 3 + c] =
          (at(data, from) + at(data, from + 3) + at(data, from + width * 3) + at(data, from + width * 3 + 3)) / 4
      }
  return { width: w, height: h, data: out }
}

function textureOf(first: Level, repeat: readonly [number, number]): Texture {
  const levels = [first]
  for (let last = first; last.width > 8 && last.height > 8;) {
    last = halved(last)
    levels.push(last)
  }
  return { levels, repeat }
}

/** Draws an SVG as wide as asked. */
export async function textureOfSvg(
  svg: string,
  width: number,
  repeat: readonly [number, number] = [1, 1],
): Promise<Texture> {
  const drawn = sharp(Buffer.from(svg)).resize({ width }).flatten({ background: '#ffffff' }).removeAlpha()
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true })
  const light = new Float32Array(data.length)
  for (let index = 0; index < data.length; index++) light[index] = at(linearOf, byteAt(data, index))
  return textureOf({ width: info.width, height: info.height, data: light }, repeat)
}

type Painter = (x: number, y: number, out: Rgb) => void

/** Paints a texture pixel by pixel, in linear light. */
export function textureOfPaint(
  width: number,
  height: number,
  paint: Painter,
  repeat: readonly [number, number] = [1, 1],
): Texture {
  const data = new Float32Array(width * height * 3)
  const color: Rgb = [0, 0, 0]
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      paint(x, y, color)
      data.set(color, (y * width + x) * 3)
    }
  return textureOf({ width, height, data }, repeat)
}

const wrapped = (index: number, size: number): number => ((index % size) + size) % size

function sampleLevel({ width, height, data }: Level, u: number, v: number, out: Rgb): void {
  const x = u * width - 0.5
  const y = v * height - 0.5
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  const fx = x - xi
  const fy = y - yi
  const left = wrapped(xi, width)
  const right = wrapped(xi + 1, width)
  const top = wrapped(yi, height) * width
  const bottom = wrapped(yi + 1, height) * width
  for (let c = 0; c < 3; c++) {
    const a = mix(at(data, (top + left) * 3 + c), at(data, (top + right) * 3 + c), fx)
    const b = mix(at(data, (bottom + left) * 3 + c), at(data, (bottom + right) * 3 + c), fx)
    out[c] = mix(a, b, fy)
  }
}

const other: Rgb = [0, 0, 0]

/** The color at a place; `footprint` is how much of u or v one pixel of the picture covers. */
export function sample(texture: Texture, [u, v]: readonly [number, number], footprint: number, out: Rgb): void {
  const { levels, repeat } = texture
  const [first] = levels
  if (!first) return
  const texels = footprint * Math.max(first.width * repeat[0], first.height * repeat[1])
  const wanted = clamp(Math.log2(Math.max(texels, 1e-6)) + 0.15, 0, levels.length - 1)
  const index = Math.floor(wanted)
  const once = repeat[0] === 1 && repeat[1] === 1
  const s = once ? clamp(u, 0.0005, 0.9995) : u * repeat[0]
  const t = once ? clamp(v, 0.0005, 0.9995) : v * repeat[1]
  sampleLevel(levels[index] ?? first, s, t, out)
  const next = levels[index + 1]
  if (!next || wanted === index) return
  sampleLevel(next, s, t, other)
  for (let c = 0; c < 3; c++) out[c] = mix(out[c] ?? 0, other[c] ?? 0, wanted - index)
}
