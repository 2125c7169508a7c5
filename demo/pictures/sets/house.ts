import { type Material, matte } from '../engine/material.ts'
import { block, lathe, plate } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import { textureOfSvg } from '../engine/texture.ts'
import { terrazzo } from '../art/patterns.ts'
import { glaze } from '../paint/glaze.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { mug, vessel } from '../things/ceramics.ts'
import {
  arch,
  bird,
  board,
  brass,
  brush,
  clock,
  lying,
  mirrorDisc,
  peg,
  pencil,
  roundBoard,
  soap,
  spoon,
} from '../things/home.ts'
import { branch, fruit } from '../things/nature.ts'
import { book, cloth, printed } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'

const stone = async (ground: string, inks: readonly [string, ...string[]], seed: string): Promise<Material> => ({
  ...matte('#ffffff', { mirror: 0.04, rough: 0.35 }),
  texture: await textureOfSvg(terrazzo(ground, inks, seed, 150), 700),
})
const light = (): Promise<Material> => stone('#e7e1d6', ['#9c8f80', '#c9b8a0', '#5d625f', '#b98a6b'], 'li')
const dark = (): Promise<Material> => stone('#4a4f4c', ['#8c948c', '#c9bda8', '#2c302f', '#a9765a'], 'da')

const bread = (): Model =>
  place(
    [
      ...board(38, 22, 2.2, 'oak'),
      ...lying(
        [
          lathe(
            [
              [1.1, 0],
              [1.2, 0.3],
              [1.05, 4],
              [1.5, 9],
              [1.2, 10],
              [0, 10.2],
            ],
            wood('oak', { along: 'v' }),
          ),
        ],
        0,
        [-18, 1.1, 0],
      ),
    ],
    { turn: -22 },
  )
const tray = (kind: 'walnut' | 'ash') => (): Model => [
  lathe(
    [
      [16, 0],
      [16.6, 0.2],
      [17, 2.4],
      [16.9, 2.8],
      [16.5, 2.8],
      [16.2, 1.2],
      [15.6, 0.9],
      [0, 0.9],
    ],
    wood(kind, { along: 'u', scale: 1 }),
    { sharp: true, rows: 80 },
  ),
  ...place([plate(() => 15.9, 0.1, wood(kind, { along: 'u', scale: 2.6 }), 0.03)], { at: [0, 0.85, 0] }),
]
const spoons = (): Model => [
  ...place(spoon(30, 3.1, wood('walnut', { along: 'v', scale: 0.8 })), { at: [0, 0, -4], turn: 12 }),
  ...place(spoon(26, 2.6, wood('beech', { along: 'v', scale: 0.8, seed: 4 })), { at: [0, 0, 3], turn: 5 }),
  ...place(spoon(22, 2.1, wood('oak', { along: 'v', scale: 0.8, seed: 7 })), { at: [1, 0, 9], turn: -3 }),
]
const salt =
  (material = dishGlazes.oat) =>
  (): Model => [
    ...vessel('jar', 5.4, 8.4, material),
    ...place(
      [
        lathe(
          [
            [4.9, 0],
            [5.1, 0.2],
            [5, 1],
            [1.3, 1.5],
            [1, 1.9],
            [1.5, 2.7],
            [1.2, 3.3],
            [0, 3.4],
          ],
          wood('oak', { along: 'u', scale: 0.8 }),
          { rows: 60 },
        ),
      ],
      { at: [0, 8.3, 0] },
    ),
  ]
const coasters = (): Model =>
  [0, 1, 2, 3].flatMap((k) =>
    place(
      roundBoard(4.8, 0.8, wood('cork')),
      k < 3 ? { at: [k * 0.5 - 3, k * 0.82, k * 0.3], turn: k * 40 } : { at: [5.2, 2.7, 3], roll: 62, turn: -20 },
    ),
  )
const oil =
  (material = glaze({ color: '#3f5a4d', thin: '#a5a27b', rough: 0.12 })) =>
  (): Model => [
    ...vessel('bottle', 4.3, 20, material),
    ...place(
      [
        lathe(
          [
            [0.9, 0],
            [1.05, 1.2],
            [1.15, 2],
            [0.4, 2.2],
            [0.3, 4.2],
            [0, 4.3],
          ],
          brass,
          { rows: 40 },
        ),
      ],
      { at: [0, 19.4, 0] },
    ),
  ]

