import type { Vec2 } from '../engine/vec.ts'

/** Sheets are 300 × 400; patterns that tile are 400 × 400. */
export const SHEET = { width: 300, height: 400 }

export const n = (value: number): string => value.toFixed(2)

export function sheetOf(
  ground: string,
  content: string,
  { width, height }: { width: number; height: number } = SHEET,
): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}" fill="${ground}"/>${content}</svg>`
}

/** A sheet with a border of bare paper around the print. */
export function bordered(paper: string, ground: string, content: string, border = 22): string {
  const [w, h] = [SHEET.width - border * 2, SHEET.height - border * 2]
  return sheetOf(
    paper,
    `<svg x="${border}" y="${border}" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}"><rect width="${w}" height="${h}" fill="${ground}"/>${content}</svg>`,
  )
}

export const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${fill}" ${more}/>`

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`

export const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`

export const line = (d: string, color: string, width: number, more = ''): string =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`

export const polyline = (points: readonly Vec2[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${n(x)} ${n(y)}`).join('')

/** A closed curve through points, rounded. */
export function blob(points: readonly Vec2[]): string {
  const count = points.length
  const get = (index: number): Vec2 => points[(index + count) % count] ?? [0, 0]
  const [x, y] = get(0)
  let d = `M${n(x)} ${n(y)}`
  for (let index = 0; index < count; index++) {
    const [a, b, c, e] = [get(index - 1), get(index), get(index + 1), get(index + 2)]
    d += `C${n(b[0] + (c[0] - a[0]) / 6)} ${n(b[1] + (c[1] - a[1]) / 6)} ${n(c[0] - (e[0] - b[0]) / 6)} ${n(c[1] - (e[1] - b[1]) / 6)} ${n(c[0])} ${n(c[1])}`
  }
  return `${d}Z`
}

export const polar = (x: number, y: number, r: number, angle: number): Vec2 => [
  x + Math.cos(angle) * r,
  y + Math.sin(angle) * r,
]
