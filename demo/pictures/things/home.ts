import { type Material, matte, rgb } from '../engine/material.ts'
import { hash } from '../engine/random.ts'
import { block, lathe, plate, tube } from '../engine/shapes.ts'
import { type Model, place, surface } from '../engine/surface.ts'
import { type Texture, textureOfPaint } from '../engine/texture.ts'
import type { Vec2, Vec3 } from '../engine/vec.ts'
import { wood } from '../paint/wood.ts'

export const brass: Material = { color: rgb('#c79a55'), mirror: 0.7, rough: 0.32, metal: true }
export const steel: Material = { color: rgb('#b9bcbd'), mirror: 0.65, rough: 0.3, metal: true }
export const iron: Material = { color: rgb('#2d2c2b'), mirror: 0.08, rough: 0.5 }

/** Wax, lit from within near its flame. */
const wax = (hex: string, lit: boolean): Material => ({
  ...matte(hex, { mirror: 0.03, rough: 0.45, sheen: 0.08 }),
  ...(lit
    ? {
        glow: (_u: number, v: number, out: [number, number, number]): void => {
          const t = Math.max(0, (v - 0.45) / 0.55) ** 2 * 0.9
          out[0] = t
          out[1] = t * 0.55
          out[2] = t * 0.2
        },
      }
    : {}),
})

const flameGlow: Material = {
  ...matte('#ffffff'),
  glow: (_u, v, out) => {
    const t = 1 - Math.abs(v - 0.4)
    out[0] = 5 * t
    out[1] = 3.1 * t
    out[2] = 1.1 * t * t
  },
}

const flame = (y: number): Model =>
  place(
    [
      lathe(
        [
          [0, 0],
          [0.28, 0.3],
          [0.34, 0.75],
          [0.2, 1.5],
          [0.06, 2.1],
          [0, 2.4],
        ],
        flameGlow,
        { rows: 30, columns: 25 },
      ),
    ],
    { at: [0, y, 0] },
  )

export function candle(radius: number, height: number, hex: string, lit = false): Model {
  const body: Vec2[] = [
    [radius, 0],
    [radius, 0.1],
    [radius, height - 0.15],
    [radius - 0.15, height],
    [radius * 0.6, height - 0.08],
    [0, height - 0.15],
  ]
  const wick = tube(
    [
      [0, height - 0.2, 0],
      [0.03, height + 0.5, 0],
      [0.12, height + 1, 0],
    ],
    0.07,
    matte('#3a332c'),
    { columns: 7, rows: 10 },
  )
  return [lathe(body, wax(hex, lit), { sharp: true, rows: 90 }), wick, ...(lit ? flame(height + 0.55) : [])]
}

/** A spire candle, turned like a chair leg. */
export function turnedCandle(hex: string, lit = false): Model {
  const beads = Array.from({ length: 40 }, (_, index): Vec2 => {
    const t = index / 39
    return [1.15 + 0.42 * Math.sin(t * Math.PI * 9) * (0.4 + 0.6 * Math.sin(t * Math.PI)) - t * 0.35, t * 21]
  })
  return [
    lathe([...beads, [0.5, 21.3], [0, 21.4]], wax(hex, lit), { rows: 180 }),
    tube(
      [
        [0, 21.3, 0],
        [0.05, 21.9, 0],
        [0.1, 22.3, 0],
      ],
      0.07,
      matte('#3a332c'),
      { columns: 7, rows: 8 },
    ),
    ...(lit ? flame(21.9) : []),
  ]
}

const shadeGlow = (strength: number, lowV: number, highV: number): Material => ({
  ...matte('#f3e9d8', { rough: 0.5 }),
  glow: (u, v, out) => {
    const middle = 1 - Math.min(1, Math.abs(v - (lowV + highV) / 2) / ((highV - lowV) / 2 + 0.2))
    const t = strength * (0.55 + 0.65 * middle) * (0.98 + 0.02 * Math.sin(u * 90))
    out[0] = t
    out[1] = t * 0.72
    out[2] = t * 0.42
  },
})

