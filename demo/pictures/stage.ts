import type { Backdrop } from './engine/backdrop.ts'
import type { Film } from './engine/film.ts'
import type { Bulb, Lighting } from './engine/light.ts'
import { type Rgb, rgb } from './engine/material.ts'
import { clouds } from './engine/random.ts'
import type { Scene } from './engine/render.ts'
import type { Model } from './engine/surface.ts'
import { type Vec3, clamp, smooth } from './engine/vec.ts'
import { tableTop } from './paint/wood.ts'

export type Thing = () => Model | Promise<Model>
export type Scenes = Record<string, () => Promise<Scene>>
type Screen = 'window' | 'leaves' | 'none'

type Box = { low: Vec3; high: Vec3; center: Vec3; size: Vec3 }

export function boxOf(model: Model): Box {
  const low: [number, number, number] = [1e9, 1e9, 1e9]
  const high: [number, number, number] = [-1e9, -1e9, -1e9]
  for (const { position } of model)
    for (const [index, value] of position.entries()) {
      const axis = index % 3
      low[axis] = Math.min(low[axis] ?? 0, value)
      high[axis] = Math.max(high[axis] ?? 0, value)
    }
  const size: Vec3 = [high[0] - low[0], high[1] - low[1], high[2] - low[2]]
  return { low, high, size, center: [low[0] + size[0] / 2, low[1] + size[1] / 2, low[2] + size[2] / 2] }
}

const pane = (a: number, size: number): number => {
  const inside = (((a % size) + size) % size) / size
  return smooth(0, 0.05, inside) * smooth(1, 0.95, inside)
}

/** Sun through a window with panes, or through the leaves before it. `scale` is the size of the scene in centimeters. */
function screenOf(screen: Screen, scale: number): Lighting['screen'] {
  if (screen === 'none') return undefined
  if (screen === 'window')
    return (a, b) => {
      const frame = smooth(-1.05, -0.95, a / scale) * smooth(1.05, 0.95, a / scale)
      return 0.25 + 0.75 * frame * pane(a + scale * 0.1, scale * 0.62) * pane(b - scale * 0.12, scale * 0.8)
    }
  return (a, b) => 0.3 + 0.7 * smooth(0.4, 0.56, clouds((a * 5) / scale + 3, (b * 7) / scale, 1, 3))
}

type Light = { screen?: Screen; scale?: number; evening?: boolean; bulbs?: readonly Bulb[]; soft?: number }

export function lightOf({ screen = 'none', scale = 60, evening = false, bulbs = [], soft }: Light = {}): Lighting {
  const shade = screenOf(screen, scale)
  const sunny = screen !== 'none'
  const day = {
    keyPower: sunny ? 1.15 : 0.92,
    skyPower: 0.46,
    keyColor: [1, 0.955, 0.885] as Rgb,
    skyColor: [0.95, 0.98, 1.03] as Rgb,
  }
  const dusk = { keyPower: 0.1, skyPower: 0.17, keyColor: [1, 0.8, 0.6] as Rgb, skyColor: [0.9, 0.92, 1] as Rgb }
  return {
    key: sunny ? [-0.85, 0.72, 0.62] : [-0.72, 0.85, 0.5],
    softness: soft ?? (sunny ? 0.07 : 0.2),
    ...(evening ? dusk : day),
    ...(shade ? { screen: shade } : {}),
    bulbs,
  }
}

export const paper = (hex: string, wallZ = -60): Backdrop => ({
  floor: { color: rgb(hex) },
  wall: { color: rgb(hex) },
  wallZ,
  bend: 38,
})

type Eye = { lens?: number; up?: number; turn?: number; fill?: number; shift?: readonly [number, number]; look?: Vec3 }

/** Stands so far away that the box fills the wanted part of the picture. */
function cameraFor(
  { center, size }: Box,
  { lens = 17, up = 13, turn = 0, fill = 0.62, shift = [0, 0], look }: Eye,
): Scene['camera'] {
  const half = Math.tan((lens * Math.PI) / 360)
  const [a, b] = [(up * Math.PI) / 180, (turn * Math.PI) / 180]
  const wide = Math.abs(Math.cos(b)) * size[0] + Math.abs(Math.sin(b)) * size[2]
  const deep = Math.abs(Math.cos(b)) * size[2] + Math.abs(Math.sin(b)) * size[0]
  const tall = Math.cos(a) * size[1] + Math.sin(a) * deep
  const distance = Math.max(tall / fill, wide / (fill * 0.86)) / (2 * half) + deep * 0.4
  const to: Vec3 = look ?? [center[0] + shift[0] * size[0], center[1] + shift[1] * size[1], center[2]]
  const flat = Math.cos(a) * distance
  return {
    eye: [to[0] + Math.sin(b) * flat, to[1] + Math.sin(a) * distance, to[2] + Math.cos(b) * flat],
    look: to,
    lens,
  }
}

