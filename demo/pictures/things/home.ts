import { type Material, matte } from '../engine/material.ts'
import { hash } from '../engine/random.ts'
import { block, lathe, plate, tube } from '../engine/shapes.ts'
import { type Model, place, surface } from '../engine/surface.ts'
import { type Texture, textureOfPaint } from '../engine/texture.ts'
import type { Vec2, Vec3 } from '../engine/vec.ts'
import { wood } from '../paint/wood.ts'
import { brass } from './metal.ts'

export const board = (width: number, depth: number, thick: number, kind: 'oak' | 'walnut' | 'beech' | 'ash'): Model =>
  block({ width, height: thick, depth, round: 0.5 }, wood(kind, { along: 'u', scale: width / 18, seed: 2 }))

export const roundBoard = (radius: number, thick: number, material: Material): Model => [
  plate(() => radius, thick, material, Math.min(0.6, thick / 3)),
]

/** A spoon: a bowl that runs out into a handle. */
export function spoon(length: number, bowl: number, material: Material): Model {
  const half = (v: number): number => (v < 0.3 ? bowl * Math.sqrt(Math.max(0, 1 - ((v - 0.15) / 0.15) ** 2)) : 0)
  const width = (v: number): number => Math.max(half(v), v > 0.22 ? 0.5 + 0.28 * Math.max(0, v - 0.5) : 0.02)
  const deep = (v: number): number => Math.max(0, half(v)) * 0.62
  const side = (top: boolean) =>
    surface({ columns: 33, rows: 170, coarse: 2 }, material, (u, along) => {
      // More points at the tip, where the bowl closes.
      const v = along ** 1.7
      const a = (u - 0.5) * 2
      const w = width(v)
      const lift = 1.9 + 1.2 * Math.max(0, v - 0.28)
      const inner = top ? Math.min(1, Math.abs(a) / 0.84) : Math.abs(a)
      const hollow = deep(v) * (inner * inner - 1)
      const thick = 0.18 * Math.sqrt(Math.max(0, 1 - a * a)) * Math.min(1, v * 40)
      return [(v - 0.5) * length, lift + (v < 0.3 ? hollow : 0) + (top ? thick : -thick), a * w]
    })
  return [side(true), side(false)]
}

/** Soft bristles, each its own. */
function bristles(): Texture {
  return textureOfPaint(256, 128, (x, y, out) => {
    const t = (0.35 + 0.75 * hash(Math.floor(x / 2), 3)) * (0.55 + (0.45 * (128 - y)) / 128)
    out[0] = 0.62 * t
    out[1] = 0.5 * t
    out[2] = 0.34 * t
  })
}

export function brush(material: Material): Model {
  const hair: Material = { ...matte('#a08860'), texture: bristles() }
  const tuft = (x: number): Model =>
    place(
      [
        lathe(
          [
            [1.5, 3.2],
            [1.6, 2.2],
            [2, 0.2],
            [1.9, 0],
            [0, 0.1],
          ],
          hair,
          { rows: 30 },
        ),
      ],
      { at: [x, 0, 0] },
    )
  const back = place([plate((a) => 1 / Math.hypot(Math.cos(a) / 9, Math.sin(a) / 2.7), 1.7, material, 0.5)], {
    at: [0, 3, 0],
  })
  return [...back, ...[-5.6, -1.9, 1.9, 5.6].flatMap(tuft)]
}

export function soap(hex: string): Model {
  return [
    plate(
      (a) => 1 / (Math.abs(Math.cos(a) / 4.2) ** 3.4 + Math.abs(Math.sin(a) / 2.8) ** 3.4) ** (1 / 3.4),
      2.3,
      matte(hex, { mirror: 0.035, rough: 0.4 }),
      0.8,
    ),
  ]
}

/** A songbird reduced to what one remembers of it. */
export function bird(body: Material, beak: Material): Model {
  const trunk: Vec2[] = [
    [0, -6.6],
    [0.5, -6],
    [1.1, -3.8],
    [2.5, -0.6],
    [3.1, 2],
    [2.7, 4.2],
    [1.4, 5.6],
    [0, 6],
  ]
  const turned = place([lathe(trunk, body, { rows: 90 })], { roll: -64, at: [0, 5.4, 0] })
  const head = place(
    [
      lathe(
        [
          [0, -2.1],
          [1.2, -1.7],
          [2.05, -0.4],
          [2, 0.7],
          [1.3, 1.7],
          [0, 2.1],
        ],
        body,
      ),
    ],
    { at: [4.1, 8.7, 0] },
  )
  const bill = place(
    [
      lathe(
        [
          [0.55, 0],
          [0.3, 0.9],
          [0, 1.8],
        ],
        beak,
        { rows: 20 },
      ),
    ],
    { roll: -96, at: [5.9, 8.8, 0] },
  )
  const leg = (z: number): Model => [
    tube(
      [
        [0.6, 3.4, z],
        [0.7, 1.8, z],
        [0.6, 0.1, z],
      ],
      0.17,
      brass,
      { columns: 9, rows: 8 },
    ),
  ]
  const foot = (z: number): Model =>
    place(block({ width: 2.4, height: 0.22, depth: 0.5, round: 0.08 }, brass), { at: [0.9, 0, z] })
  return [...turned, ...head, ...bill, ...leg(0.9), ...leg(-0.9), ...foot(0.9), ...foot(-0.9)]
}

export function pencil(hex: string, length = 17.5): Model {
  const six = (angle: number): number =>
    Math.cos(Math.PI / 6) / Math.cos(((angle + Math.PI / 6) % (Math.PI / 3)) - Math.PI / 6)
  const body = lathe(
    [
      [0.36, 0],
      [0.38, 0.05],
      [0.38, length - 2.2],
    ],
    matte(hex, { mirror: 0.05, rough: 0.25 }),
    { columns: 73, rows: 12, sharp: true, wobble: (a, v) => (v > 0.02 ? six(a) : 1) },
  )
  const cone = lathe(
    [
      [0.37, length - 2.2],
      [0.1, length - 0.5],
    ],
    wood('beech', { along: 'v', scale: 0.4 }),
    { columns: 37, rows: 12, sharp: true },
  )
  const lead = lathe(
    [
      [0.1, length - 0.5],
      [0, length],
    ],
    matte('#2a2a2c'),
    { columns: 25, rows: 6, sharp: true },
  )
  return [body, cone, lead]
}

/** Lays a standing thing on its side. */
export const lying = (model: Model, turn: number, to: Vec3): Model =>
  place(place(model, { roll: 90 }), { turn, at: to })

/** An arch cut from solid material. */
export function arch(radius: number, thick: number, depth: number, material: Material): Model {
  const half = surface({ columns: 60, rows: 40, coarse: 2 }, material, (u, v) => {
    const a = u * Math.PI
    const walk = (v % 1) * 4
    const side = Math.floor(walk)
    const part = walk - side
    const [r, z] = (
      [
        [radius, depth * (part - 0.5)],
        [radius - thick * part, depth / 2],
        [radius - thick, depth * (0.5 - part)],
        [radius - thick + thick * part, -depth / 2],
      ] as const
    )[side] ?? [radius, -depth / 2]
    return [Math.cos(a) * r, Math.sin(a) * r, z]
  })
  return [half]
}
