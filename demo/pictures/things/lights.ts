import { type Material, matte } from '../engine/material.ts'
import { block, lathe, tube } from '../engine/shapes.ts'
import { type Model, place, surface } from '../engine/surface.ts'
import type { Vec2 } from '../engine/vec.ts'
import { brass } from './metal.ts'

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
    const y = 0.5 + (0.5 * Math.sin(a)) / Math.sin(Math.PI * 0.465)
    return [Math.cos(a) * radius + 0.3 * Math.abs(Math.sin(v * Math.PI * ribs)), height * y]
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
