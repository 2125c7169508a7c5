import { lathe, plate } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import { glaze } from '../paint/glaze.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { mug, vessel } from '../things/ceramics.ts'
import { board, lying, roundBoard, spoon } from '../things/home.ts'
import { brass } from '../things/metal.ts'
import { branch, fruit } from '../things/nature.ts'
import { book, cloth } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'

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
