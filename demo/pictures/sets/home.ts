import { hanging } from '../things/textiles.ts'
import { matte } from '../engine/material.ts'
import { plate } from '../engine/shapes.ts'
import { type Model, place } from '../engine/surface.ts'
import { wood } from '../paint/wood.ts'
import { type Scenes, detail, front, room } from '../stage.ts'
import { vessel } from '../things/ceramics.ts'
import { bird, brush, soap } from '../things/home.ts'
import { clock, mirrorDisc, peg } from '../things/wall.ts'
import { brass } from '../things/metal.ts'
import { branch } from '../things/nature.ts'
import { book, cloth } from '../things/paper.ts'
import { dishGlazes } from './ceramics.ts'
import { light } from '../paint/terrazzo.ts'

const songbird = (kind: 'walnut' | 'oak') => (): Model =>
  place(bird(wood(kind, { along: 'v', scale: 1.1 }), kind === 'walnut' ? brass : matte('#2c2a28')), { turn: -24 })

const pegs = (): Model =>
  [-14, 0, 14].flatMap((x, k) =>
    place(peg(wood(k === 1 ? 'walnut' : 'oak', { along: 'v', scale: 1, seed: k })), { at: [x, 60, 0] }),
  )

const pegsUsed = (): Model => [...pegs(), ...place(hanging(34, 40, cloth('#a9553a'), 3), { at: [14, 19, 1] })]

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
