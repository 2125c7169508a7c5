import { rgb } from '../engine/material.ts'
import type { Scene } from '../engine/render.ts'
import { type Model, place } from '../engine/surface.ts'
import * as prints from '../art/prints.ts'
import { glaze } from '../paint/glaze.ts'
import { type Scenes, lightOf, plaster } from '../stage.ts'
import { vessel } from '../things/ceramics.ts'
import { coneLamp } from '../things/lights.ts'
import { iron } from '../things/metal.ts'
import { branch, fruit, grasses } from '../things/nature.ts'
import { art, book, cloth, framed, loose } from '../things/paper.ts'
import { board } from '../things/home.ts'
import { matte } from '../engine/material.ts'
import { tableTop } from '../paint/wood.ts'

type Print = {
  svg: () => string
  frame: 'oak' | 'walnut' | 'black' | 'white'
  wall: string
  dark: string
  company: () => Model
  table: 'oak' | 'walnut' | 'ash' | 'white' | 'black'
  screen: 'window' | 'leaves'
}

const [W, H] = [30, 40]

/** Hung on a wall, seen straight; the light comes along the wall, so that the frame throws a shadow. */
async function hung(model: Model, wall: string, close?: readonly [number, number, number]): Promise<Scene> {
  const lifted = place(model, { at: [0, 120, 0] })
  const eye = close
    ? ([close[0] - close[2] * 0.32, 120 + close[1] + close[2] * 0.12, close[2]] as const)
    : ([0, 143, 176] as const)
  return {
    model: lifted,
    backdrop: { floor: { color: rgb(wall) }, wall: plaster(wall, 50), wallZ: -0.4, bend: 0 },
    lighting: { ...lightOf({ soft: 0.16 }), key: [-0.72, 0.66, 0.62], keyPower: 1.05 },
    camera: { eye, look: close ? [close[0], 120 + close[1], 0.6] : [0, 141.5, 0], lens: 19 },
  }
}

const sideboard =
  (model: Model, look: Print): (() => Promise<Scene>) =>
  async () => {
    const company = look.company()
    return {
      model: [...place(model, { at: [3, 0.3, -6], tilt: -4 }), ...company],
      backdrop: {
        floor: { color: rgb('#b08a5c'), paint: tableTop(look.table) },
        wall: plaster(look.wall, 70),
        wallZ: -10,
        bend: 0,
      },
      lighting: { ...lightOf({ screen: look.screen, span: 62 }), key: [-0.85, 0.6, 0.95] },
      camera: { eye: [5, 34, 185], look: [2, 24.5, -4], lens: 20.5 },
    }
  }

const vaseWith = (color: string, at: readonly [number, number, number], plant: Model, rim = 18): Model => [
  ...place(vessel('bottle', 6.5, rim, glaze({ color, thin: '#e9e0d0', rough: 0.3 })), { at }),
  ...place(plant, { at: [at[0], at[1] + rim * 0.62, at[2]] }),
]

const eucalyptus = branch({ height: 28, leaves: 15, size: 6.4, color: '#7f9483', seed: 'e', lean: 0.25 })
const olive = branch({ height: 30, leaves: 18, size: 6, color: '#6f7f58', seed: 'o', lean: -0.22 })
const stack = (at: readonly [number, number, number], colors: readonly string[]): Model =>
  colors.flatMap((color, index) =>
    place(book({ width: 19 - index * 1.2, height: 14, thick: 2.6, cover: cloth(color) }), {
      at: [at[0], at[1] + index * 2.6, at[2]],
      turn: index * 7 - 5,
    }),
  )
const bowlOf = (at: readonly [number, number, number], color: string): Model => [
  ...place(vessel('bowl', 10, 7, glaze({ color, speckles: 0.12, rough: 0.25 })), { at }),
  ...place(fruit('lemon'), { at: [at[0] - 2.5, at[1] + 3.2, at[2] + 1] }),
  ...place(fruit('lemon'), { at: [at[0] + 3.2, at[1] + 3.4, at[2] - 1], turn: 100 }),
]

const company = {
  vase: () => [...vaseWith('#c7bfae', [-24, 0, 3], eucalyptus), ...stack([27, 0, 5], ['#38505a', '#c08a4a'])],
  bowl: () => [...bowlOf([25, 0, 6], '#5f7f86'), ...vaseWith('#a8553a', [-25, 0, 2], olive, 15)],
  lamp: () => [
    ...place(coneLamp(matte('#efe6d6'), iron, 0.5), { at: [-30, 0, 2] }),
    ...stack([24, 0, 6], ['#8a4a36', '#d9c9a8', '#445a50']),
  ],
  grass: () => [
    ...vaseWith('#2f3a40', [27, 0, 2], grasses(34, 9, 'g'), 16),
    ...place(fruit('pear'), { at: [-22, 0, 6] }),
    ...place(fruit('pear'), { at: [-29, 0, 3], turn: 120, tilt: 4 }),
  ],
  moon: () => [
    ...place(vessel('moon', 8.5, 16, glaze({ color: '#e4dccb', speckles: 0.1, rough: 0.35 })), { at: [25, 0, 5] }),
    ...stack([-25, 0, 3], ['#20323f', '#b7a98c']),
  ],
  board: () => [
    ...place(board(26, 17, 1.8, 'walnut'), { at: [-20, 0, 8], turn: 14 }),
    ...place(vessel('tumbler', 4.3, 9, glaze({ color: '#86a19a', clayUpTo: 0.1 })), { at: [-23, 1.8, 8] }),
    ...place(vessel('shoulder', 7, 19, glaze({ color: '#d8b79a', rough: 0.5 })), { at: [26, 0, 3] }),
  ],
}

