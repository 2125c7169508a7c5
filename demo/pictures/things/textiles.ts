import type { Material } from '../engine/material.ts'
import { noise } from '../engine/random.ts'
import { tube } from '../engine/shapes.ts'
import { type Model, type Surface, place, surface } from '../engine/surface.ts'
import type { Texture } from '../engine/texture.ts'
import { matte } from '../engine/material.ts'

export const fabric = (texture: Texture, sheen = 0.18): Material => ({
  ...matte('#ffffff', { rough: 1, sheen }),
  texture,
})

/** Once around a square, -1 to 1. */
function border(t: number): readonly [number, number] {
  const walk = t * 4
  const part = (walk % 1) * 2 - 1
  return (
    (
      [
        [part, -1],
        [1, part],
        [-part, 1],
        [-1, -part],
      ] as const
    )[Math.floor(walk) % 4] ?? [part, -1]
  )
}

/** A filled cushion, upright, facing the viewer. */
export function cushion(width: number, height: number, cover: Material, piping?: Material): Model {
  const side = (front: number): Surface =>
    surface({ columns: 70, rows: 70, coarse: 3 }, cover, (u, v) => {
      const [x, y] = [u * 2 - 1, 1 - v * 2]
      const fill = Math.max(0, (1 - x ** 4) * (1 - y ** 4)) ** 0.55
      const pull = 1 - 0.07 * (1 - fill) * (1 - Math.abs(x * y))
      const crease = 0.5 * noise(x * 3 + 5, y * 3, 2) + 0.35 * Math.sin(x * 9 + y * 3) * (1 - fill)
      const bulge = fill * (width * 0.15) + crease * fill * 0.9
      const waist = 1 - 0.06 * (1 - Math.abs(x)) * Math.abs(y) ** 3
      return [(x * pull * width) / 2, (y * pull * waist * height) / 2 + height / 2, front * bulge]
    })
  const seam = tube(
    Array.from({ length: 81 }, (_, index) => border(index / 80)).map(([x, y]) => {
      const pull = 1 - 0.07 * (1 - Math.abs(x * y))
      const waist = 1 - 0.06 * (1 - Math.abs(x)) * Math.abs(y) ** 3
      return [(x * pull * width) / 2, (y * pull * waist * height) / 2 + height / 2, 0] as const
    }),
    0.45,
    piping ?? cover,
    { rows: 240, columns: 9 },
  )
  return [side(1), side(-1), seam]
}

type Fold = { width: number; depth: number; layers: number; thick: number; fringe?: Material; seed?: number }

/** Folded cloth: layers with round folds to the front, one on the other. */
export function folded({ width, depth, layers, thick, fringe, seed = 1 }: Fold, cover: Material): Model {
  const parts: Surface[] = []
  for (let layer = 0; layer < layers; layer++) {
    const base = layer * thick
    const shift = (noise(layer * 3.3, seed) - 0.5) * 0.6
    parts.push(
      surface({ columns: 50, rows: 60, coarse: 3 }, cover, (u, v) => {
        const x = (u - 0.5) * width * (1 + 0.004 * Math.sin(layer * 2.4))
        const edge = 0.94 + 0.06 * Math.sqrt(Math.max(0, 1 - (2 * u - 1) ** 8))
        const soft = 0.34 * thick * (noise(u * 4 + layer * 3, v * 5, seed) - 0.5)
        const sway = 0.5 * (noise(v * 6 + layer, u * 2, seed + 2) - 0.5)
        const [z, y] = loop(v, depth, thick * 0.94 * edge)
        return [x + sway, base + y + thick * 0.03 + soft, z + shift]
      }),
    )
  }
  if (fringe) parts.push(...fringes(width, depth, thick, fringe))
  return parts
}

/** Along the top, round the front fold, and back below. */
function loop(v: number, depth: number, thick: number): readonly [number, number] {
  const r = thick / 2
  const flat = depth - thick
  const bow = Math.PI * r
  const whole = flat * 2 + bow * 2
  const s = v * whole
  if (s < flat) return [-flat / 2 + s, thick]
  if (s < flat + bow) {
    const a = (s - flat) / r
    return [flat / 2 + Math.sin(a) * r, r + Math.cos(a) * r]
  }
  if (s < flat * 2 + bow) return [flat / 2 - (s - flat - bow), 0]
  const a = (s - flat * 2 - bow) / r
  return [-flat / 2 - Math.sin(a) * r, r - Math.cos(a) * r]
}

function fringes(width: number, depth: number, thick: number, material: Material): Surface[] {
  return Array.from({ length: 26 }, (_, index) => {
    const z = (index / 25 - 0.5) * depth * 0.86
    const bend = (noise(index * 1.7, 4) - 0.5) * 1.2
    const x = width / 2
    return tube(
      [
        [x - 0.4, thick * 0.75, z],
        [x + 1.6, thick * 0.62, z + bend * 0.3],
        [x + 3.2, thick * 0.2, z + bend],
        [x + 4.6, 0.25, z + bend * 1.4],
      ],
      0.26,
      material,
      { columns: 7, rows: 14 },
    )
  })
}

/** A cloth that hangs from a peg by its middle. */
export function hanging(width: number, height: number, cover: Material, folds = 5): Model {
  return [
    surface({ columns: 120, rows: 80, coarse: 3 }, cover, (u, v) => {
      const spread = 0.12 + 0.88 * v ** 0.55
      const x = (u - 0.5) * width * 0.8 * spread
      const wave = Math.cos(u * Math.PI * 2 * folds + v * 1.3) * (1.6 + 1.2 * v) * (0.35 + 0.65 * v)
      const sag = (0.5 - Math.abs(u - 0.5)) * height * 0.1 * (1 - v)
      return [
        x + Math.sin(v * 3 + u * 4) * 0.8,
        height * (1 - v) + sag - Math.abs(u - 0.5) * height * 0.06,
        2.4 + wave + noise(u * 6, v * 3, 3),
      ]
    }),
  ]
}

/** A rug on the floor, rolled up at one end. */
export function rug(width: number, length: number, cover: Material, fringe: Material): Model {
  const ends = [-1, 1].flatMap((side) =>
    Array.from({ length: 44 }, (_, index) => {
      const x = (index / 43 - 0.5) * width * 0.98
      const z = (side * length) / 2
      const bend = (noise(index * 2.1, side + 3) - 0.5) * 2
      return tube(
        [
          [x, 0.5, z],
          [x + bend * 0.4, 0.35, z + side * 1.6],
          [x + bend, 0.2, z + side * 4],
        ],
        0.32,
        fringe,
        { columns: 7, rows: 8 },
      )
    }),
  )
  const cloth = surface({ columns: 40, rows: 40, coarse: 2 }, cover, (u, v) => [
    (u - 0.5) * width,
    0.7 + 0.25 * noise(u * 6, v * 9),
    (v - 0.5) * length,
  ])
  return place([cloth, ...ends], {})
}
