import { matte, rgb } from '../engine/material.ts'
import { noise, randomFrom } from '../engine/random.ts'
import { lathe, tube } from '../engine/shapes.ts'
import { type Model, type Surface, place, surface } from '../engine/surface.ts'
import type { Vec3 } from '../engine/vec.ts'

function leafBlade(length: number, width: number, hex: string): Surface {
  const color = rgb(hex)
  return surface(
    { columns: 9, rows: 14 },
    {
      ...matte(hex),
      rough: 0.6,
      sheen: 0.1,
      paint: (u, v, out) => {
        const vein = Math.abs(u - 0.5) < 0.05 ? 1.25 : 0.92 + 0.16 * noise(u * 6, v * 12, 1)
        out[0] = color[0] * vein
        out[1] = color[1] * vein
        out[2] = color[2] * vein
      },
    },
    (u, v) => {
      const half = Math.sin(Math.PI * v ** 0.8) * width * 0.5
      const side = (u - 0.5) * 2
      return [side * half, v * length, Math.abs(side) * half * 0.45 + v * v * length * 0.22]
    },
  )
}

type Branch = {
  height: number
  leaves: number
  size: number
  color: string
  lean?: number
  seed: string
  start?: number
}

/** A cut branch; its foot stands at the origin. */
export function branch({ height, leaves, size, color, lean = 0.2, seed, start = 0.35 }: Branch): Model {
  const random = randomFrom(seed)
  const bend = (t: number): Vec3 => [
    lean * height * t * t + Math.sin(t * 5) * height * 0.02,
    height * t,
    Math.sin(t * 3.1) * height * 0.05,
  ]
  const path = Array.from({ length: 7 }, (_, index) => bend(index / 6))
  const blades = Array.from({ length: leaves }, (_, index) => {
    const t = start + (1 - start) * ((index + 0.5) / leaves)
    const side = index % 2 === 0 ? 1 : -1
    return place([leafBlade(size * (1.15 - t * 0.45), size * 0.44, color)], {
      at: bend(t),
      roll: -side * (48 + random() * 30),
      tilt: random() * 50 - 20,
      turn: random() * 70 - 35,
    })
  })
  return [
    tube(path, (t) => height * 0.007 * (1.25 - t * 0.7), matte('#5a4734'), { columns: 9, rows: 30 }),
    ...blades.flat(),
  ]
}

/** Dried grass: thin stalks with soft ears. */
export function grasses(height: number, count: number, seed: string, hex = '#c8a877'): Model {
  const random = randomFrom(seed)
  return Array.from({ length: count }, () => {
    const [turn, lean, h] = [random() * 6.28, 0.08 + random() * 0.3, height * (0.75 + random() * 0.3)]
    const at = (t: number): Vec3 => [Math.cos(turn) * lean * h * t * t, h * t, Math.sin(turn) * lean * h * t * t * 0.6]
    const stalk = tube([at(0), at(0.4), at(0.75), at(1)], 0.09, matte('#b59a6a'), { columns: 7, rows: 20 })
    const ear = tube(
      [at(0.76), at(0.84), at(0.92), at(1.02)],
      (t) => 0.12 + 0.55 * Math.sin(Math.PI * t ** 0.7),
      { ...matte(hex), sheen: 0.5 },
      { columns: 11, rows: 20 },
    )
    return [stalk, ear]
  }).flat()
}

/** A lemon or a pear, for its color and to show how large things are. */
export function fruit(kind: 'lemon' | 'pear' | 'plum'): Model {
  const spot = (hex: string) => ({ ...matte(hex), mirror: 0.04, rough: 0.38 })
  if (kind === 'lemon')
    return place(
      [
        lathe(
          [
            [0, -4.3],
            [0.5, -4.1],
            [1.6, -3.1],
            [2.6, -1.2],
            [2.7, 0.8],
            [1.8, 2.9],
            [0.7, 3.8],
            [0.3, 4.3],
            [0, 4.4],
          ],
          spot('#e3b72e'),
        ),
      ],
      { roll: 82, turn: 30, at: [0, 2.6, 0] },
    )
  if (kind === 'plum')
    return place(
      [
        lathe(
          [
            [0, 0],
            [1.4, 0.2],
            [2.3, 1.6],
            [2.2, 3.2],
            [1.2, 4.3],
            [0.3, 4.25],
            [0, 4.1],
          ],
          spot('#4d2b45'),
        ),
      ],
      {},
    )
  const stalk = tube(
    [
      [0, 8.2, 0],
      [0.1, 9.2, 0],
      [0.5, 10.2, 0],
    ],
    0.16,
    matte('#4b3a28'),
    { columns: 9, rows: 12 },
  )
  return [
    lathe(
      [
        [0, 0.1],
        [1.6, 0],
        [3.3, 1.5],
        [3.5, 3.4],
        [2.6, 5.4],
        [1.6, 7],
        [1.2, 8],
        [0.6, 8.5],
        [0, 8.4],
      ],
      spot('#a9a04b'),
    ),
    stalk,
  ]
}
