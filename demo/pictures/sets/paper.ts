import { type Material, matte } from '../engine/material.ts'
import { block, lathe } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import * as patterns from '../art/patterns.ts'
import { SHEET, line, sheetOf } from '../art/svg.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { mug } from '../things/ceramics.ts'
import { lying, pencil } from '../things/home.ts'
import { art, book, cloth, openBook, pages, printed, upright } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'

/** Lies a thing down for a picture from above: the camera looks steeply. */
const above = { up: 56, turn: -16 }

const cover = async (svg: string): Promise<Material> => printed(await art(svg))
const standing = (model: Model, height: number): Model => place(upright(model, height, 7), { turn: -16 })

const field = (color: string) => (): Model =>
  standing(book({ width: 14, height: 21, thick: 1.6, cover: cloth(color), band: '#2a2724' }), 21)
const harbor = async (): Promise<Model> =>
  standing(
    book({
      width: 15,
      height: 21,
      thick: 2.2,
      cover: await cover(patterns.waves('#21415a', '#e9dfca', 3.2)),
      spine: cloth('#c8573a'),
    }),
    21,
  )
const terrazzo = async (): Promise<Model> =>
  standing(
    book({
      width: 15,
      height: 21,
      thick: 1.7,
      cover: await cover(patterns.terrazzo('#ece4d6', ['#c8573a', '#2f4b4f', '#dba84a', '#9fb0a0', '#3a3330'], 'n')),
      spine: cloth('#2f4b4f'),
    }),
    21,
  )
const planner = (color: string) => (): Model =>
  standing(book({ width: 17, height: 24, thick: 3, cover: cloth(color), band: '#e7dcc6' }), 24)
const sketch = async (): Promise<Model> =>
  standing(
    book({
      width: 21,
      height: 29.7,
      thick: 2.6,
      cover: await cover(patterns.shards('#e8dcc5', ['#1f2a36', '#c8452d', '#e0a43a', '#3f6f73'], 'sk')),
      spine: cloth('#1f2a36'),
    }),
    29.7,
  )

const ruled = (): string =>
  sheetOf(
    '#f6f1e6',
    Array.from({ length: 26 }, (_, row) => line(`M24 ${40 + row * 13.4}H276`, '#b9c2c4', 0.5)).join(''),
    SHEET,
  )
const dotted = (): string => patterns.dots('#f6f1e6', '#a9b0b2', 1.1, 12.5)

const open = async (): Promise<Model> => [
  ...place(openBook(14.5, 21, [await cover(ruled()), await cover(dotted())], cloth('#21415a')), { turn: -8 }),
  ...lying(pencil('#c8573a'), 62, [8, 2.2, 4]),
]

const scatter = (model: Model, [x, z, y = 0]: readonly [number, number, number?], turn: number): Model =>
  place(model, { at: [x, y, z], turn })
const card = async (svg: string): Promise<Model> =>
  block({ width: 10.5, height: 0.12, depth: 14.8, round: 0.04 }, matte('#f4eee2'), { top: await cover(svg) })
const envelope = (hex: string): Model => block({ width: 11.6, height: 0.16, depth: 15.8, round: 0.06 }, matte(hex))

const cards = async (): Promise<Model> => {
  const [a, b, c] = await Promise.all([
    card(patterns.leaves('#f1e8d8', ['#31513f', '#7d8f63', '#c0703f'], 'ca')),
    card(patterns.leaves('#2f4b4f', ['#e8d9bf', '#9fb0a0', '#e0a43a'], 'cb')),
    card(patterns.leaves('#c98a63', ['#f3e6d2', '#7b3a26', '#e9c492'], 'cc')),
  ])
  return [
    ...scatter(envelope('#9fa98f'), [4.6, 1], -17),
    ...scatter(envelope('#d9b48c'), [-6, -3.5], 16),
    ...scatter(a, [5, 1.6, 0.2], 9),
    ...scatter(b, [-5.6, -3, 0.2], -5),
    ...scatter(c, [-0.6, 6.6, 0.4], 21),
  ]
}

const giftCards = async (): Promise<Model> => {
  const [a, b, c] = await Promise.all([
    card(patterns.waves('#21415a', '#e9dfca', 3.2)),
    card(patterns.waves('#c8573a', '#f1e8d8', 2.4)),
    card(patterns.waves('#dba84a', '#3a3330', 4)),
  ])
  return [
    ...scatter(envelope('#9fa98f'), [-4.6, 1.4], 15),
    ...scatter(envelope('#d9b48c'), [5.8, -3.2], -18),
    ...scatter(a, [-5, 1.8, 0.2], -8),
    ...scatter(b, [5.8, -3, 0.32], 6),
    ...scatter(c, [0.8, 6.4, 0.5], -20),
  ]
}

const roll = (material: Material, length: number): Model =>
  place(
    [
      lathe(
        [
          [1.1, 0],
          [2.5, 0],
          [2.5, 0.1],
          [2.5, length - 0.1],
          [2.5, length],
          [1.3, length],
          [1.2, length - 3],
        ],
        material,
        { sharp: true, rows: 60 },
      ),
    ],
    { roll: 90, at: [length / 2, 2.5, 0] },
  )

