import { type Material, matte } from '../engine/material.ts'
import { block, lathe, plate } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import { brass } from './metal.ts'

/** A peg for coats. */
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

/** What hangs in a mirror: a bright room, and the slant of a window. */
function reflected(u: number, v: number, out: [number, number, number]): void {
  const a = u * Math.PI * 2
  const r = v > 0.5 ? 1 - v : 1
  const [x, y] = [Math.cos(a) * r * 2, Math.sin(a) * r * 2]
  const slant = x * 0.8 + y * 0.6
  const bands = (slant > -0.5 && slant < -0.12) || (slant > 0 && slant < 0.1) ? 0.16 : 0
  const t = 0.42 + 0.2 * y + 0.1 * x + bands
  out[0] = t * 0.95
  out[1] = t
  out[2] = t * 1.02
}

export function mirrorDisc(radius: number, frame: Material): Model {
  const glass: Material = { ...matte('#c9cfce', { mirror: 0.1, rough: 0.1 }), paint: reflected }
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
