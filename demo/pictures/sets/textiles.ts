import { matte } from '../engine/material.ts'
import { type Model, place } from '../engine/surface.ts'
import { herringbone, knit, plain, twill, waffle, weave } from '../paint/weave.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { vessel } from '../things/ceramics.ts'
import { board } from '../things/home.ts'
import { peg } from '../things/wall.ts'
import { fruit } from '../things/nature.ts'
import { block } from '../engine/shapes.ts'
import { cushion, fabric, folded, hanging, rug } from '../things/textiles.ts'
import { dishGlazes } from './ceramics.ts'

const solid = (hex: string) => (): string => hex
const linen = (hex: string, weft: string) =>
  fabric(weave({ threads: 64, warp: solid(hex), weft: solid(weft), repeat: [3, 3], relief: 0.42 }))

const striped = (ground: string, ink: string) =>
  fabric(
    weave({
      threads: 64,
      warp: (i) => (i % 32 < 8 || i % 32 === 12 || i % 32 === 13 ? ink : ground),
      weft: solid(ground),
      over: (a, b) => (a + b) % 3 !== 0,
      repeat: [2.5, 2.5],
      relief: 0.42,
    }),
  )
const checked = (a: string, b: string, c: string) =>
  fabric(
    weave({
      threads: 64,
      warp: (i) => (i < 32 ? a : i < 36 ? c : b),
      weft: (i) => (i < 32 ? a : i < 36 ? c : b),
      over: twill,
      repeat: [3, 3],
      relief: 0.4,
    }),
  )
const bones = (a: string, b: string) =>
  fabric(
    weave({ threads: 96, thick: 6, warp: solid(a), weft: solid(b), over: herringbone, repeat: [3, 3], relief: 0.5 }),
    0.35,
  )
const honey = (hex: string, edge: string) =>
  fabric(
    weave({
      threads: 64,
      warp: (i) => (i % 8 === 4 ? edge : hex),
      weft: solid(hex),
      over: waffle,
      repeat: [2, 3],
      relief: 0.85,
    }),
    0.25,
  )
const knitted = (ground: string, dot: string) =>
  fabric(
    knit({
      columns: 24,
      rows: 24,
      color: (c, r) => ((c + (Math.floor(r / 6) % 2) * 3) % 6 === 0 && r % 6 === 2 ? dot : ground),
      repeat: [2, 2.4],
    }),
    0.4,
  )
const kitchen = (ground: string, ink: string) =>
  fabric(
    weave({
      threads: 64,
      warp: (i) => ((i > 4 && i < 12) || i === 15 ? ink : ground),
      weft: (i) => ((i > 4 && i < 12) || i === 15 ? ink : ground),
      over: plain,
      repeat: [3, 3],
      relief: 0.4,
    }),
  )
const kelim = fabric(
  weave({
    threads: 96,
    thick: 6,
    warp: solid('#d9cbb2'),
    weft: (j) => (['#b4573a', '#d9cbb2', '#33474f', '#c9a05a'] as const)[Math.floor(j / 12) % 4] ?? '#d9cbb2',
    over: (i, j) => (Math.abs((i % 24) - 12) + (j % 12)) % 12 < 2 && plain(i, j),
    repeat: [2, 3],
    relief: 0.5,
  }),
)

const stripeCushion = (a: string, b: string) => (): Model =>
  place(cushion(48, 48, striped(a, b), linen(b, b)), { tilt: -9, turn: -12 })
const checkCushion = (): Model =>
  place(cushion(58, 40, checked('#d9c8a8', '#7d4a35', '#2f3d40'), linen('#7d4a35', '#7d4a35')), { tilt: -9, turn: 12 })
const throwOf = (a: string, b: string) => (): Model =>
  place(folded({ width: 40, depth: 34, layers: 3, thick: 3.6, fringe: matte(b, { sheen: 0.4 }) }, bones(a, b)), {
    turn: -24,
  })
const towel = (a: string, b: string) => (): Model =>
  place(
    [
      ...folded({ width: 32, depth: 26, layers: 2, thick: 3.8 }, honey(a, b)),
      ...place(folded({ width: 22, depth: 18, layers: 2, thick: 2.4, seed: 5 }, honey(b, a)), { at: [-2, 7.6, 1] }),
    ],
    { turn: -22 },
  )
const blanket = (): Model =>
  place(folded({ width: 42, depth: 34, layers: 2, thick: 6, seed: 3 }, knitted('#d9cdb9', '#b4573a')), { turn: -24 })
const teaTowels = (): Model =>
  place(
    [
      ...folded({ width: 24, depth: 30, layers: 1, thick: 2, seed: 2 }, kitchen('#e9e1d0', '#3f6179')),
      ...place(folded({ width: 24, depth: 30, layers: 1, thick: 2, seed: 6 }, kitchen('#e9e1d0', '#b4573a')), {
        at: [0.5, 2, 0.4],
        turn: 2,
      }),
    ],
    { turn: -30 },
  )
