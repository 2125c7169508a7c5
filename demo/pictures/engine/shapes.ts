import type { Material } from './material.ts'
import { type Model, type Surface, surface } from './surface.ts'
import { type Vec2, type Vec3, add, basis, clamp, cross, dot, scale, sub, unit } from './vec.ts'

const ROUND = Math.PI * 2

/** A smooth curve through points: Catmull-Rom, walked with even speed. */
export function curveThrough<T extends Vec2 | Vec3>(points: readonly T[]): (t: number) => number[] {
  const fine: number[][] = []
  const lengths: number[] = [0]
  const steps = 16
  const pointOf = (index: number): readonly number[] => points[clamp(index, 0, points.length - 1)] ?? []
  for (let index = 0; index < points.length - 1; index++)
    for (let step = 0; step < steps + (index === points.length - 2 ? 1 : 0); step++) {
      const t = step / steps
      const next = pointOf(index).map((_, axis) => {
        const [a, b, c, d] = [-1, 0, 1, 2].map((k) => pointOf(index + k)[axis] ?? 0)
        return catmull([a ?? 0, b ?? 0, c ?? 0, d ?? 0], t)
      })
      const last = fine.at(-1)
      if (last)
        lengths.push((lengths.at(-1) ?? 0) + Math.hypot(...next.map((value, axis) => value - (last[axis] ?? 0))))
      fine.push(next)
    }
  const whole = lengths.at(-1) ?? 1
  return (t) => {
    const wanted = clamp(t) * whole
    let low = 0
    for (let high = lengths.length - 1; high - low > 1;) {
      const middle = (low + high) >> 1
      if ((lengths[middle] ?? 0) <= wanted) low = middle
      else high = middle
    }
    const [from, to] = [lengths[low] ?? 0, lengths[low + 1] ?? 1]
    const part = clamp((wanted - from) / (to - from || 1))
    return (fine[low] ?? []).map((value, axis) => value + ((fine[low + 1]?.[axis] ?? value) - value) * part)
  }
}

function catmull([a, b, c, d]: readonly [number, number, number, number], t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}

type LatheOptions = {
  columns?: number
  rows?: number
  coarse?: number
  sharp?: boolean
  wobble?: (angle: number, v: number) => number
}

/** Turned on the wheel: a profile of [radius, height] from the foot over the rim and inside. */
export function lathe(profile: readonly Vec2[], material: Material, options: LatheOptions = {}): Surface {
  const { columns = 97, rows = 110, coarse = 3, sharp = false, wobble } = options
  const walk = sharp ? straightThrough(profile) : curveThrough(profile)
  return surface({ columns, rows, coarse }, material, (u, v) => {
    const [radius = 0, height = 0] = walk(v)
    const r = Math.max(0, radius) * (wobble ? wobble(u * ROUND, v) : 1)
    return [Math.cos(u * ROUND) * r, height, -Math.sin(u * ROUND) * r]
  })
}

/** Straight pieces; corners stay corners because each is walked through quickly. */
export function straightThrough(points: readonly Vec2[]): (t: number) => number[] {
  const lengths = points.map((p, index) => {
    const before = points[index - 1]
    return before ? Math.hypot(p[0] - before[0], p[1] - before[1]) : 0
  })
  const whole = lengths.reduce((sum, length) => sum + length, 0)
  return (t) => {
    let left = clamp(t) * whole
    for (let index = 1; index < points.length; index++) {
      const length = lengths[index] ?? 0
      const [a, b] = [points[index - 1], points[index]]
      if (a && b && (left <= length || index === points.length - 1)) {
        const part = length === 0 ? 1 : clamp(left / length)
        return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
      }
      left -= length
    }
    return [0, 0]
  }
}

/** A round bar along a curve; the thickness may change on the way. */
export function tube(
  path: readonly Vec3[],
  thickness: number | ((t: number) => number),
  material: Material,
  size: { columns?: number; rows?: number; flat?: number } = {},
): Surface {
  const { columns = 17, rows = 60, flat = 1 } = size
  const walk = curveThrough(path)
  const pointAt = (t: number): Vec3 => {
    const [x = 0, y = 0, z = 0] = walk(t)
    return [x, y, z]
  }
  const upright = cross(sub(pointAt(0.33), pointAt(0)), sub(pointAt(0.66), pointAt(0)))
  const reference = Math.hypot(...upright) > 1e-4 ? unit(upright) : basis(unit(sub(pointAt(1), pointAt(0))))[0]
  return surface({ columns, rows, coarse: 2 }, material, (u, v) => {
    const ahead = unit(sub(pointAt(Math.min(1, v + 0.01)), pointAt(Math.max(0, v - 0.01))))
    const side = unit(cross(reference, ahead))
    const up = cross(ahead, side)
    const r = typeof thickness === 'number' ? thickness : thickness(v)
    return add(pointAt(v), add(scale(side, Math.cos(u * ROUND) * r * flat), scale(up, Math.sin(u * ROUND) * r)))
  })
}

type Box = { width: number; height: number; depth: number; round?: number }
type Sides = { top?: Material; front?: Material; back?: Material; bottom?: Material; left?: Material; right?: Material }

