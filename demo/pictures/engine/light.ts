import type { Geometry } from './geometry.ts'
import type { Rgb } from './material.ts'
import { type Vec2, type Vec3, add, at, basis, clamp, indexAt, scale, unit } from './vec.ts'

/** Light from far away, with the shadows it throws. */
type Beam = { direction: Vec3; right: Vec3; up: Vec3; color: Rgb; isKey: boolean; size: number; depth: Float32Array }

/** A bulb: light that falls off with distance. `cone` is how much of it leaves upwards and downwards only (0 to 1). */
export type Bulb = Readonly<{ at: Vec3; color: Rgb; power: number; cone?: number }>

/** How a scene is lit. Amounts are such that a white sheet on the floor ends up just white. */
export type Lighting = Readonly<{
  key: Vec3
  keyColor: Rgb
  keyPower: number
  skyColor: Rgb
  skyPower: number
  /** Size of the window or softbox: the tangent of half its angle. */
  softness: number
  /** What stands between window and scene: 1 lets the light through, 0 holds it back. */
  screen?: (across: number, up: number) => number
  bulbs?: readonly Bulb[]
}>

export type Rig = Readonly<{
  lighting: Lighting
  fields: Float32Array
  depths: Float32Array
  center: Vec3
  radius: number
  bounce: Rgb
  keyBasis: readonly [Vec3, Vec3]
}>

const KEY_BEAMS = 24
const SKY_BEAMS = 20
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

export function rigFor(coarse: Geometry, lighting: Lighting, bounce: Rgb): Rig {
  const { center, radius } = boundsOf(coarse)
  const keyBasis = basis(unit(lighting.key))
  const beams = [...keyBeams(lighting, keyBasis), ...skyBeams(lighting)]
  for (const beam of beams) fillDepth(beam, coarse, center, radius)
  return { lighting, ...packed(beams, radius), center, radius, bounce, keyBasis }
}

function beamOf(direction: Vec3, color: Rgb, isKey: boolean): Beam {
  const [right, up] = basis(direction)
  const size = isKey ? 560 : 200
  return { direction, right, up, color, isKey, size, depth: new Float32Array(size * size).fill(-1e9) }
}

function keyBeams({ key, keyColor, keyPower, softness }: Lighting, [right, up]: readonly [Vec3, Vec3]): Beam[] {
  const share = keyPower / KEY_BEAMS
  const color: Rgb = [keyColor[0] * share, keyColor[1] * share, keyColor[2] * share]
  return Array.from({ length: KEY_BEAMS }, (_, index) => {
    const r = softness * Math.sqrt((index + 0.5) / KEY_BEAMS)
    const offset = add(scale(right, Math.cos(index * GOLDEN) * r), scale(up, Math.sin(index * GOLDEN) * r))
    return beamOf(unit(add(unit(key), offset)), color, true)
  })
}

/** The room: brighter from the window's side, dimmer from the other. */
function skyBeams({ skyColor, skyPower, key }: Lighting): Beam[] {
  const directions = Array.from({ length: SKY_BEAMS }, (_, index): Vec3 => {
    const y = 0.06 + 0.92 * ((index + 0.5) / SKY_BEAMS)
    const r = Math.sqrt(1 - y * y)
    return [Math.cos(index * GOLDEN) * r, y, Math.sin(index * GOLDEN) * r]
  })
  const weights = directions.map((d) => 0.75 + 0.5 * clamp(d[0] * Math.sign(key[0]) * 0.6 + d[2] * 0.5, -0.6, 1))
  const level = directions.reduce((sum, d, index) => sum + d[1] * (weights[index] ?? 1), 0)
  return directions.map((d, index) => {
    const share = (skyPower * (weights[index] ?? 1)) / level
    return beamOf(d, [skyColor[0] * share, skyColor[1] * share, skyColor[2] * share], false)
  })
}

