import { type Material, matte } from '../engine/material.ts'
import { block, lathe } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { mug, vessel } from '../things/ceramics.ts'
import { arch, lying, pencil } from '../things/home.ts'
import { brass } from '../things/metal.ts'
import { book, cloth, printed } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'
import { light, dark } from '../paint/terrazzo.ts'

const pens = ['#c8573a', '#2f4b4f', '#dba84a', '#5d6b4a', '#efe4cf']

const cup = (material: Promise<Material>) => async (): Promise<Model> => [
  ...vessel('cylinder', 4.2, 10, await material),
  ...pens.flatMap((color, k) =>
    place(pencil(color), {
      at: [Math.cos(k * 1.3) * 1.4, 1.2, Math.sin(k * 1.3) * 1.4],
      roll: Math.cos(k * 1.3) * -7,
      tilt: Math.sin(k * 1.3) * 7,
    }),
  ),
]

const pencilSet = (): Model =>
  pens.flatMap((color, k) => lying(pencil(color), 90 + k * 1.5 - 3, [(k - 2) * 1.7, 0.38, 8]))

const penTray = (): Model =>
  place(
    [
      ...block({ width: 26, height: 0.9, depth: 10, round: 0.35 }, wood('walnut', { along: 'u', scale: 1.6 })),
      ...[-1, 1].flatMap((s) =>
        place(
          block(
            { width: 26, height: 2.4, depth: 0.9, round: 0.3 },
            wood('walnut', { along: 'u', scale: 1.6, seed: 3 }),
          ),
          { at: [0, 0, s * 4.6] },
        ),
      ),
      ...[-1, 1].flatMap((s) =>
        place(
          block(
            { width: 0.9, height: 2.4, depth: 10, round: 0.3 },
            wood('walnut', { along: 'v', scale: 0.8, seed: 5 }),
          ),
          { at: [s * 12.6, 0, 0] },
        ),
      ),
      ...lying(pencil('#dba84a'), 0, [9, 1.3, -1.4]),
      ...lying(pencil('#2f4b4f'), 2, [8, 1.3, 1.2]),
    ],
    { turn: -22 },
  )

const bookends = (material: Promise<Material>) => async (): Promise<Model> => {
  const own = await material
  return [
    ...place(arch(8, 3.2, 6, own), { at: [-5, 0, 0], turn: -20 }),
    ...place(arch(8, 3.2, 6, own), { at: [9, 0, -7], turn: -20 }),
  ]
}

const weight = (material: Promise<Material>) => async (): Promise<Model> => [
  lathe(
    [
      [2.6, 0],
      [4.4, 0.25],
      [5.2, 1.6],
      [4.9, 3.4],
      [3.4, 5],
      [1.6, 5.7],
      [0, 5.85],
    ],
    await material,
    { wobble: (a) => 1 + 0.06 * Math.sin(a * 2 + 0.6) + 0.03 * Math.sin(a * 3) },
  ),
]

const ruler = (): Model =>
  place(
    [
      ...block({ width: 2.6, height: 0.22, depth: 20, round: 0.06 }, brass),
      ...Array.from({ length: 39 }, (_, k) =>
        place(block({ width: k % 2 === 0 ? 1.1 : 0.7, height: 0.02, depth: 0.06, round: 0.01 }, matte('#33261a')), {
          at: [1.3 - (k % 2 === 0 ? 0.55 : 0.35), 0.22, -9.5 + k * 0.5],
        }),
      ).flat(),
    ],
    { turn: 34 },
  )

const printedWhite: Material = printed({
  levels: [{ width: 1, height: 1, data: Float32Array.from([0.88, 0.85, 0.78]) }],
  repeat: [1, 1],
})

export const deskScenes: Scenes = {
  'pencil-cup': front(cup(light()), { on: '#dddad2', up: 12 }),
  'pencil-cup-slate': front(cup(dark()), { on: '#d5d8d6', up: 12 }),
  'pencil-cup-room': room(
    cup(light()),
    () => [
      ...place(book({ width: 15, height: 21, thick: 2, cover: cloth('#5d6b4a') }), { at: [-16, 0, 0], turn: 14 }),
      ...place(book({ width: 14, height: 20, thick: 1.8, cover: cloth('#b8893f') }), { at: [-16, 2, 0], turn: 4 }),
    ],
    { wall: '#d3d5cb', table: 'ash' },
  ),
  'color-pencils': front(pencilSet, { on: '#e5dfd3', up: 50, fill: 0.66, turn: -26 }),
  'color-pencils-close': detail(pencilSet, { to: [0.5, 0.5, 0.1], show: 0.42, on: '#e5dfd3', up: 34, turn: 28 }),
  'pen-tray': front(penTray, { on: '#dfd6c8', up: 30, fill: 0.74 }),
  'pen-tray-room': room(
    penTray,
    () => [
      ...place(mug('cylinder', 4.2, 8.4, dishGlazes.ink), { at: [19, 0, -8], turn: -30 }),
      ...place(book({ width: 14, height: 20, thick: 1.8, cover: cloth('#b0583b') }), { at: [-16, 0, -12], turn: 16 }),
    ],
    { wall: '#d2c9b9', table: 'oak', up: 26, fill: 0.58 },
  ),
  'arch-bookends': front(bookends(light()), { on: '#e0d9cd', up: 12, fill: 0.64 }),
  'arch-bookends-slate': front(bookends(dark()), { on: '#d6d7d3', up: 12, fill: 0.64 }),
  'arch-bookends-room': room(
    async () => place(arch(8, 3.2, 6, await light()), { turn: -20 }),
    () =>
      ['#33475f', '#b8893f', '#8a4a36', '#5d6b4a', '#c9bda8'].flatMap((color, k) =>
        place(book({ width: 14 - (k % 2), height: 20 + (k % 3), thick: 2.4, cover: cloth(color) }), {
          roll: 90,
          tilt: 0,
          turn: -6,
          at: [10 + k * 2.6, 7, -4],
        }),
      ),
    { wall: '#cfcabd', table: 'walnut', fill: 0.42, screen: 'leaves' },
  ),
  'river-stone': front(weight(dark()), { on: '#dcdad3', up: 16 }),
  'river-stone-room': room(
    weight(dark()),
    () => [
      ...place(block({ width: 15, height: 0.4, depth: 21, round: 0.05 }, printedWhite), {
        at: [0, -0.39, 0],
        turn: 14,
      }),
      ...lying(pencil('#c8573a'), 58, [15, 0.4, 4]),
    ],
    { wall: '#d3d5d0', table: 'oak', up: 26, fill: 0.4 },
  ),
  'brass-ruler': front(ruler, { on: '#dad5ca', up: 44, fill: 0.7 }),
  'brass-ruler-close': detail(ruler, { to: [0.52, 1, 0.55], show: 0.4, on: '#dad5ca', up: 40, turn: -4 }),
}