/** A block standing on the floor, with rounded edges; each side may have its own material. */
export function block({ width, height, depth, round = 0.1 }: Box, material: Material, sides: Sides = {}): Model {
  const half: Vec3 = [width / 2, height / 2, depth / 2]
  const face = (own: Material | undefined, right: Vec3, up: Vec3, out: Vec3): Surface =>
    surface({ columns: 14, rows: 14 }, own ?? material, (u, v) => {
      const a = edged(u, round / Math.abs(sum(right, half)))
      const b = edged(1 - v, round / Math.abs(sum(up, half)))
      const flat = add(out, add(scale(right, a), scale(up, b)))
      return rounded([flat[0] * half[0], flat[1] * half[1], flat[2] * half[2]], half, round)
    })
  const lift = ([x, y, z]: Vec3): Vec3 => [x, y + half[1], z]
  return [
    face(sides.front, [1, 0, 0], [0, 1, 0], [0, 0, 1]),
    face(sides.back, [-1, 0, 0], [0, 1, 0], [0, 0, -1]),
    face(sides.top, [1, 0, 0], [0, 0, -1], [0, 1, 0]),
    face(sides.bottom, [1, 0, 0], [0, 0, 1], [0, -1, 0]),
    face(sides.left, [0, 0, 1], [0, 1, 0], [-1, 0, 0]),
    face(sides.right, [0, 0, -1], [0, 1, 0], [1, 0, 0]),
  ].map((one) => {
    const position = one.position.slice()
    for (let index = 0; index < position.length; index += 3)
      position.set(lift([position[index] ?? 0, position[index + 1] ?? 0, position[index + 2] ?? 0]), index)
    return { ...one, position, uv: flatUv(one) }
  })
}

/** A side's texture lies flat over it, however its points crowd at the edges. */
function flatUv({ position, columns, rows, uv }: Surface): Float32Array {
  const corner = (index: number): Vec3 => [
    position[index * 3] ?? 0,
    position[index * 3 + 1] ?? 0,
    position[index * 3 + 2] ?? 0,
  ]
  const origin = corner(0)
  const across = sub(corner(columns - 1), origin)
  const down = sub(corner((rows - 1) * columns), origin)
  const along = (p: Vec3, axis: Vec3): number => dot(p, axis) / (dot(axis, axis) || 1)
  return uv.map((_, index) => along(sub(corner(index >> 1), origin), index % 2 === 0 ? across : down))
}

const sum = (axis: Vec3, half: Vec3): number => axis[0] * half[0] + axis[1] * half[1] + axis[2] * half[2]

/** Spends points on the edges, where the block bends: -1 to 1. */
function edged(t: number, bend: number): number {
  const steps = t * 13
  const inner = 1 - Math.min(0.9, bend)
  if (steps <= 4) return -1 + (1 - Math.cos(((steps / 4) * Math.PI) / 2)) * (1 - inner)
  if (steps >= 9) return 1 - (1 - Math.cos((((13 - steps) / 4) * Math.PI) / 2)) * (1 - inner)
  return -inner + ((steps - 4) / 5) * 2 * inner
}

function rounded(p: Vec3, half: Vec3, round: number): Vec3 {
  const core: Vec3 = [
    clamp(p[0], -half[0] + round, half[0] - round),
    clamp(p[1], -half[1] + round, half[1] - round),
    clamp(p[2], -half[2] + round, half[2] - round),
  ]
  return add(core, scale(unit(sub(p, core)), round))
}

/** A flat sheet standing upright, facing the viewer; `bend` lifts it off the flat. */
export function sheet(
  width: number,
  height: number,
  material: Material,
  bend?: (u: number, v: number) => number,
): Surface {
  const grid = bend ? { columns: 50, rows: 50, coarse: 3 } : { columns: 2, rows: 2 }
  return surface(grid, material, (u, v) => [(u - 0.5) * width, (1 - v) * height, bend ? bend(u, v) : 0])
}

/** A plate of any star-shaped outline, lying flat, with a rounded edge. */
export function plate(outline: (angle: number) => number, thickness: number, material: Material, round = 0.2): Surface {
  const edge: Vec2[] = [
    [-0.001, 0],
    [-round, 0],
    [0, round],
    [0, thickness - round],
    [-round, thickness],
    [-0.001, thickness],
  ]
  const rows = edge.length
  return surface({ columns: 145, rows: (rows - 1) * 8 + 1, coarse: 1 }, material, (u, v) => {
    const r = outline(u * ROUND)
    const step = v * (rows - 1)
    const [inset, height] = plateEdge(step, r, round, thickness)
    return [Math.cos(u * ROUND) * inset, height, -Math.sin(u * ROUND) * inset]
  })
}

function plateEdge(step: number, r: number, round: number, thickness: number): Vec2 {
  const part = step % 1
  const arc = (part * Math.PI) / 2
  if (step < 1) return [part * (r - round), 0]
  if (step < 2) return [r - round + Math.sin(arc) * round, round - Math.cos(arc) * round]
  if (step < 3) return [r, round + part * (thickness - 2 * round)]
  if (step < 4) return [r - round + Math.cos(arc) * round, thickness - round + Math.sin(arc) * round]
  return [(5 - step) * (r - round), thickness]
}