function boundsOf({ position }: Geometry): { center: Vec3; radius: number } {
  const low = [1e9, 1e9, 1e9]
  const high = [-1e9, -1e9, -1e9]
  for (let index = 0; index < position.length; index++) {
    const axis = index % 3
    const value = at(position, index)
    low[axis] = Math.min(low[axis] ?? 0, value)
    high[axis] = Math.max(high[axis] ?? 0, value)
  }
  const middle = (axis: number): number => ((low[axis] ?? 0) + (high[axis] ?? 0)) / 2
  const half = [0, 1, 2].map((axis) => ((high[axis] ?? 0) - (low[axis] ?? 0)) / 2)
  return { center: [middle(0), middle(1), middle(2)], radius: Math.max(Math.hypot(...half), 1) * 1.02 }
}

function fillDepth(beam: Beam, { position, triangles }: Geometry, center: Vec3, radius: number): void {
  const { size, right, up, direction, depth } = beam
  const count = position.length / 3
  const px = new Float32Array(count)
  const py = new Float32Array(count)
  const pz = new Float32Array(count)
  const scaled = size / 2 / radius
  for (let index = 0; index < count; index++) {
    const x = at(position, index * 3) - center[0]
    const y = at(position, index * 3 + 1) - center[1]
    const z = at(position, index * 3 + 2) - center[2]
    px[index] = (x * right[0] + y * right[1] + z * right[2]) * scaled + size / 2
    py[index] = (x * up[0] + y * up[1] + z * up[2]) * scaled + size / 2
    pz[index] = x * direction[0] + y * direction[1] + z * direction[2]
  }
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [indexAt(triangles, t), indexAt(triangles, t + 1), indexAt(triangles, t + 2)]
    fillTriangle({ px, py, pz, depth, size }, a, b, c)
  }
}

type Target = { px: Float32Array; py: Float32Array; pz: Float32Array; depth: Float32Array; size: number }

function fillTriangle({ px, py, pz, depth, size }: Target, a: number, b: number, c: number): void {
  const [ax, ay, bx, by] = [at(px, a), at(py, a), at(px, b), at(py, b)]
  const [cx, cy] = [at(px, c), at(py, c)]
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
  if (Math.abs(area) < 1e-7) return
  const x0 = Math.max(0, Math.ceil(Math.min(ax, bx, cx) - 0.5))
  const x1 = Math.min(size - 1, Math.floor(Math.max(ax, bx, cx) - 0.5))
  const y0 = Math.max(0, Math.ceil(Math.min(ay, by, cy) - 0.5))
  const y1 = Math.min(size - 1, Math.floor(Math.max(ay, by, cy) - 0.5))
  const inverse = 1 / area
  const [za, zb, zc] = [at(pz, a), at(pz, b), at(pz, c)]
  for (let y = y0; y <= y1; y++)
    for (let x = x0; x <= x1; x++) {
      const sx = x + 0.5
      const sy = y + 0.5
      const wb = ((sx - ax) * (cy - ay) - (sy - ay) * (cx - ax)) * inverse
      const wc = ((bx - ax) * (sy - ay) - (by - ay) * (sx - ax)) * inverse
      if (wb < 0 || wc < 0 || wb + wc > 1) continue
      const z = za + (zb - za) * wb + (zc - za) * wc
      const index = y * size + x
      if (z > at(depth, index)) depth[index] = z
    }
}

/** A beam's numbers one after the other, its axes in texels: quick to run through for every place of the picture. */
const FIELDS = 15

function packed(beams: readonly Beam[], radius: number): { fields: Float32Array; depths: Float32Array } {
  const depths = new Float32Array(beams.reduce((sum, beam) => sum + beam.depth.length, 0))
  const fields = new Float32Array(beams.length * FIELDS)
  let start = 0
  for (const [index, { direction, right, up, color, isKey, size, depth }] of beams.entries()) {
    const texels = size / (2 * radius)
    fields.set(
      [...direction, ...scale(right, texels), ...scale(up, texels), ...color, isKey ? 1 : 0, size, start],
      index * FIELDS,
    )
    depths.set(depth, start)
    start += depth.length
  }
  return { fields, depths }
}