const pens = ['#c8573a', '#2f4b4f', '#dba84a', '#5d6b4a', '#efe4cf']
const cup = (material: Promise<Material>) => async (): Promise<Model> => [
  ...vessel('cylinder', 4.2, 10, await material, 0.6),
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

const songbird = (kind: 'walnut' | 'oak') => (): Model =>
  place(bird(wood(kind, { along: 'v', scale: 1.1 }), kind === 'walnut' ? brass : matte('#2c2a28')), { turn: -24 })
const pegs = (): Model =>
  [-14, 0, 14].flatMap((x, k) =>
    place(peg(wood(k === 1 ? 'walnut' : 'oak', { along: 'v', scale: 1, seed: k })), { at: [x, 60, 0] }),
  )
const pegsUsed = (): Model => [...pegs(), ...place(tote(), { at: [14, 0, 0] })]
const tote = (): Model => [
  ...place(block({ width: 20, height: 26, depth: 2.4, round: 1 }, cloth('#a9553a')), { at: [0, 24, 3] }),
  ...[-5, 5].flatMap((x) =>
    place(block({ width: 1.6, height: 12, depth: 0.5, round: 0.2 }, cloth('#a9553a')), {
      at: [x * 0.6, 49, 3.2],
      roll: x * -1.6,
    }),
  ),
]
const mirror = (): Model => place(mirrorDisc(22, wood('ash', { along: 'u', scale: 3 })), { at: [0, 90, 0] })
const wallClock =
  (dial = '#ece4d4', ink = '#2c2a28') =>
  (): Model =>
    place(clock(14, matte(dial), wood('oak', { along: 'u', scale: 2 }), ink), { at: [0, 90, 0] })
const coatBrush = (): Model => place(brush(wood('walnut', { along: 'u', scale: 1.4 })), { turn: -22 })
const soapDish = async (): Promise<Model> =>
  place(
    [
      plate(
        (a) => 1 / (Math.abs(Math.cos(a) / 7) ** 4 + Math.abs(Math.sin(a) / 5) ** 4) ** 0.25,
        1.6,
        await light(),
        0.5,
      ),
      ...place(soap('#c9a184'), { at: [0, 1.6, 0], turn: 8 }),
    ],
    { turn: -18 },
  )

const hung = { up: 0.5, fill: 0.62, wallZ: -0.6, light: { soft: 0.16 } }
const apple = place(fruit('pear'), { at: [-17, 0, -3] })

export const tableScenes: Scenes = {
  'bread-board': front(bread, { on: '#e4d9c8', up: 32, fill: 0.78 }),
  'bread-board-room': room(
    bread,
    () => [
      ...place(vessel('jar', 5, 8, dishGlazes.oat), { at: [26, 0, -10] }),
      ...place(fruit('lemon'), { at: [4, 2.2, -3] }),
      ...place(fruit('plum'), { at: [12, 2.2, 2] }),
    ],
    { wall: '#d6cfbf', table: '#cfc6b6', up: 20, fill: 0.62 },
  ),
  'round-tray': front(tray('walnut'), { on: '#e2d8ca', up: 26, fill: 0.72 }),
  'round-tray-ash': front(tray('ash'), { on: '#e3dfd5', up: 26, fill: 0.72 }),
  'round-tray-room': room(
    tray('walnut'),
    () => [
      ...place(mug('cylinder', 4.2, 8.4, dishGlazes.oat), { at: [-6, 0.9, 1], turn: 200 }),
      ...place(mug('cylinder', 4.2, 8.4, dishGlazes.sea), { at: [6.5, 0.9, -3], turn: -30 }),
      ...place(fruit('plum'), { at: [3, 0.9, 8] }),
    ],
    { wall: '#d3cbbb', table: 'ash', up: 22, fill: 0.6, screen: 'leaves' },
  ),
  'cooking-spoons': front(spoons, { on: '#e6dccd', up: 52, fill: 0.78, turn: -30 }),
  'cooking-spoons-close': detail(spoons, { to: [0.16, 0.5, 0.5], show: 0.42, on: '#e6dccd', up: 44, turn: -40 }),
  'salt-jar': front(salt(), { on: '#e3dace', up: 12 }),
  'salt-jar-sea': front(salt(dishGlazes.sea), { on: '#d8dedb', up: 12 }),
  'salt-jar-room': room(
    salt(),
    () => [
      ...place(board(26, 17, 1.8, 'walnut'), { at: [-20, 0, -4], turn: 12 }),
      ...place(fruit('lemon'), { at: [-17, 1.8, -2] }),
      ...place(oil()(), { at: [13, 0, -6] }),
    ],
    { wall: '#d0d2c4', table: 'oak' },
  ),
  'cork-coasters': front(coasters, { on: '#e1d8c9', up: 24, fill: 0.64 }),
  'cork-coasters-room': room(
    coasters,
    () => [
      ...place(vessel('tumbler', 4, 8.6, dishGlazes.ochre), { at: [-2, 2.5, 0.5] }),
      ...place(book({ width: 15, height: 21, thick: 2, cover: cloth('#33475f') }), { at: [-19, 0, -8], turn: 18 }),
    ],
    { wall: '#cfc8b8', table: 'walnut', up: 18, fill: 0.5 },
  ),
  'oil-bottle': front(oil(), { on: '#dadccf', up: 8 }),
  'oil-bottle-chalk': front(oil(dishGlazes.chalk), { on: '#dedcd6', up: 8 }),
  'oil-bottle-room': room(
    oil(),
    () => [
      ...place(salt()(), { at: [13, 0, -3] }),
      ...apple,
      ...place(branch({ height: 18, leaves: 12, size: 4.6, color: '#75845c', seed: 'oil', lean: 0.4 }), {
        at: [-12, 0.5, 6],
        roll: 74,
      }),
    ],
    { wall: '#d2d0bf', table: 'oak', screen: 'leaves' },
  ),
}

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

const printedWhite: Material = printed({
  levels: [{ width: 1, height: 1, data: Float32Array.from([0.88, 0.85, 0.78]) }],
  repeat: [1, 1],
})

export const homeScenes: Scenes = {
  songbird: front(songbird('walnut'), { on: '#e0d6c6', up: 9 }),
  'songbird-oak': front(songbird('oak'), { on: '#d9dcd2', up: 9 }),
  'songbird-room': room(
    songbird('walnut'),
    () => [
      ...place(songbird('oak')(), { at: [-19, 5.2, -5], turn: 190 }),
      ...place(book({ width: 19, height: 14, thick: 2.6, cover: cloth('#33475f') }), { at: [-19, 0, -5] }),
      ...place(book({ width: 18, height: 13, thick: 2.6, cover: cloth('#c9bda8') }), { at: [-19, 2.6, -5], turn: 5 }),
    ],
    { wall: '#d7d2c2', table: 'oak', screen: 'leaves' },
  ),
  'three-pegs': front(pegs, { ...hung, on: '#d5d6ca', fill: 0.74, turn: -12, up: 6 }),
  'three-pegs-used': room(pegsUsed, () => [], {
    wall: '#d3d4c8',
    table: 'oak',
    fill: 0.6,
    up: 2,
    depth: 0.004,
    shift: [0, 0],
    turn: -8,
  }),
  'round-mirror': front(mirror, { ...hung, on: '#d8d3c8' }),
  'round-mirror-room': room(
    () => place(mirrorDisc(22, wood('ash', { along: 'u', scale: 3 })), { tilt: -5, at: [0, 23.2, 0] }),
    () => [
      ...place(vessel('shoulder', 7, 20, dishGlazes.rust), { at: [27, 0, 4] }),
      ...place(branch({ height: 24, leaves: 13, size: 5.6, color: '#7d8f63', seed: 'mi', lean: -0.25 }), {
        at: [27, 14, 4],
      }),
    ],
    { wall: '#d9cdbc', table: 'walnut', fill: 0.62 },
  ),
  'wall-clock': front(wallClock(), { ...hung, on: '#d9d8cc' }),
  'wall-clock-night': front(wallClock('#2f3b42', '#eadfc8'), { ...hung, on: '#d3d3cd' }),
  'wall-clock-close': detail(wallClock(), { to: [0.56, 0.6, 0.9], show: 0.62, on: '#d9d8cc', up: 10, turn: -24 }),
  'coat-brush': front(coatBrush, { on: '#dfd7c9', up: 18, fill: 0.7 }),
  'coat-brush-close': detail(coatBrush, { to: [0.6, 0.35, 0.9], show: 0.5, on: '#dfd7c9', up: 12, turn: 6 }),
  'soap-and-dish': front(soapDish, { on: '#e6dad0', up: 24 }),
  'soap-and-dish-room': room(
    soapDish,
    () => [
      ...place(vessel('bottle', 3.8, 16, dishGlazes.chalk), { at: [12, 0, -5] }),
      ...place(vessel('tumbler', 3.6, 8, dishGlazes.blush), { at: [-12, 0, -5] }),
    ],
    { wall: '#d7dbd6', table: '#c9cdc8', up: 16, fill: 0.46 },
  ),
}