/** A dome on a turned foot. */
export function mushroomLamp(foot: Material, lit: number): Model {
  const base: Vec2[] = [
    [6.8, 0],
    [7, 0.4],
    [6.2, 1.4],
    [3, 3.2],
    [2, 6],
    [1.9, 11],
    [2.6, 15],
    [3.4, 17.6],
    [0, 17.8],
  ]
  const dome: Vec2[] = [
    [12.6, 15.6],
    [13.2, 16.4],
    [12.8, 19],
    [10.6, 23],
    [6.4, 25.8],
    [2, 26.8],
    [0, 26.9],
  ]
  return [lathe(base, foot), lathe(dome, shadeGlow(lit, 0, 1), { rows: 80 })]
}

/** A globe of opal glass on a block of wood. */
export function globeLamp(block_: Material, lit: number): Model {
  const ball = Array.from({ length: 24 }, (_, index): Vec2 => {
    const a = -1.25 + (index / 23) * (Math.PI / 2 + 1.25)
    return [Math.cos(a) * 9, 16 + Math.sin(a) * 9]
  })
  const neck: Vec2[] = [
    [3.2, 6],
    [3.4, 6.3],
    [3.4, 7.6],
    [3, 8],
    [0, 8],
  ]
  return [
    ...block({ width: 11, height: 6, depth: 11, round: 0.35 }, block_),
    lathe(neck, brass, { rows: 40 }),
    lathe([...ball.slice(0, -1), [0, 25]], shadeGlow(lit, 0.1, 0.9), { rows: 80 }),
  ]
}

/** A lantern of ribbed paper; hangs on a cord. */
export function lantern(radius: number, height: number, lit: number, cord = 40): Model {
  const ribs = 22
  const profile = (v: number): Vec2 => {
    const a = (v - 0.5) * Math.PI * 0.93
    return [Math.cos(a) * radius + 0.26 * Math.abs(Math.sin(v * Math.PI * ribs)), height * v]
  }
  const body = surface(
    { columns: 97, rows: 220, coarse: 3 },
    {
      ...matte('#f6eddc'),
      glow: (_u, v, out) => {
        const rib = 0.78 + 0.22 * Math.abs(Math.sin(v * Math.PI * ribs)) ** 0.5
        const t = lit * rib * (0.55 + 0.55 * Math.sin(v * Math.PI))
        out[0] = t
        out[1] = t * 0.76
        out[2] = t * 0.46
      },
    },
    (u, v) => {
      const [r, y] = profile(v)
      return [Math.cos(u * Math.PI * 2) * r, y, -Math.sin(u * Math.PI * 2) * r]
    },
  )
  return [
    body,
    tube(
      [
        [0, height, 0],
        [0, height + cord / 2, 0],
        [0, height + cord, 0],
      ],
      0.18,
      matte('#2c2a28'),
      { columns: 9, rows: 4 },
    ),
    lathe(
      [
        [2, height - 0.6],
        [2, height + 0.8],
        [0.4, height + 1.4],
        [0, height + 1.4],
      ],
      brass,
      { rows: 20, sharp: true },
    ),
  ]
}

export function coneLamp(shade: Material, stand: Material, lit: number): Model {
  const cone: Vec2[] = [
    [10.6, 27],
    [10.5, 27.2],
    [4.4, 38.8],
    [4.2, 39],
  ]
  const inner: Vec2[] = [
    [10.3, 27],
    [4.2, 38.6],
  ]
  const rod = tube(
    [
      [0, 1, 0],
      [0, 18, 0],
      [0, 36, 0],
    ],
    0.5,
    stand,
    { rows: 6 },
  )
  return [
    lathe(
      [
        [8, 0],
        [8.2, 0.4],
        [8, 1.2],
        [1, 1.9],
        [0, 2],
      ],
      stand,
      { rows: 50 },
    ),
    rod,
    lathe(cone, shade, { sharp: true, rows: 60 }),
    lathe(inner, shadeGlow(lit, 0, 1), { sharp: true, rows: 20 }),
  ]
}

export function candlestick(material: Material, height: number): Model {
  const h = height
  return [
    lathe(
      [
        [3.6, 0],
        [3.9, 0.25],
        [3.7, 0.7],
        [1.2, 1.2],
        [0.75, 2],
        [0.7, h - 2.6],
        [1, h - 2],
        [1.7, h - 1.7],
        [1.75, h],
        [1.2, h],
        [1.1, h - 1],
        [0, h - 1],
      ],
      material,
      { sharp: true, rows: 120 },
    ),
  ]
}

export const board = (width: number, depth: number, thick: number, kind: 'oak' | 'walnut' | 'beech' | 'ash'): Model =>
  block({ width, height: thick, depth, round: 0.5 }, wood(kind, { along: 'u', scale: width / 18, seed: 2 }))

