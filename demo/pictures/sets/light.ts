import { type Material, matte } from '../engine/material.ts'
import type { Bulb } from '../engine/light.ts'
import { type Model, place } from '../engine/surface.ts'
import { glaze } from '../paint/glaze.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { vessel } from '../things/ceramics.ts'
import { candle, candlestick, coneLamp, globeLamp, lantern, mushroomLamp, turnedCandle } from '../things/lights.ts'
import { brass } from '../things/metal.ts'
import { branch, grasses } from '../things/nature.ts'
import { book, cloth } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'

const warm = (at: Bulb['at'], power: number, cone = 0): Bulb => ({ at, color: [1, 0.66, 0.36], power, cone })
const glowing = { bloom: 0.5 }
const clayFoot = glaze({ color: '#a4573b', rough: 0.5, speckles: 0.05 })
const oliveFoot = glaze({ color: '#656b4a', rough: 0.45, speckles: 0.05 })
const greenShade: Material = matte('#33493f', { mirror: 0.04, rough: 0.3 })
const ochreShade: Material = matte('#c48a35', { mirror: 0.04, rough: 0.3 })

const mushroom =
  (foot = clayFoot, lit = 0.35) =>
  (): Model =>
    mushroomLamp(foot, lit)
const globe =
  (lit = 0.35) =>
  (): Model =>
    place(globeLamp(wood('oak', { along: 'u', scale: 0.9 }), lit), { turn: -24 })
const paperLantern =
  (lit = 0.3) =>
  (): Model =>
    place(lantern(20, 30, lit, 34), { at: [0, 60, 0] })
const cone =
  (shade = greenShade, lit = 0.6) =>
  (): Model =>
    coneLamp(shade, brass, lit)
const pillars = (lit: boolean) => (): Model => [
  ...candle(3.5, 9, '#e8dcc4', lit),
  ...place(candle(3.5, 14, '#e2d3b6', lit), { at: [-7, 0, -5] }),
  ...place(candle(3.5, 6, '#c99b78', lit), { at: [6.4, 0, -4] }),
]
const spire =
  (colors: readonly [string, string, string], lit = false) =>
  (): Model =>
    colors.flatMap((color, index) =>
      place(turnedCandle(color, lit), { at: [(index - 1) * 6, 0, index === 1 ? -2 : 0] }),
    )
const spires = ['#b4573a', '#dcae57', '#efe4cf'] as const
const cool = ['#3f5f6b', '#9fb0a0', '#e6dfcf'] as const
const stick = (): Model =>
  [
    [-7, 16],
    [0, 11],
    [7, 20],
  ].flatMap(([x = 0, h = 10]) => [
    ...place(candlestick(brass, h), { at: [x, 0, x === 0 ? 3 : 0] }),
    ...place([...taper('#eae0cb')], { at: [x, h - 1.2, x === 0 ? 3 : 0] }),
  ])
const taper = (hex: string): Model => candle(1.05, 20, hex)
const jar = glaze({ color: '#c9bfae', rough: 0.5, speckles: 0.14, clay: '#a98462', clayUpTo: 0.09 })
const scented =
  (lit = false) =>
  (): Model => [...vessel('cylinder', 4.4, 9, jar), ...place(candle(3.8, 6.6, '#efe7d6', lit), { at: [0, 0.7, 0] })]

const books = (at: readonly [number, number, number]): Model =>
  ['#2f473c', '#b8893f', '#8a4a36'].flatMap((color, k) =>
    place(book({ width: 20 - k, height: 14, thick: 2.6, cover: cloth(color) }), {
      at: [at[0], at[1] + k * 2.6, at[2]],
      turn: 8 - k * 6,
    }),
  )

const evening = { evening: true, screen: 'none' as const, film: { bloom: 0.55, exposure: 1.2 } }

