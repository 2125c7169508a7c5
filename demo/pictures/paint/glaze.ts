import { type Material, type Rgb, blend, rgb } from '../engine/material.ts'
import { hash, noise } from '../engine/random.ts'
import { clamp, smooth } from '../engine/vec.ts'

type Glaze = {
  color: string
  /** Where the glaze runs thin: rims and edges. */
  thin?: string
  /** Bare clay below this part of the profile. */
  clay?: string
  clayUpTo?: number
  /** A second glaze it was dipped into, from this part of the profile on. */
  dip?: string
  dipFrom?: number
  speckles?: number
  rough?: number
  /** Where on the profile the rim lies (0 is the foot). */
  rim?: number
}

const speckColor = rgb('#3b2a20')

/** How much of a dark speck lies at a place: iron in the clay that burns through. */
function speckAt(u: number, v: number, density: number): number {
  const [x, y] = [u * 90, v * 90]
  const [i, j] = [Math.floor(x), Math.floor(y)]
  if (hash(i, j, 3) > density) return 0
  const size = 0.1 + 0.3 * hash(i, j, 4) ** 3
  const d = Math.hypot(x - i - 0.2 - 0.6 * hash(i, j, 5), y - j - 0.2 - 0.6 * hash(i, j, 6))
  return clamp((size - d) / 0.1) * 0.75
}

/** Stoneware glaze: pools darker below, breaks lighter at the rim, may show clay at the foot. */
export function glaze(look: Glaze): Material {
  const { color, clay = '#b08a68', clayUpTo = 0, dipFrom = 2, speckles = 0, rough = 0.14, rim = 0.45 } = look
  const base = rgb(color)
  const thin = rgb(look.thin ?? color)
  const bare = rgb(clay)
  const dip = rgb(look.dip ?? color)
  const clayAt = (u: number, v: number): number => {
    const line = clayUpTo + 0.006 * Math.sin(u * 13) + 0.005 * Math.sin(u * 31 + 1)
    return 1 - smooth(line - 0.004, line + 0.004, v)
  }
  const paint = (u: number, v: number, out: Rgb): void => {
    const turn = Math.cos(u * Math.PI * 2) * 2
    const flow = noise(turn + 4, Math.sin(u * Math.PI * 2) * 2 + 4, v * 5)
    const line = dipFrom + 0.012 * Math.sin(u * 19) + 0.02 * (flow - 0.5)
    let c: Rgb = blend(base, dip, smooth(line - 0.012, line + 0.012, v))
    c = blend(c, thin, 0.8 * smooth(0.05, 0.008, Math.abs(v - rim)) + 0.12 * flow)
    const bareness = clayUpTo > 0 ? clayAt(u, v) : 0
    if (bareness > 0) c = blend(c, bare, bareness)
    if (speckles > 0) c = blend(c, speckColor, speckAt(u, v, speckles))
    const shade = 0.94 + 0.1 * flow
    out[0] = c[0] * shade
    out[1] = c[1] * shade
    out[2] = c[2] * shade
  }
  return { color: base, mirror: 0.045, rough, paint }
}
