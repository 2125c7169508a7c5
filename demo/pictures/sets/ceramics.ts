import { type Model, place } from '../engine/surface.ts'
import { glaze } from '../paint/glaze.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { jug, mug, teapot, vessel } from '../things/ceramics.ts'
import { board, roundBoard, spoon } from '../things/home.ts'
import { branch, fruit, grasses } from '../things/nature.ts'
import { book, cloth } from '../things/paper.ts'

const oat = glaze({ color: '#e6dcc8', thin: '#c49a6c', clay: '#b98f6a', clayUpTo: 0.085, speckles: 0.16, rough: 0.22 })
const sea = glaze({ color: '#5d8583', thin: '#b9a178', clay: '#b98f6a', clayUpTo: 0.085, speckles: 0.05 })
const ink = glaze({ color: '#26374a', thin: '#8a6a4b', clay: '#a47c5a', clayUpTo: 0.085, speckles: 0.03 })
const dipped = glaze({ color: '#ece4d4', dip: '#c0623f', dipFrom: 0.24, thin: '#d9b48c', speckles: 0.1, rough: 0.2 })
const dippedBlue = glaze({
  color: '#ece4d4',
  dip: '#3f6179',
  dipFrom: 0.24,
  thin: '#b7b39c',
  speckles: 0.1,
  rough: 0.2,
})
const celadon = glaze({ color: '#a9bfae', thin: '#d9dfcf', rough: 0.1 })
const chalk = glaze({ color: '#e9e2d4', rough: 0.55, speckles: 0.08 })
const rust = glaze({ color: '#9b4a2f', thin: '#5b2b20', rough: 0.35, speckles: 0.06 })
const night = glaze({ color: '#2b3238', thin: '#6b5a48', rough: 0.42 })
const ochre = glaze({ color: '#c8923c', thin: '#8a5a26', rough: 0.2, speckles: 0.08, clay: '#a57a56', clayUpTo: 0.07 })
const blush = glaze({ color: '#d9ab97', thin: '#b37a63', rough: 0.4, speckles: 0.06 })

const morning =
  (material = oat) =>
  (): Model =>
    place(mug('cylinder', 4.3, 8.6, material), { turn: -28 })
const dip =
  (material = dipped) =>
  (): Model =>
    place(mug('barrel', 4.6, 8.8, material), { turn: -32 })
const noodle =
  (material = celadon) =>
  (): Model =>
    vessel('bowl', 9.5, 7.6, material)
const plates =
  (material = chalk) =>
  (): Model => [
    ...vessel('plate', 13.5, 2.3, material),
    ...place(vessel('plate', 10.5, 2.1, material), { at: [0, 1.5, 0] }),
  ]
const moon = (): Model =>
  vessel('moon', 11, 21, glaze({ color: '#e7dfcf', thin: '#cdb28c', rough: 0.34, speckles: 0.07, rim: 0.47 }))
const bud =
  (material = blush) =>
  (): Model =>
    vessel('bud', 4.6, 14, material)
const shoulder = (): Model => vessel('shoulder', 9.5, 27, night)
const milk = (): Model => place(jug(6, 15.5, ochre), { turn: -18 })
const pot = (): Model =>
  place(teapot(glaze({ color: '#4f6b62', thin: '#9fa684', rough: 0.12, rim: 1 }), wood('walnut', { along: 'v' })), {
    turn: 12,
  })

const spoonBy = place(spoon(15, 1.7, wood('beech', { along: 'v', scale: 0.6 })), { at: [9, 0, 8], turn: 24 })
const olive = branch({ height: 36, leaves: 20, size: 6.4, color: '#75845c', seed: 'vase', lean: 0.24 })
const gum = branch({ height: 30, leaves: 15, size: 6.2, color: '#84998a', seed: 'gum', lean: -0.28 })

