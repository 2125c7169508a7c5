import { type Material, type Rgb, blend, rgb } from '../engine/material.ts'
import { clouds, noise } from '../engine/random.ts'

type Wood = 'oak' | 'walnut' | 'beech' | 'ash' | 'black' | 'cork' | 'white'

const tones: Record<Wood, readonly [string, string]> = {
  oak: ['#cfa878', '#a67c4e'],
  walnut: ['#7b5237', '#4c2f1e'],
  beech: ['#dcb78d', '#c39a6d'],
  ash: ['#dcc7a6', '#bfa27b'],
  black: ['#2b2927', '#1b1a19'],
  cork: ['#c69a68', '#8f6438'],
  white: ['#ece7dd', '#ddd6c9'],
}

export const isWood = (name: string): name is Wood => Object.hasOwn(tones, name)

type Grain = { along?: 'u' | 'v'; scale?: number; seed?: number; rough?: number }

/** Sawn and oiled wood with its grain along one direction of the surface. */
export function wood(kind: Wood, { along = 'u', scale = 1, seed = 0, rough = 0.55 }: Grain = {}): Material {
  const [light, dark] = [rgb(tones[kind][0]), rgb(tones[kind][1])]
  const paint = (u: number, v: number, out: Rgb): void => {
    const length = (along === 'u' ? u : v) * scale
    const across = (along === 'u' ? v : u) * scale
    const t = kind === 'cork' ? clouds(u * 60 * scale, v * 60 * scale, 1, 2) ** 2 : grainAt(length, across, seed)
    const c = blend(light, dark, t)
    out[0] = c[0]
    out[1] = c[1]
    out[2] = c[2]
  }
  return { color: light, mirror: 0.03, rough, paint }
}

function grainAt(length: number, across: number, seed: number): number {
  const bend = noise(length * 1.3 + seed, across * 1.6 + seed, 2) * 1.6
  const rings = 0.5 + 0.5 * Math.sin((across * 7 + bend * 2.2 + seed) * 5)
  const fibers = noise(length * 9 + seed * 3, across * 130, 5)
  const pores = noise(length * 16, across * 260 + seed, 9) > 0.8 ? 0.25 : 0
  return Math.min(1, 0.42 * rings ** 1.5 + 0.4 * fibers + pores)
}

/** A wooden table top, painted by place in centimeters. */
export function tableTop(kind: Wood, plank = 24): (x: number, z: number, out: Rgb) => void {
  const [light, dark] = [rgb(tones[kind][0]), rgb(tones[kind][1])]
  return (x, z, out) => {
    const row = Math.floor((z + 300) / plank)
    const inside = (z + 300) / plank - row
    const t = grainAt(x / 34 + row * 7.7, inside * 0.9 + row * 3, row * 1.7) * 0.75
    const seam = inside < 0.008 ? 0.55 : 1
    const c = blend(light, dark, t)
    out[0] = c[0] * seam
    out[1] = c[1] * seam
    out[2] = c[2] * seam
  }
}
