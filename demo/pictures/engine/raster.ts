import type { Projected } from './camera.ts'
import type { Geometry } from './geometry.ts'
import { at, indexAt } from './vec.ts'

/** Samples a pixel has in each direction. */
export const FINE = 2

/** A strip of the picture: which triangle each of its samples sees. */
export type Strip = { top: number; rows: number; width: number; near: Float32Array; seen: Int32Array }

export function emptyStrip(width: number, rows: number): Strip {
  const samples = width * FINE * rows * FINE
  return { top: 0, rows, width, near: new Float32Array(samples), seen: new Int32Array(samples) }
}

/** The triangles that touch each strip. */
export function sortIntoStrips({ triangles }: Geometry, { y }: Projected, rows: number, height: number): number[][] {
  const strips = Array.from({ length: Math.ceil(height / rows) }, (): number[] => [])
  for (let t = 0; t < triangles.length / 3; t++) {
    const [a, b, c] = [
      at(y, indexAt(triangles, t * 3)),
      at(y, indexAt(triangles, t * 3 + 1)),
      at(y, indexAt(triangles, t * 3 + 2)),
    ]
    const first = Math.max(0, Math.floor(Math.min(a, b, c) / rows))
    const last = Math.min(strips.length - 1, Math.floor(Math.max(a, b, c) / rows))
    for (let strip = first; strip <= last; strip++) strips[strip]?.push(t)
  }
  return strips
}

export function fillStrip(strip: Strip, list: readonly number[], geometry: Geometry, points: Projected): void {
  strip.near.fill(0)
  strip.seen.fill(-1)
  for (const t of list) fillTriangle(strip, t, geometry, points)
}

function fillTriangle(
  { top, rows, width, near, seen }: Strip,
  t: number,
  { triangles }: Geometry,
  points: Projected,
): void {
  const [a, b, c] = [indexAt(triangles, t * 3), indexAt(triangles, t * 3 + 1), indexAt(triangles, t * 3 + 2)]
  const ax = at(points.x, a) * FINE
  const bx = at(points.x, b) * FINE
  const cx = at(points.x, c) * FINE
  const ay = (at(points.y, a) - top) * FINE
  const by = (at(points.y, b) - top) * FINE
  const cy = (at(points.y, c) - top) * FINE
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (Math.abs(area) < 1e-9) return
  const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
  const x1 = Math.min(width * FINE - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
  const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
  const y1 = Math.min(rows * FINE - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
  const inverse = 1 / area
  const za = at(points.near, a)
  const zb = at(points.near, b) - za
  const zc = at(points.near, c) - za
  const stepB = (cy - ay) * inverse
  const stepC = -(by - ay) * inverse
  for (let y = y0; y <= y1; y++) {
    const dx = x0 + 0.5 - ax
    const dy = y + 0.5 - ay
    let wb = (dx * (cy - ay) - dy * (cx - ax)) * inverse
    let wc = ((bx - ax) * dy - (by - ay) * dx) * inverse
    let index = y * width * FINE + x0
    for (let x = x0; x <= x1; x++, index++, wb += stepB, wc += stepC) {
      if (wb < 0 || wc < 0 || wb + wc > 1) continue
      const z = za + zb * wb + zc * wc
      if (z <= at(near, index)) continue
      near[index] = z
      seen[index] = t
    }
  }
}