const wraps = async (): Promise<Model> => {
  const tiled = async (svg: string): Promise<Material> => {
    const material = await cover(svg)
    return material.texture ? { ...material, texture: { ...material.texture, repeat: [1, 2.6] } } : material
  }
  const [a, b, c] = await Promise.all([
    tiled(patterns.strokes('#e9dcc4', ['#c8573a', '#2f4b4f', '#dba84a'], 'wa')),
    tiled(patterns.scallops('#21415a', ['#2b5470', '#e9dcc4', '#21415a'])),
    tiled(patterns.marbled('#efe6d6', ['#7d9aa0', '#c98a63', '#42606a'], 'wc')),
  ])
  return [
    ...scatter(roll(a, 35), [0, 4.2], 4),
    ...scatter(roll(b, 35), [1, -3], -3),
    ...place(scatter(roll(c, 35), [0, 0.6], 1), { at: [0, 4.3, 0] }),
  ]
}

const letters = (): Model => [
  ...scatter(
    block({ width: 14.8, height: 1.1, depth: 21, round: 0.05 }, pages('#f3ecdd'), {
      top: printed({ levels: [{ width: 1, height: 1, data: Float32Array.from([0.88, 0.84, 0.75]) }], repeat: [1, 1] }),
    }),
    [3, 0],
    8,
  ),
  ...[0, 1, 2].flatMap((index) =>
    scatter(
      envelope(['#b9c2c4', '#c4ccc9', '#aab6bb'][index] ?? '#b9c2c4'),
      [-7 + index * 0.5, 3 - index * 0.4, 1.15 + index * 0.17],
      -14 + index * 5,
    ),
  ),
  ...lying(pencil('#31513f'), 100, [9, 1.6, 2]),
]

const pencils = [...lying(pencil('#c8573a'), 74, [13, 0.4, 9]), ...lying(pencil('#2f4b4f'), 86, [16, 0.4, 8])]
const coffee = place(mug('cylinder', 4.2, 8.4, dishGlazes.oat), { at: [17, 0, -6], turn: -50 })

export const paperScenes: Scenes = {
  'field-notebook': front(field('#5d6b4a'), { on: '#dcdccd', up: 9 }),
  'field-notebook-clay': front(field('#b0583b'), { on: '#e8d8c9', up: 9 }),
  'field-notebook-ink': front(field('#2b3a4d'), { on: '#d6dade', up: 9 }),
  'field-notebook-room': room(
    field('#5d6b4a'),
    () => [
      ...place(book({ width: 14, height: 21, thick: 1.6, cover: cloth('#b0583b') }), { at: [16, 0, -2], turn: 24 }),
      ...place(book({ width: 14, height: 21, thick: 1.6, cover: cloth('#2b3a4d') }), { at: [16, 1.6, -2], turn: 12 }),
      ...place(mug('cylinder', 4.2, 8.4, dishGlazes.sea), { at: [15, 3.2, -3], turn: -40 }),
    ],
    { wall: '#d3d2c2' },
  ),
  'harbor-journal': front(harbor, { on: '#d9dfe2', up: 9 }),
  'harbor-journal-open': front(open, { on: '#d5dbdd', up: 48, fill: 0.7 }),
  'harbor-journal-room': room(harbor, () => [...coffee, ...pencils], {
    wall: '#cfd6d8',
    table: 'ash',
    screen: 'leaves',
  }),
  'terrazzo-notebook': front(terrazzo, { on: '#e5dfd3', up: 9 }),
  'terrazzo-notebook-close': detail(terrazzo, { to: [0.62, 0.72, 0.5], show: 0.5, on: '#e5dfd3', up: 16, turn: 18 }),
  'day-planner': front(planner('#b8893f'), { on: '#ebe1cc', up: 9 }),
  'day-planner-forest': front(planner('#2f473c'), { on: '#d8ddd4', up: 9 }),
  'day-planner-room': room(
    planner('#b8893f'),
    () => [...place(mug('barrel', 4.4, 8.4, dishGlazes.chalk), { at: [18, 0, 2], turn: -40 }), ...pencils],
    { wall: '#ded3bd', table: 'walnut' },
  ),
  sketchbook: front(sketch, { on: '#e3ddd2', up: 9 }),
  'sketchbook-room': room(
    sketch,
    () => [
      ...place(block({ width: 9, height: 10, depth: 9, round: 0.3 }, cloth('#8a5a3c')), { at: [-22, 0, -3], turn: 12 }),
      ...coffee,
    ],
    { wall: '#d9d4c8', table: 'oak' },
  ),
  'leaf-cards': front(cards, { on: '#dfe0d4', ...above, fill: 0.74 }),
  'leaf-cards-close': detail(cards, { to: [0.42, 1, 0.72], show: 0.55, on: '#dfe0d4', up: 50, turn: 24 }),
  'gift-card': front(giftCards, { on: '#e3dccf', ...above, fill: 0.74 }),
  'gift-card-close': detail(giftCards, { to: [0.36, 1, 0.6], show: 0.5, on: '#e3dccf', up: 48, turn: -22 }),
  'wrapping-paper': front(wraps, { on: '#e7dccb', up: 26, turn: -24, fill: 0.8 }),
  'wrapping-paper-close': detail(wraps, { to: [0.74, 0.6, 0.7], show: 0.36, on: '#e7dccb', up: 34, turn: -34 }),
  'letter-set': front(letters, { on: '#d7dcdc', ...above, fill: 0.74 }),
  'letter-set-room': room(letters, () => [...place(coffee, { at: [4, 0, -2] })], {
    up: 34,
    wall: '#cfd5d5',
    table: 'oak',
    fill: 0.6,
    screen: 'leaves',
    shift: [0.1, 0],
  }),
}