/** Light that arrives at a place looking along `n`, written to `out`; answers how open the sky is there (0 to 1). */
export function lightAt(rig: Rig, p: Vec3, n: Vec3, out: Rgb): number {
  const { center, radius, lighting, bounce, fields, depths } = rig
  const off = radius * 0.006
  const [nx, ny, nz] = n
  const x = p[0] - center[0] + nx * off
  const y = p[1] - center[1] + ny * off
  const z = p[2] - center[2] + nz * off
  const screen = lighting.screen ? screenAt(rig, p) : 1
  let red = 0
  let green = 0
  let blue = 0
  let open = 0
  let whole = 1e-6
  for (let f = 0; f < fields.length; f += FIELDS) {
    const [dx, dy, dz] = [at(fields, f), at(fields, f + 1), at(fields, f + 2)]
    const facing = nx * dx + ny * dy + nz * dz
    if (facing <= 0) continue
    const isKey = at(fields, f + 12)
    const size = at(fields, f + 13)
    const s = x * at(fields, f + 3) + y * at(fields, f + 4) + z * at(fields, f + 5) + size / 2 - 0.5
    const t = x * at(fields, f + 6) + y * at(fields, f + 7) + z * at(fields, f + 8) + size / 2 - 0.5
    let share = facing
    if (s >= 0 && t >= 0 && s < size - 1 && t < size - 1) {
      const d = x * dx + y * dy + z * dz + radius * (isKey ? 0.004 : 0.01)
      share *= reaching(depths, at(fields, f + 14), size, [s, t, d])
    }
    if (isKey) share *= screen
    else {
      open += share
      whole += facing
    }
    red += at(fields, f + 9) * share
    green += at(fields, f + 10) * share
    blue += at(fields, f + 11) * share
  }
  const sky = open / whole
  const below = (0.5 - 0.5 * ny) * (0.35 + 0.65 * sky)
  out[0] = red + bounce[0] * below
  out[1] = green + bounce[1] * below
  out[2] = blue + bounce[2] * below
  for (const bulb of lighting.bulbs ?? []) addBulb(bulb, p, n, out)
  return sky
}

/** How much of a beam passes between the four texels around a place. */
function reaching(depths: Float32Array, start: number, size: number, [s, t, d]: Vec3): number {
  const si = Math.floor(s)
  const ti = Math.floor(t)
  const index = start + ti * size + si
  const a = d >= at(depths, index) ? 1 : 0
  const b = d >= at(depths, index + 1) ? 1 : 0
  const e = d >= at(depths, index + size) ? 1 : 0
  const f = d >= at(depths, index + size + 1) ? 1 : 0
  const fs = s - si
  const top = a + (b - a) * fs
  return top + (e + (f - e) * fs - top) * (t - ti)
}

function screenAt({ lighting, keyBasis: [right, up] }: Rig, p: Vec3): number {
  const across: Vec2 = [p[0] * right[0] + p[1] * right[1] + p[2] * right[2], p[0] * up[0] + p[1] * up[1] + p[2] * up[2]]
  return lighting.screen?.(across[0], across[1]) ?? 1
}

function addBulb({ at: from, color, power, cone = 0 }: Bulb, p: Vec3, n: Vec3, out: Rgb): void {
  const d: Vec3 = [from[0] - p[0], from[1] - p[1], from[2] - p[2]]
  const distance = Math.hypot(...d) || 1
  const facing = (n[0] * d[0] + n[1] * d[1] + n[2] * d[2]) / distance
  const steep = Math.abs(d[1]) / distance
  const leaves = 1 - cone + cone * clamp((steep - 0.25) * 2.2)
  const share = (power * (0.25 + 0.75 * Math.max(0, facing)) * leaves) / (distance * distance + 60)
  out[0] += color[0] * share
  out[1] += color[1] * share
  out[2] += color[2] * share
}
