import type { Material } from '../engine/material.ts'
import { lathe, tube } from '../engine/shapes.ts'
import type { Model } from '../engine/surface.ts'
import type { Vec2, Vec3 } from '../engine/vec.ts'

/** A wall of the given thickness: the outline from foot to rim, then back inside. */
function hollow(outline: readonly Vec2[], wall = 0.32, floor = 0.5): Vec2[] {
  const inner = outline
    .slice(1)
    .toReversed()
    .map(([r, y]): Vec2 => [Math.max(0.05, r - wall), Math.max(y, floor)])
  const [rim] = inner
  const foot = inner.at(-1)
  const soft: Vec2[] = rim ? [[rim[0] + wall * 0.5, rim[1] + wall * 0.35]] : []
  return [
    ...outline,
    ...soft,
    ...inner,
    ...(foot
      ? ([
          [foot[0] * 0.5, floor],
          [0, floor],
        ] as Vec2[])
      : []),
  ]
}

const scaled = (points: readonly Vec2[], r: number, h: number): Vec2[] => points.map(([x, y]): Vec2 => [x * r, y * h])

export const outlines = {
  cylinder: [
    [0.78, 0],
    [0.95, 0.02],
    [1, 0.1],
    [1, 0.5],
    [1, 0.96],
    [0.985, 1],
  ],
  barrel: [
    [0.66, 0],
    [0.82, 0.02],
    [0.95, 0.18],
    [1, 0.45],
    [0.96, 0.75],
    [0.9, 0.97],
    [0.89, 1],
  ],
  bowl: [
    [0.34, 0],
    [0.42, 0.01],
    [0.44, 0.08],
    [0.66, 0.24],
    [0.88, 0.55],
    [0.98, 0.9],
    [1, 1],
  ],
  plate: [
    [0.5, 0],
    [0.56, 0.06],
    [0.58, 0.2],
    [0.78, 0.36],
    [0.9, 0.58],
    [0.98, 0.9],
    [1, 1],
  ],
  bottle: [
    [0.7, 0],
    [0.86, 0.015],
    [0.98, 0.12],
    [1, 0.28],
    [0.86, 0.48],
    [0.42, 0.62],
    [0.25, 0.72],
    [0.22, 0.88],
    [0.3, 0.98],
    [0.33, 1],
  ],
  moon: [
    [0.42, 0],
    [0.5, 0.015],
    [0.84, 0.2],
    [1, 0.48],
    [0.88, 0.76],
    [0.52, 0.93],
    [0.4, 0.96],
    [0.42, 1],
  ],
  shoulder: [
    [0.5, 0],
    [0.56, 0.015],
    [0.68, 0.3],
    [0.9, 0.62],
    [1, 0.76],
    [0.86, 0.88],
    [0.46, 0.93],
    [0.44, 0.97],
    [0.5, 1],
  ],
  bud: [
    [0.62, 0],
    [0.8, 0.02],
    [1, 0.2],
    [0.92, 0.4],
    [0.5, 0.58],
    [0.28, 0.72],
    [0.26, 0.9],
    [0.36, 1],
  ],
  tumbler: [
    [0.7, 0],
    [0.78, 0.02],
    [0.84, 0.2],
    [0.93, 0.6],
    [1, 0.98],
    [0.99, 1],
  ],
  jar: [
    [0.8, 0],
    [0.94, 0.02],
    [1, 0.1],
    [1, 0.8],
    [0.94, 0.92],
    [0.84, 0.97],
    [0.84, 1],
  ],
} as const satisfies Record<string, readonly Vec2[]>

type Outline = keyof typeof outlines

/** Rings that the fingers leave. */
const thrown = (_angle: number, v: number): number => 1 + 0.006 * Math.sin(v * 120) * Math.sin(v * 9)

export function vessel(outline: Outline, radius: number, height: number, material: Material): Model {
  const wall = outline === 'plate' ? 0.45 : 0.34
  const rows = outline === 'plate' ? 90 : 130
  return [
    lathe(hollow(scaled(outlines[outline], radius, height), wall, Math.min(0.6, height * 0.3)), material, {
      rows,
      wobble: thrown,
    }),
  ]
}

export function mug(outline: Outline, radius: number, height: number, material: Material): Model {
  const out = radius * 0.96
  const handle: Vec3[] = [
    [out, height * 0.8, 0],
    [out + radius * 0.45, height * 0.84, 0],
    [out + radius * 0.72, height * 0.68, 0],
    [out + radius * 0.68, height * 0.46, 0],
    [out + radius * 0.4, height * 0.3, 0],
    [out - 0.1, height * 0.26, 0],
  ]
  const bare = { ...material, paint: handlePaint(material) }
  return [
    ...vessel(outline, radius, height, material),
    tube(handle, (t) => radius * (0.13 - 0.03 * Math.sin(t * Math.PI)), bare, { flat: 1.35, rows: 46 }),
  ]
}

/** A handle wears the glaze of the mug's middle. */
function handlePaint({ paint, color }: Material): NonNullable<Material['paint']> {
  return (u, v, out) => {
    if (paint) paint(u * 0.2, 0.26 + v * 0.16, out)
    else out.splice(0, 3, ...color)
  }
}

export function jug(radius: number, height: number, material: Material): Model {
  const profile = hollow(scaled(outlines.barrel, radius, height), 0.34, 0.6)
  const lip = (angle: number, v: number): number => {
    const near = Math.max(0, Math.cos(angle - Math.PI)) ** 14
    const rim = Math.max(0, 1 - Math.abs(v - 0.5) / 0.1)
    return 1 + near * rim * 0.32
  }
  const handle: Vec3[] = [
    [radius * 0.9, height * 0.86, 0],
    [radius * 1.4, height * 0.9, 0],
    [radius * 1.62, height * 0.66, 0],
    [radius * 1.4, height * 0.38, 0],
    [radius * 0.96, height * 0.26, 0],
  ]
  return [
    lathe(profile, material, { rows: 150, wobble: lip }),
    tube(handle, radius * 0.12, { ...material, paint: handlePaint(material) }, { flat: 1.4 }),
  ]
}

export function teapot(material: Material, knob: Material): Model {
  const body: Vec2[] = [
    [4, 0],
    [5.2, 0.2],
    [7.6, 3],
    [8.2, 6],
    [7, 9.2],
    [4.4, 11],
    [4, 11.2],
  ]
  const lid: Vec2[] = [
    [4.3, 11],
    [4.5, 11.25],
    [3.6, 11.9],
    [1.4, 12.5],
    [0.6, 12.7],
    [0, 12.75],
  ]
  const top: Vec2[] = [
    [0.5, 12.6],
    [0.55, 13],
    [1.15, 13.5],
    [1.2, 14.1],
    [0.7, 14.5],
    [0, 14.55],
  ]
  const spout: Vec3[] = [
    [-6.6, 4.2, 0],
    [-9, 5, 0],
    [-10.6, 7.4, 0],
    [-12.6, 9.8, 0],
  ]
  const handle: Vec3[] = [
    [-4.4, 10.2, 0],
    [-5.2, 15, 0],
    [-2.4, 18.4, 0],
    [2.4, 18.4, 0],
    [5.2, 15, 0],
    [4.4, 10.2, 0],
  ]
  return [
    lathe(body, material),
    lathe(lid, material),
    lathe(top, knob, { rows: 40, columns: 49 }),
    tube(spout, (t) => 1.75 - t * 0.85, { ...material, paint: handlePaint(material) }, { columns: 33 }),
    tube(handle, 0.42, knob, { rows: 80 }),
  ]
}