export const ceramicScenes: Scenes = {
  'morning-mug': front(morning(), { on: '#e4dccf' }),
  'morning-mug-sea': front(morning(sea), { on: '#dcdfd9' }),
  'morning-mug-ink': front(morning(ink), { on: '#dadde0' }),
  'morning-mug-room': room(
    morning(),
    () => [
      ...place(book({ width: 15, height: 21, thick: 2, cover: cloth('#a6553c') }), { at: [-15, 0, -6], turn: 16 }),
      ...place(mug('cylinder', 4.3, 8.6, sea), { at: [-14, 2, -6], turn: 40 }),
      ...place(fruit('plum'), { at: [8, 0, 5] }),
    ],
    { table: 'oak', wall: '#dcd6c9' },
  ),
  'dipped-mug': front(dip(), { on: '#ead9cb' }),
  'dipped-mug-blue': front(dip(dippedBlue), { on: '#d9dde0' }),
  'dipped-mug-close': detail(dip(), { to: [0.42, 0.62, 0.9], show: 0.72, on: '#ead9cb', up: 24 }),
  'noodle-bowl': front(noodle(), { on: '#dfe2da', up: 24 }),
  'noodle-bowl-room': room(
    noodle(),
    () => [
      ...place(noodle(chalk)(), { at: [-21, 0, -10] }),
      ...place(spoon(19, 2, wood('walnut', { along: 'v', scale: 0.6 })), { at: [6, 0, 13], turn: 12 }),
      ...place(vessel('tumbler', 4, 8.4, sea), { at: [15, 0, -8] }),
    ],
    { table: 'ash', wall: '#ccd2c8', up: 20, screen: 'leaves' },
  ),
  'supper-plates': front(plates(), { on: '#e2d9cc', up: 28 }),
  'supper-plates-night': front(plates(night), { on: '#d6d3cd', up: 28 }),
  'supper-plates-room': room(
    plates(),
    () => [
      ...place(vessel('tumbler', 4, 9, ochre), { at: [17, 0, -7] }),
      ...place(vessel('bowl', 7, 5, rust), { at: [-19, 0, -6] }),
      ...spoonBy,
      ...place(fruit('lemon'), { at: [0, 3.6, 0], turn: 30 }),
    ],
    { table: 'walnut', wall: '#d8cbb8', up: 26 },
  ),
  'moon-vase': front(moon, { on: '#dcd8d0', up: 8 }),
  'moon-vase-room': room(
    moon,
    () => [
      ...place(olive, { at: [0, 12, 0] }),
      ...place(book({ width: 17, height: 22, thick: 2.4, cover: cloth('#3d5560') }), { at: [22, 0, -2], turn: -14 }),
      ...place(fruit('pear'), { at: [21, 2.4, -1] }),
    ],
    { table: 'oak', wall: '#d6cfc0', screen: 'leaves', fill: 0.33, shift: [0, 0.5] },
  ),
  'bud-vase': front(bud(), { on: '#e8dcd2', up: 8 }),
  'bud-vase-chalk': front(bud(chalk), { on: '#dcdad4', up: 8 }),
  'bud-vase-rust': front(bud(rust), { on: '#e6d6c6', up: 8 }),
  'bud-vase-room': room(
    bud(),
    () => [
      ...place(bud(chalk)(), { at: [-11, 0, -4] }),
      ...place(bud(rust)(), { at: [11, 0, -5] }),
      ...place(grasses(22, 5, 'bud'), { at: [0, 9, 0] }),
      ...place(branch({ height: 18, leaves: 9, size: 4.4, color: '#7d8f63', seed: 'b', lean: -0.3 }), {
        at: [-11, 9, -4],
      }),
    ],
    { table: '#cdb79c', wall: '#dfd0c2', fill: 0.27, shift: [0, 0.62] },
  ),
  'shoulder-vase': front(shoulder, { on: '#cfcbc3', up: 7 }),
  'shoulder-vase-room': room(
    shoulder,
    () => [
      ...place(gum, { at: [0, 20, 0] }),
      ...place(branch({ height: 25, leaves: 13, size: 6, color: '#8fa08c', seed: 'g2', lean: 0.3 }), {
        at: [0, 21, 0],
      }),
      ...place(vessel('bowl', 9, 5.6, chalk), { at: [23, 0, 3] }),
    ],
    { table: 'walnut', wall: '#c9c4b8' },
  ),
  'breakfast-jug': front(milk, { on: '#e6dcc6' }),
  'breakfast-jug-room': room(
    milk,
    () => [
      ...place(board(24, 16, 1.8, 'beech'), { at: [-20, 0, 2], turn: 10 }),
      ...place(fruit('pear'), { at: [-22, 1.8, 1] }),
      ...place(fruit('plum'), { at: [-15, 1.8, 4] }),
      ...place(vessel('tumbler', 4, 8.6, oat), { at: [14, 0, 4] }),
    ],
    { table: '#d8cdbb', wall: '#cfd3c6', screen: 'window' },
  ),
  'standing-teapot': front(pot, { on: '#dadcd2', up: 12 }),
  'standing-teapot-room': room(
    pot,
    () => [
      ...place(roundBoard(12, 1.4, wood('cork')), { at: [0, -1.39, 0] }),
      ...place(vessel('tumbler', 3.8, 7, celadon), { at: [16, 0, 7] }),
      ...place(vessel('tumbler', 3.8, 7, celadon), { at: [23, 0, -1] }),
      ...place(book({ width: 14, height: 20, thick: 1.8, cover: cloth('#c9a45c') }), { at: [-24, 0, -2], turn: 20 }),
    ],
    { table: 'oak', wall: '#d3d5c8', screen: 'leaves' },
  ),
  'standing-teapot-close': detail(pot, { to: [0.5, 0.52, 0.9], show: 0.42, on: '#dadcd2', up: 26 }),
}

export const dishGlazes = { oat, sea, ink, celadon, chalk, rust, night, ochre, blush }
