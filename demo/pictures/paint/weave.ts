import { type Rgb, rgb } from '../engine/material.ts'
import { hash } from '../engine/random.ts'
import { type Texture, textureOfPaint } from '../engine/texture.ts'

type Weave = {
  /** Threads in one tile, each way. */
  threads: number
  /** Pixels a thread is wide. */
  thick?: number
  warp: (index: number) => string
  weft: (index: number) => string
  /** Whether the warp lies on top at a crossing. */
  over?: (warp: number, weft: number) => boolean
  repeat: readonly [number, number]
  relief?: number
}

export const plain = (warp: number, weft: number): boolean => (warp + weft) % 2 === 0
export const twill = (warp: number, weft: number): boolean => (warp + weft) % 4 < 2
export const herringbone = (warp: number, weft: number): boolean =>
  ((Math.floor(warp / 12) % 2 === 0 ? warp + weft : weft - warp + 120) & 3) < 2
export const waffle = (warp: number, weft: number): boolean => {
  const [a, b] = [Math.abs((warp % 8) - 4), Math.abs((weft % 8) - 4)]
  return a === b ? plain(warp, weft) : a > b
}

const cache = new Map<string, Rgb>()
function light(hex: string): Rgb {
  const known = cache.get(hex)
  if (known) return known
  const made = rgb(hex)
  cache.set(hex, made)
  return made
}

/** Cloth, thread by thread: each is rounded, dips under its neighbors and is a little uneven. */
export function weave({ threads, thick = 8, warp, weft, over = plain, repeat, relief = 0.5 }: Weave): Texture {
  const size = threads * thick
  const warps = Array.from({ length: threads }, (_, index) => light(warp(index)))
  const wefts = Array.from({ length: threads }, (_, index) => light(weft(index)))
  const gray: Rgb = [0.5, 0.5, 0.5]
  return textureOfPaint(
    size,
    size,
    (x, y, out) => {
      const i = Math.floor(x / thick)
      const j = Math.floor(y / thick)
      const a = (x + 0.5) / thick - i - 0.5
      const b = (y + 0.5) / thick - j - 0.5
      const top = over(i, j)
      const color = (top ? warps[i] : wefts[j]) ?? gray
      const across = top ? a : b
      const along = top ? b : a
      const twist = 0.05 * Math.sin((along + across * 1.4) * 14)
      const uneven = 0.9 + 0.2 * hash(i, j, top ? 1 : 2) * (0.6 + 0.8 * hash(top ? i : j, 7, top ? 3 : 4))
      const shade = (1.08 - relief * (across * across * 2.6 + along * along * 0.9) + twist) * uneven
      out[0] = color[0] * shade
      out[1] = color[1] * shade
      out[2] = color[2] * shade
    },
    repeat,
  )
}

type Knit = {
  color: (column: number, row: number) => string
  columns: number
  rows: number
  repeat: readonly [number, number]
}

/** Stockinette: columns of small leaning leaves. */
export function knit({ color, columns, rows, repeat }: Knit): Texture {
  const [w, h] = [22, 16]
  return textureOfPaint(
    columns * w,
    rows * h,
    (x, y, out) => {
      const column = Math.floor(x / w)
      const side = (x / w - column) * 2 - 1
      const lean = y / h + Math.abs(side) * 0.75
      const row = Math.floor(lean)
      const t = lean - row
      const c = light(color(column, ((row % rows) + rows) % rows))
      const profile = 1 - (2 * t - 1) ** 2
      const edge = 1 - (2 * Math.abs(Math.abs(side) - 0.5)) ** 3
      const fiber = 0.06 * Math.sin((t * 3 + Math.abs(side) * 4) * 6) + 0.08 * (hash(x, y, 5) - 0.5)
      const shade = 0.38 + 0.68 * Math.sqrt(profile) * (0.45 + 0.55 * edge) + fiber
      out[0] = c[0] * shade
      out[1] = c[1] * shade
      out[2] = c[2] * shade
    },
    repeat,
  )
}