const list: Record<string, Print> = {
  'assembly-four': {
    svg: () => prints.assembly('four-b'),
    frame: 'black',
    wall: '#e3dccf',
    dark: '#d3c9b8',
    company: company.moon,
    table: 'oak',
    screen: 'window',
  },
  'hill-that-isnt': {
    svg: () => prints.contours('hill', '#2a4038', '#efe8da'),
    frame: 'oak',
    wall: '#d5d3c6',
    dark: '#c2c5b8',
    company: company.vase,
    table: 'ash',
    screen: 'leaves',
  },
  'spring-tide': {
    svg: prints.tide,
    frame: 'oak',
    wall: '#dfe0da',
    dark: '#c9d2d0',
    company: company.bowl,
    table: 'ash',
    screen: 'window',
  },
  'three-stems': {
    svg: () => prints.herbarium('three'),
    frame: 'oak',
    wall: '#cfd2c2',
    dark: '#b9c0ab',
    company: company.moon,
    table: 'oak',
    screen: 'leaves',
  },
  'two-stones': {
    svg: prints.interference,
    frame: 'white',
    wall: '#d3d8de',
    dark: '#b9c4cf',
    company: company.board,
    table: 'oak',
    screen: 'window',
  },
  'low-water': {
    svg: () => prints.pebbles('low'),
    frame: 'walnut',
    wall: '#ded5c6',
    dark: '#d2c1a9',
    company: company.grass,
    table: 'walnut',
    screen: 'window',
  },
  'plain-weave': {
    svg: prints.overUnder,
    frame: 'oak',
    wall: '#e2d6c4',
    dark: '#cfbfa8',
    company: company.lamp,
    table: 'oak',
    screen: 'leaves',
  },
  'thirty-evenings': {
    svg: prints.month,
    frame: 'black',
    wall: '#b9bfc6',
    dark: '#8d99a6',
    company: company.moon,
    table: 'walnut',
    screen: 'window',
  },
  'seven-ridges': {
    svg: () => prints.ridges('ridge', ['#e9b98d', '#f3dcc0'], '#25384a', '#c9a9a0'),
    frame: 'walnut',
    wall: '#e2d7c9',
    dark: '#d7c3ad',
    company: company.bowl,
    table: 'walnut',
    screen: 'leaves',
  },
  arcade: {
    svg: prints.arches,
    frame: 'oak',
    wall: '#e7d9c6',
    dark: '#d9bfa3',
    company: company.board,
    table: 'ash',
    screen: 'window',
  },
  'one-rope': {
    svg: prints.rope,
    frame: 'walnut',
    wall: '#d9cfc0',
    dark: '#c3b6a2',
    company: company.vase,
    table: 'oak',
    screen: 'window',
  },
  'the-company': {
    svg: () => prints.company('seven'),
    frame: 'oak',
    wall: '#d8d9cf',
    dark: '#bfc5bb',
    company: company.lamp,
    table: 'oak',
    screen: 'leaves',
  },
}

/** Prints that are also shown as a loose sheet, and close by. */
const alsoLoose = new Set(['assembly-four', 'spring-tide', 'three-stems', 'seven-ridges'])
const alsoClose = new Map([
  ['hill-that-isnt', 33],
  ['two-stones', 33],
  ['plain-weave', 33],
  ['the-company', 17],
  ['one-rope', 24],
  ['low-water', 33],
])

export const printScenes: Scenes = Object.fromEntries(
  Object.entries(list).flatMap(([slug, look]) => {
    const frame = async (): Promise<Model> => framed(await art(look.svg()), W, H, look.frame)
    const scenes: [string, () => Promise<Scene>][] = [
      [slug, async () => hung(await frame(), look.wall)],
      [`${slug}-room`, async () => sideboard(await frame(), look)()],
    ]
    if (alsoLoose.has(slug))
      scenes.push([`${slug}-sheet`, async () => hung(loose(await art(look.svg()), W, H), look.dark)])
    const height = alsoClose.get(slug)
    if (height)
      scenes.push([
        `${slug}-close`,
        async () => hung(framed(await art(look.svg(), 1600), W, H, look.frame), look.dark, [-6, height, 58]),
      ])
    return scenes
  }),
)
