import { type Material, type Rgb, matte, rgb } from '../engine/material.ts'
import { hash, noise } from '../engine/random.ts'
import { block, sheet } from '../engine/shapes.ts'
import { type Model, type Surface, place, surface } from '../engine/surface.ts'
import { type Texture, textureOfSvg } from '../engine/texture.ts'
import { wood, isWood } from '../paint/wood.ts'

/** The tooth of uncoated paper. */
export function paperGrain(u: number, v: number, out: Rgb): void {
  const t = 0.975 + 0.05 * noise(u * 420, v * 560, 3)
  out[0] *= t
  out[1] *= t
  out[2] *= t
}

export const printed = (texture: Texture): Material => ({ ...matte('#ffffff'), texture, paint: paperGrain })

/** The edge of a stack of pages. */
export const pages = (hex = '#efe8d8'): Material => {
  const base = rgb(hex)
  return matte(hex, {
    paint: (_u, v, out) => {
      const t = 0.72 + 0.32 * hash(Math.floor(v * 70), 1)
      out[0] = base[0] * t
      out[1] = base[1] * t
      out[2] = base[2] * t
    },
  })
}

export const cloth = (hex: string): Material => {
  const base = rgb(hex)
  return matte(hex, {
    sheen: 0.12,
    paint: (u, v, out) => {
      const t = 0.86 + 0.14 * noise(u * 190, v * 30, 1) + 0.12 * noise(u * 30, v * 260, 2) - 0.05
      out[0] = base[0] * t
      out[1] = base[1] * t
      out[2] = base[2] * t
    },
  })
}

type Book = {
  width: number
  height: number
  thick: number
  cover: Material
  spine?: Material
  back?: Material
  edge?: string
  band?: string
}

/** A closed book lying on its back, its cover up, its spine to the left. */
export function book({ width, height, thick, cover, spine, back, edge, band }: Book): Model {
  const board = 0.22
  const inner = place(
    block({ width: width - 0.5, height: thick - board * 2, depth: height - 0.6, round: 0.05 }, pages(edge)),
    { at: [0.1, board, 0] },
  )
  const top = place(block({ width, height: board, depth: height, round: 0.1 }, spine ?? cover, { top: cover }), {
    at: [0, thick - board, 0],
  })
  const bottom = block({ width, height: board, depth: height, round: 0.1 }, back ?? spine ?? cover)
  const hinge = surface({ columns: 10, rows: 4 }, spine ?? cover, (u, v) => {
    const a = u * Math.PI
    return [
      -width / 2 - Math.sin(a) * thick * 0.16 + 0.08,
      thick / 2 - Math.cos(a) * (thick / 2 - 0.04),
      (v - 0.5) * (height - 0.1),
    ]
  })
  const elastic = band
    ? place(block({ width: 0.5, height: thick + 0.14, depth: height + 0.16, round: 0.05 }, matte(band)), {
        at: [width * 0.38, -0.04, 0],
      })
    : []
  return [...inner, ...top, ...bottom, hinge, ...elastic]
}

/** Stands a lying thing up, leaning back a little, its top towards the viewer's eye. */
export const upright = (model: Model, height: number, lean = 8): Model =>
  place(place(model, { tilt: 90 - lean }), { at: [0, Math.cos((lean * Math.PI) / 180) * (height / 2), 0] })

/** An open book: two bellies of pages. */
export function openBook(
  width: number,
  height: number,
  [left, right]: readonly [Material, Material],
  cover: Material,
): Model {
  const side = (material: Material, sign: number): Surface =>
    surface({ columns: 40, rows: 6 }, material, (u, v) => {
      const t = sign > 0 ? u : 1 - u
      const x = t * width
      const y =
        0.5 + 1.1 * Math.sin(Math.min(1, t * 1.25) ** 0.5 * Math.PI * 0.86) * (1 - t * 0.35) - (t < 0.03 ? 0.5 : 0)
      return [sign * x, y, (v - 0.5) * height]
    })
  const rim = (sign: number): Model =>
    place(block({ width: width + 0.3, height: 0.5, depth: height - 0.1, round: 0.08 }, pages()), {
      at: [(sign * width) / 2, 0.2, 0],
    })
  return [
    side(left, -1),
    side(right, 1),
    ...rim(-1),
    ...rim(1),
    ...place(block({ width: width * 2 + 1, height: 0.2, depth: height + 0.5, round: 0.08 }, cover), {}),
  ]
}

/** A print in a frame, upright, facing the viewer. */
export function framed(art: Texture, width: number, height: number, frame: string): Model {
  const material: RailMaterial = (along, seed) =>
    isWood(frame) ? wood(frame, { along, scale: 1.6, seed }) : matte(frame)
  const glass = { ...printed(art), mirror: 0.03, rough: 0.3 }
  const rail = 1.7
  return [
    ...place([sheet(width, height, glass)], { at: [0, rail * 0.75, 0.6] }),
    ...mitered({ w: width + rail, h: height + rail, rail, depth: 2.2 }, material),
  ]
}

type RailMaterial = (along: 'u' | 'v', seed: number) => Material
type Rails = { w: number; h: number; rail: number; depth: number }

/** Four rails that meet at 45 degrees. */
function mitered({ w, h, rail, depth }: Rails, material: RailMaterial): Surface[] {
  const profile: readonly (readonly [number, number])[] = [
    [1, 0.6],
    [1, depth - 0.15],
    [0.9, depth],
    [0.1, depth],
    [0, depth - 0.15],
    [0, 0],
  ]
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const
  return corners.flatMap(([x0, y0], index) => {
    const [x1, y1] = corners[(index + 1) % 4] ?? corners[0]
    return profile
      .slice(1)
      .map((to, k) => {
        const from = profile[k] ?? to
        return surface({ columns: 2, rows: 2 }, material(index % 2 === 0 ? 'u' : 'v', index * 3 + 1), (u, v) => {
          const inset = (from[0] + (to[0] - from[0]) * v) * rail
          const z = from[1] + (to[1] - from[1]) * v
          const x = (x0 + (x1 - x0) * u) * (w / 2 - inset)
          const y = (y0 + (y1 - y0) * u) * (h / 2 - inset)
          return [x, y + h / 2, z]
        })
      })
      .map((one) => ({
        ...one,
        uv: one.uv.map((value, i) => (i % 2 === (index % 2 === 0 ? 1 : 0) ? value * 0.06 : value)),
      }))
  })
}

/** A loose sheet, hung by its upper edge: it curls a little at the foot. */
export function loose(art: Texture, width: number, height: number): Model {
  return place(
    [sheet(width, height, printed(art), (u, v) => 0.25 + 0.9 * v ** 6 + 0.25 * Math.sin(u * Math.PI) * v ** 2)],
    {},
  )
}

export const art = (svg: string, width = 900): Promise<Texture> => textureOfSvg(svg, width)