type Front = Eye & { on?: string; film?: Film; light?: Light; wallZ?: number }

/** On seamless paper, alone. */
export function front(thing: Thing, { on = '#e7e0d5', film, light, wallZ, ...eye }: Front = {}): () => Promise<Scene> {
  return async () => {
    const model = await thing()
    const box = boxOf(model)
    const back = wallZ ?? box.low[2] - Math.max(45, box.size[1] * 1.2)
    return {
      model,
      backdrop: paper(on, back),
      lighting: lightOf(light),
      camera: cameraFor(box, { fill: 0.6, ...eye }),
      ...(film ? { film } : {}),
    }
  }
}

type TableWood = 'oak' | 'walnut' | 'beech' | 'ash' | 'white' | 'black'
export type Room = Eye & {
  wall?: string
  table?: TableWood | `#${string}`
  /** How far behind the thing the wall stands, in heights of the scene. */
  depth?: number
  screen?: Screen
  evening?: boolean
  bulbs?: readonly Bulb[]
  film?: Film
}

/** On a table before a wall, with company, in the light of a window. */
export function room(thing: Thing, company: Thing, look: Room = {}): () => Promise<Scene> {
  const {
    wall = '#d9d2c4',
    table = 'oak',
    screen = 'window',
    evening = false,
    bulbs = [],
    film,
    depth = 1,
    ...eye
  } = look
  return async () => {
    const [hero, others] = await Promise.all([thing(), company()])
    const all = [...hero, ...others]
    const box = boxOf(all)
    const scale = Math.max(box.size[0], box.size[1], 20)
    const floor = table.startsWith('#')
      ? { color: rgb(table) }
      : { color: rgb('#b08a5c'), paint: tableTop(table as TableWood) }
    const wallZ = box.low[2] - scale * 0.28 * depth
    return {
      model: all,
      backdrop: { floor, wall: plaster(wall, scale), wallZ, bend: 0 },
      lighting: lightOf({ screen, scale, evening, bulbs }),
      camera: cameraFor(boxOf(hero), { fill: 0.44, up: 9, lens: 20, shift: [0, 0.22], ...eye }),
      ...(film ? { film } : {}),
    }
  }
}

/** A painted wall that is not quite even. */
export function plaster(hex: string, scale = 60): Backdrop['wall'] {
  const base = rgb(hex)
  return {
    color: base,
    paint: (x, y, out) => {
      const t = 0.955 + 0.09 * clouds((x / scale) * 4 + 9, (y / scale) * 4 + 9, 2, 4)
      out[0] = base[0] * t
      out[1] = base[1] * t
      out[2] = base[2] * t
    },
  }
}

type Detail = Eye & {
  /** Where to look: parts of the box, from low to high. */
  to: Vec3
  /** How much of the box's larger side the picture shows. */
  show: number
  on?: string
  light?: Light
  film?: Film
}

/** Close by. */
export function detail(
  thing: Thing,
  { to, show, on = '#e7e0d5', light, film, up = 18, turn = -14, lens = 17 }: Detail,
): () => Promise<Scene> {
  return async () => {
    const model = await thing()
    const { low, size } = boxOf(model)
    const look: Vec3 = [low[0] + size[0] * to[0], low[1] + size[1] * to[1], low[2] + size[2] * to[2]]
    const shown = clamp(Math.max(...size) * show, 2, 400)
    const near = { low: look, high: look, center: look, size: [shown * 0.8, shown, 0] as const }
    return {
      model,
      backdrop: paper(on, low[2] - Math.max(45, size[1] * 1.2)),
      lighting: lightOf({ soft: 0.16, ...light }),
      camera: cameraFor(near, { up, turn, lens, fill: 1 }),
      ...(film ? { film } : {}),
    }
  }
}
