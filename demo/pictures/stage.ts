import type { Backdrop } from './engine/backdrop.ts'
import type { Film } from './engine/film.ts'
import type { Bulb, Lighting } from './engine/light.ts'
import { type Rgb, rgb } from './engine/material.ts'
import { clouds } from './engine/random.ts'
import type { Scene } from './engine/render.ts'
import type { Model } from './engine/surface.ts'
import { type Vec3, add, at, clamp, cross, scale, smooth } from './engine/vec.ts'
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

/** Sun through a window with panes, or through the leaves before it. `span` is the size of the scene in centimeters. */
function screenOf(screen: Screen, span: number): Lighting['screen'] {
  if (screen === 'none') return undefined
  if (screen === 'window')
    return (a, b) => {
      const frame = smooth(-1.05, -0.95, a / span) * smooth(1.05, 0.95, a / span)
      return 0.25 + 0.75 * frame * pane(a + span * 0.1, span * 0.62) * pane(b - span * 0.12, span * 0.8)
    }
  return (a, b) => 0.3 + 0.7 * smooth(0.4, 0.56, clouds((a * 5) / span + 3, (b * 7) / span, 1, 3))
}

type Light = { screen?: Screen; span?: number; evening?: boolean; bulbs?: readonly Bulb[]; soft?: number }

export function lightOf({ screen = 'none', span = 60, evening = false, bulbs = [], soft }: Light = {}): Lighting {
  const shade = screenOf(screen, span)
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

type Eye = { lens?: number; up?: number; turn?: number; fill?: number; shift?: readonly [number, number] }

/** Stands so far away that what is looked at fills the wanted part of the picture, in its middle. */
function cameraFor(model: Model, { lens = 17, up = 13, turn = 0, fill = 0.62, shift = [0, 0] }: Eye): Scene['camera'] {
  const { center } = boxOf(model)
  const [a, b] = [(up * Math.PI) / 180, (turn * Math.PI) / 180]
  const back: Vec3 = [Math.sin(b) * Math.cos(a), Math.sin(a), Math.cos(b) * Math.cos(a)]
  const right: Vec3 = [Math.cos(b), 0, -Math.sin(b)]
  const above = cross(back, right)
  const [x0, x1] = extent(model, center, right)
  const [y0, y1] = extent(model, center, above)
  const [, z1] = extent(model, center, back)
  const distance =
    Math.max((y1 - y0) / fill, (x1 - x0) / (Math.min(fill * 1.3, 0.84) * 0.8)) / (2 * Math.tan((lens * Math.PI) / 360))
  const across = (x0 + x1) / 2 + shift[0] * (x1 - x0)
  const high = (y0 + y1) / 2 + shift[1] * (y1 - y0)
  const look = add(center, add(scale(right, across), scale(above, high)))
  return { eye: add(look, scale(back, distance + z1 * 0.6)), look, lens }
}

/** How far a model reaches along a direction, from a point. */
function extent(model: Model, from: Vec3, axis: Vec3): readonly [number, number] {
  let [low, high] = [1e9, -1e9]
  for (const { position } of model)
    for (let index = 0; index < position.length; index += 3) {
      const x = at(position, index) - from[0]
      const y = at(position, index + 1) - from[1]
      const z = at(position, index + 2) - from[2]
      const along = x * axis[0] + y * axis[1] + z * axis[2]
      if (along < low) low = along
      if (along > high) high = along
    }
  return [low, high]
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
      camera: cameraFor(model, { fill: 0.6, ...eye }),
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
    const reach = Math.max(box.size[0], box.size[1], 20)
    const floor = table.startsWith('#')
      ? { color: rgb(table) }
      : { color: rgb('#b08a5c'), paint: tableTop(table as TableWood) }
    const wallZ = box.low[2] - reach * 0.28 * depth
    return {
      model: all,
      backdrop: { floor, wall: plaster(wall, reach), wallZ, bend: 0 },
      lighting: lightOf({ screen, span: reach, evening, bulbs }),
      camera: cameraFor(hero, { fill: 0.44, up: 9, lens: 20, shift: [0, 0.22], ...eye }),
      ...(film ? { film } : {}),
    }
  }
}

/** A painted wall that is not quite even. */
export function plaster(hex: string, span = 60): Backdrop['wall'] {
  const base = rgb(hex)
  return {
    color: base,
    paint: (x, y, out) => {
      const t = 0.955 + 0.09 * clouds((x / span) * 4 + 9, (y / span) * 4 + 9, 2, 4)
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
    const [tilt, side] = [(up * Math.PI) / 180, (turn * Math.PI) / 180]
    const back: Vec3 = [Math.sin(side) * Math.cos(tilt), Math.sin(tilt), Math.cos(side) * Math.cos(tilt)]
    const distance = shown / (2 * Math.tan((lens * Math.PI) / 360))
    return {
      model,
      backdrop: paper(on, low[2] - Math.max(45, size[1] * 1.2)),
      lighting: lightOf({ soft: 0.16, ...light }),
      camera: { eye: add(look, scale(back, distance)), look, lens },
      ...(film ? { film } : {}),
    }
  }
}
