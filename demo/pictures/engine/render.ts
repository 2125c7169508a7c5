import { type Backdrop, type LitBackdrop, litBackdrop } from './backdrop.ts'
import { type Camera, type View, project, viewOf } from './camera.ts'
import { type Film, develop } from './film.ts'
import { geometryOf } from './geometry.ts'
import { type Lighting, rigFor } from './light.ts'
import type { Rgb } from './material.ts'
import { FINE, type Strip, emptyStrip, fillStrip, sortIntoStrips } from './raster.ts'
import { type Arriving, type Hit, arriving, hitAt, materialOf, shade } from './shade.ts'
import type { Model } from './surface.ts'
import { dot, indexAt } from './vec.ts'

/** All that one picture shows, and how it is lit and seen. */
export type Scene = Readonly<{ model: Model; backdrop: Backdrop; lighting: Lighting; camera: Camera; film?: Film }>

const ROWS = 64

/** Takes the picture: raw sRGB bytes, three a pixel. */
export function render(scene: Scene, width: number, height: number): Uint8Array {
  const { model, backdrop, lighting, camera } = scene
  const view = viewOf(camera, width, height)
  const { color } = backdrop.floor
  const level = 0.34 * (lighting.keyPower * 0.7 + lighting.skyPower)
  const rig = rigFor(geometryOf(model, true), lighting, [color[0] * level, color[1] * level, color[2] * level])
  const geometry = geometryOf(model)
  const points = project(geometry, view)
  const look = hitAt(geometry, points, view)
  const behind = litBackdrop(backdrop, view, rig)
  const light = new Float32Array(width * height * 3)
  const strip = emptyStrip(width, ROWS)
  const painter: Painter = {
    strip,
    view,
    behind,
    light,
    owner: geometry.owner,
    look,
    arrive: (hit, footprint) => arriving(rig, hit, footprint, out),
    shade: (hit, how) => shade(rig, materialOf(geometry, hit), hit, how),
  }
  for (const [index, list] of sortIntoStrips(geometry, points, ROWS, height).entries()) {
    strip.top = index * ROWS
    fillStrip(strip, list, geometry, points)
    for (let y = 0; y < ROWS && strip.top + y < height; y += 2)
      for (let x = 0; x < width; x += 2) paintBlock(painter, x, y)
  }
  return develop(light, width, height, scene.film ?? {})
}

type Painter = {
  strip: Strip
  view: View
  behind: LitBackdrop
  light: Float32Array
  owner: Int32Array
  look: (t: number, x: number, y: number) => Hit
  arrive: (hit: Hit, footprint: number) => Arriving
  shade: (hit: Hit, how: Arriving) => void
}

const NONE = -1
const MIXED = -2

/** What the samples of a square of pixels see: one surface, nothing, or several. */
function ownerOf({ strip, owner }: Painter, x: number, y: number, size: number): number {
  const line = strip.width * FINE
  const start = y * FINE * line + x * FINE
  const first = indexAt(strip.seen, start)
  const one = first < 0 ? NONE : indexAt(owner, first)
  for (let row = 0; row < size * FINE; row++)
    for (let column = 0; column < size * FINE; column++) {
      const t = indexAt(strip.seen, start + row * line + column)
      if ((t < 0 ? NONE : indexAt(owner, t)) !== one) return MIXED
    }
  return one
}

const out: Rgb = [0, 0, 0]

function keep({ light, view }: Painter, x: number, y: number): void {
  const index = (y * view.width + x) * 3
  light[index] = out[0]
  light[index + 1] = out[1]
  light[index + 2] = out[2]
}

function paintBlock(painter: Painter, x: number, y: number): void {
  const one = ownerOf(painter, x, y, 2)
  const top = painter.strip.top
  if (one === NONE) {
    for (let k = 0; k < 4; k++) {
      painter.behind(x + (k & 1) + 0.5, top + y + (k >> 1) + 0.5, out)
      keep(painter, x + (k & 1), top + y + (k >> 1))
    }
    return
  }
  if (one !== MIXED && paintSmooth(painter, x, y)) return
  for (let k = 0; k < 4; k++) paintPixel(painter, x + (k & 1), y + (k >> 1))
}

const seenAt = ({ strip }: Painter, x: number, y: number): number =>
  indexAt(strip.seen, (y * FINE + 1) * strip.width * FINE + x * FINE + 1)

function footprintOf(a: Hit, b: Hit, c: Hit): number {
  const across = Math.max(Math.abs(b.u - a.u), Math.abs(b.v - a.v))
  const down = Math.max(Math.abs(c.u - a.u), Math.abs(c.v - a.v))
  const size = Math.max(Math.min(across, down * 4), Math.min(down, across * 4))
  return size > 0.4 ? 0.002 : size
}

/** Four pixels of one gently bent surface share the measured light. */
function paintSmooth(painter: Painter, x: number, y: number): boolean {
  const top = painter.strip.top
  const hits: Hit[] = []
  for (let k = 0; k < 4; k++) {
    const [px, py] = [x + (k & 1), y + (k >> 1)]
    hits.push(painter.look(seenAt(painter, px, py), px + 0.5, top + py + 0.5))
  }
  const [a, b, c, d] = hits
  if (!a || !b || !c || !d || dot(a.n, d.n) < 0.985 || dot(b.n, c.n) < 0.985) return false
  const how = painter.arrive(a, footprintOf(a, b, c))
  for (const [k, hit] of hits.entries()) {
    painter.shade(hit, how)
    keep(painter, x + (k & 1), top + y + (k >> 1))
  }
  return true
}

/** At edges each sample is looked at on its own. */
function paintPixel(painter: Painter, x: number, y: number): void {
  const { strip } = painter
  const py = strip.top + y
  const one = ownerOf(painter, x, y, 1)
  if (one === NONE) {
    painter.behind(x + 0.5, py + 0.5, out)
    keep(painter, x, py)
    return
  }
  const sum: Rgb = [0, 0, 0]
  for (let k = 0; k < 4; k++) {
    const [sx, sy] = [k & 1, k >> 1]
    const t = indexAt(strip.seen, (y * FINE + sy) * strip.width * FINE + x * FINE + sx)
    const [fx, fy] = [x + 0.25 + sx / 2, py + 0.25 + sy / 2]
    if (t < 0) painter.behind(fx, fy, out)
    else {
      const hit = painter.look(t, fx, fy)
      painter.shade(hit, painter.arrive(hit, 0.002))
    }
    for (let c = 0; c < 3; c++) sum[c] = (sum[c] ?? 0) + Math.min(out[c] ?? 0, 1.6) / 4
  }
  out[0] = sum[0]
  out[1] = sum[1]
  out[2] = sum[2]
  keep(painter, x, py)
}