export const roundBoard = (radius: number, thick: number, material: Material): Model => [
  plate(() => radius, thick, material, Math.min(0.6, thick / 3)),
]

/** A spoon: a bowl that runs out into a handle. */
export function spoon(length: number, bowl: number, material: Material): Model {
  const half = (v: number): number => (v < 0.3 ? bowl * Math.sqrt(Math.max(0, 1 - ((v - 0.15) / 0.152) ** 2)) : 0)
  const width = (v: number): number => Math.max(half(v), v > 0.22 ? 0.5 + 0.28 * Math.max(0, v - 0.5) : 0.02)
  const deep = (v: number): number => Math.max(0, half(v)) * 0.42
  const side = (top: boolean) =>
    surface({ columns: 25, rows: 90, coarse: 2 }, material, (u, v) => {
      const a = (u - 0.5) * 2
      const w = width(v)
      const lift = 0.55 + 2.1 * Math.max(0, v - 0.28)
      const hollow = deep(v) * (a * a - 1)
      const thick = 0.28 * Math.sqrt(Math.max(0, 1 - a * a))
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

/** Three arches of bent rod for the wall, or one peg. */
export function peg(material: Material): Model {
  return place(
    [
      lathe(
        [
          [0.9, 0],
          [0.95, 0.4],
          [0.8, 3],
          [1.1, 4.4],
          [2.3, 5.2],
          [2.5, 5.9],
          [2.1, 6.4],
          [0, 6.5],
        ],
        material,
        { rows: 90 },
      ),
    ],
    { tilt: 90 },
  )
}

export function mirrorDisc(radius: number, frame: Material): Model {
  const glass: Material = { color: rgb('#dfe6e6'), mirror: 0.85, rough: 0.02, metal: true }
  const ring = [
    lathe(
      [
        [radius, 0],
        [radius + 1.2, 0],
        [radius + 1.3, 0.3],
        [radius + 1.3, 2],
        [radius + 1.1, 2.2],
        [radius + 0.1, 2.2],
        [radius, 2],
        [radius, 0.9],
      ],
      frame,
      { sharp: true, rows: 60 },
    ),
  ]
  return place([...ring, ...place([plate(() => radius, 0.6, glass, 0.1)], { at: [0, 0.3, 0] })], { tilt: 90 })
}

/** A dial with strokes for hours and two hands. */
export function clock(radius: number, dial: Material, rim: Material, ink: string): Model {
  const marks = Array.from({ length: 12 }, (_, hour): Model => {
    const a = (hour / 12) * Math.PI * 2
    const long = hour % 3 === 0 ? 2.6 : 1.3
    return place(
      place(block({ width: 0.34, height: 0.1, depth: long, round: 0.03 }, matte(ink)), {
        at: [0, 1.6, -(radius - 1.4 - long / 2)],
      }),
      { turn: (a * 180) / Math.PI },
    )
  }).flat()
  const hand = (length: number, width: number, turn: number, y: number): Model =>
    place(
      place(block({ width, height: 0.14, depth: length, round: 0.05 }, matte(ink)), { at: [0, y, -length / 2 + 1.6] }),
      { turn },
    )
  const face = [
    lathe(
      [
        [radius, 0],
        [radius, 1.2],
        [radius - 0.5, 1.55],
        [radius - 0.9, 1.6],
        [0, 1.6],
      ],
      dial,
      { sharp: true, rows: 60 },
    ),
  ]
  const ring = [
    lathe(
      [
        [radius + 0.6, 0],
        [radius + 0.7, 2],
        [radius + 0.3, 2.3],
        [radius, 2],
        [radius, 1],
      ],
      rim,
      { sharp: true, rows: 40 },
    ),
  ]
  const pin = place(
    [
      lathe(
        [
          [0.6, 0],
          [0.6, 0.5],
          [0, 0.6],
        ],
        brass,
        { sharp: true, rows: 12, columns: 25 },
      ),
    ],
    { at: [0, 1.8, 0] },
  )
  return place(
    [
      ...face,
      ...ring,
      ...marks,
      ...hand(radius * 0.55, 0.7, 52, 1.75),
      ...hand(radius * 0.82, 0.45, -62, 1.95),
      ...pin,
    ],
    { tilt: 90 },
  )
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