const hung = (): Model => [
  ...place(hanging(46, 46, kitchen('#e9e1d0', '#3f6179'), 3), { at: [0, 60, 0] }),
  ...place(peg(wood('oak', { along: 'v' })), { at: [0, 105.5, -2.4] }),
]
const napkins = (hex: string) => (): Model =>
  place(
    [0, 1, 2, 3].flatMap((k) =>
      place(folded({ width: 20, depth: 20, layers: 1, thick: 1.1, seed: k }, linen(hex, hex)), {
        at: [0, k * 1.1, 0],
        turn: k * 3 - 4,
      }),
    ),
    { turn: -26 },
  )
const rugOnFloor = (): Model => place(rug(90, 130, kelim, matte('#d9cbb2')), { turn: -28 })

const bench = (): Model =>
  place(block({ width: 130, height: 6, depth: 44, round: 0.6 }, wood('oak', { along: 'u', scale: 4 })), {
    at: [0, -6, 2],
  })

export const textileScenes: Scenes = {
  'stripe-cushion': front(stripeCushion('#e6dac4', '#a9553a'), { on: '#e6d8c8', up: 8, fill: 0.66 }),
  'stripe-cushion-indigo': front(stripeCushion('#e6dac4', '#33475f'), { on: '#d7dce1', up: 8, fill: 0.66 }),
  'stripe-cushion-room': room(
    stripeCushion('#e6dac4', '#a9553a'),
    () => [
      ...bench(),
      ...place(cushion(50, 50, linen('#6f7a5c', '#77825f')), { at: [-32, 0, -6], tilt: -8, turn: 10 }),
      ...place(folded({ width: 30, depth: 26, layers: 3, thick: 3 }, bones('#d9cbb2', '#8a7a62')), {
        at: [40, 0, 3],
        turn: -8,
      }),
    ],
    { wall: '#d8cfbf', table: '#9b8c7a', fill: 0.5, screen: 'leaves' },
  ),
  'check-cushion': front(checkCushion, { on: '#ddd3c2', up: 8, fill: 0.68 }),
  'check-cushion-close': detail(checkCushion, { to: [0.34, 0.62, 0.9], show: 0.4, on: '#ddd3c2', up: 10, turn: 30 }),
  'herringbone-throw': front(throwOf('#ded2bd', '#5f6b5c'), { on: '#dadccf', up: 22, fill: 0.72 }),
  'herringbone-throw-clay': front(throwOf('#e3d3bf', '#a8553c'), { on: '#e7d6c7', up: 22, fill: 0.72 }),
  'herringbone-throw-close': detail(throwOf('#ded2bd', '#5f6b5c'), {
    to: [0.42, 0.86, 0.86],
    show: 0.36,
    on: '#dadccf',
    up: 26,
    turn: 8,
  }),
  'herringbone-throw-room': room(
    throwOf('#ded2bd', '#5f6b5c'),
    () => [
      ...bench(),
      ...place(cushion(46, 46, linen('#b4573a', '#b9603f')), { at: [34, 0, -8], tilt: -8, turn: -12 }),
    ],
    { wall: '#cfd2c4', table: '#8d7f6c', fill: 0.52, up: 14 },
  ),
  'waffle-towels': front(towel('#e9e2d4', '#8fa7a5'), { on: '#dbe1df', up: 20, fill: 0.68 }),
  'waffle-towels-sand': front(towel('#d8c3a3', '#efe7d8'), { on: '#e6dac8', up: 20, fill: 0.68 }),
  'waffle-towels-close': detail(towel('#e9e2d4', '#8fa7a5'), {
    to: [0.4, 0.6, 0.9],
    show: 0.34,
    on: '#dbe1df',
    up: 24,
    turn: 10,
  }),
  'knit-blanket': front(blanket, { on: '#e4dbcd', up: 20, fill: 0.72 }),
  'knit-blanket-close': detail(blanket, { to: [0.4, 0.85, 0.85], show: 0.34, on: '#e4dbcd', up: 30, turn: 10 }),
  'tea-towels': front(teaTowels, { on: '#dfe0dc', up: 30, fill: 0.72 }),
  'tea-towels-hung': room(hung, () => [...place(board(30, 18, 2, 'oak'), { at: [24, 58, 0], tilt: 0 })].slice(0, 0), {
    wall: '#d4d6cc',
    table: 'oak',
    fill: 0.62,
    up: 2,
    depth: 0.004,
    screen: 'window',
    shift: [0, 0],
  }),
  'linen-napkins': front(napkins('#7c8a69'), { on: '#dfe0d2', up: 26, fill: 0.66 }),
  'linen-napkins-rose': front(napkins('#c48d7c'), { on: '#ead9d0', up: 26, fill: 0.66 }),
  'linen-napkins-room': room(
    napkins('#7c8a69'),
    () => [
      ...place(vessel('plate', 13.5, 2.3, dishGlazes.chalk), { at: [22, 0, -8] }),
      ...place(vessel('bowl', 8, 5.6, dishGlazes.celadon), { at: [22, 1.2, -8] }),
      ...place(fruit('pear'), { at: [-15, 0, -5] }),
    ],
    { wall: '#d5d5c6', table: 'oak', up: 24, fill: 0.5, screen: 'leaves' },
  ),
  'flatweave-rug': front(rugOnFloor, { on: '#ddd5c7', up: 34, fill: 0.82 }),
  'flatweave-rug-close': detail(rugOnFloor, { to: [0.36, 1, 0.8], show: 0.22, on: '#ddd5c7', up: 36, turn: 6 }),
}