export const lightScenes: Scenes = {
  'mushroom-lamp': front(mushroom(), { on: '#e3d5c7', film: glowing, up: 7 }),
  'mushroom-lamp-olive': front(mushroom(oliveFoot), { on: '#d9dacb', film: glowing, up: 7 }),
  'mushroom-lamp-evening': room(
    mushroom(clayFoot, 0.72),
    () => [
      ...books([25, 0, 2]),
      ...place(vessel('bud', 4, 12, dishGlazes.night), { at: [-22, 0, 2] }),
      ...place(grasses(20, 5, 'ml'), { at: [-22, 7, 2] }),
    ],
    { ...evening, wall: '#b98f72', table: 'walnut', bulbs: [warm([0, 14, 3], 420, 0.5), warm([0, 30, 0], 120)] },
  ),
  'globe-lamp': front(globe(), { on: '#ddd9d0', film: glowing, up: 7 }),
  'globe-lamp-evening': room(
    globe(0.95),
    () => [...books([24, 0, 0]), ...place(vessel('bowl', 7, 4.6, dishGlazes.chalk), { at: [-20, 0, 4] })],
    { ...evening, wall: '#7f8a86', table: 'oak', bulbs: [warm([0, 16, 0], 620)] },
  ),
  'paper-lantern': front(paperLantern(), { on: '#dfd8cc', film: glowing, up: -4, fill: 0.74, wallZ: -60 }),
  'paper-lantern-evening': room(paperLantern(0.95), () => [], {
    ...evening,
    wall: '#8f7a68',
    table: 'walnut',
    fill: 0.62,
    up: -3,
    bulbs: [warm([0, 75, 0], 1500)],
    shift: [0, -0.06],
  }),
  'paper-lantern-close': detail(paperLantern(0.42), {
    to: [0.42, 0.26, 0.9],
    show: 0.42,
    on: '#d3c7b8',
    up: -8,
    film: glowing,
  }),
  'cone-lamp': front(cone(), { on: '#d7d9cd', film: glowing, up: 5 }),
  'cone-lamp-ochre': front(cone(ochreShade), { on: '#e8dcc4', film: glowing, up: 5 }),
  'cone-lamp-evening': room(
    cone(greenShade, 1.6),
    () => [...books([22, 0, 4]), ...place(vessel('tumbler', 4, 8.6, dishGlazes.ochre), { at: [-18, 0, 7] })],
    { ...evening, wall: '#a39a80', table: 'walnut', bulbs: [warm([0, 25, 0], 900, 0.7)] },
  ),
  'pillar-candles': front(pillars(false), { on: '#e5dac8', fill: 0.62 }),
  'pillar-candles-lit': room(
    pillars(true),
    () => [...place(vessel('bowl', 8, 5, dishGlazes.night), { at: [20, 0, -2] })],
    {
      ...evening,
      wall: '#8a7563',
      table: 'walnut',
      up: 12,
      bulbs: [warm([0, 12, 2], 130), warm([-7, 17, -3], 130), warm([6.4, 9, -2], 110)],
    },
  ),
  'turned-candles': front(spire(spires), { on: '#eadccb', up: 7 }),
  'turned-candles-sea': front(spire(cool), { on: '#d9dedc', up: 7 }),
  'turned-candles-lit': room(
    spire(spires, true),
    () => [...place(vessel('bowl', 7, 5, dishGlazes.chalk), { at: [19, 0, 0] })],
    {
      ...evening,
      wall: '#94755f',
      table: 'oak',
      bulbs: [warm([-6, 24, 2], 110), warm([0, 24, 2], 110), warm([6, 24, 2], 110)],
    },
  ),
  'brass-candlesticks': front(stick, { on: '#dcd6c9', up: 7, fill: 0.7 }),
  'brass-candlesticks-room': room(
    stick,
    () => [
      ...place(vessel('moon', 8, 15, dishGlazes.chalk), { at: [23, 0, -2] }),
      ...place(branch({ height: 24, leaves: 13, size: 5.4, color: '#7a8a66', seed: 'st', lean: 0.3 }), {
        at: [23, 9, -2],
      }),
    ],
    { wall: '#ccc6b6', table: 'walnut', fill: 0.56, screen: 'leaves' },
  ),
  'fig-candle': front(scented(), { on: '#dfd9cd', up: 16 }),
  'fig-candle-lit': room(
    scented(true),
    () => [
      ...books([17, 0, -4]),
      ...place(branch({ height: 16, leaves: 10, size: 5, color: '#6f7f58', seed: 'f', lean: 0.5 }), {
        at: [-14, 0.4, 3],
        roll: 70,
      }),
    ],
    { ...evening, wall: '#8d8270', table: 'oak', up: 14, bulbs: [warm([0, 13, 1], 150)] },
  ),
}
