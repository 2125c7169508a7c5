import type { Material } from './material.ts'
import { type Vec3, at, cross, unit } from './vec.ts'

/** A bent sheet of `columns` × `rows` points; everything in the studio is made of such sheets. */
export type Surface = Readonly<{
  columns: number
  rows: number
  position: Float32Array
  normal: Float32Array
  uv: Float32Array
  material: Material
  /** Only every so many points are needed for its shadow. */
  coarse: number
}>

export type Model = readonly Surface[]

type Grid = { columns: number; rows: number; coarse?: number }

/** Samples a function of u and v (both 0 to 1) into a surface. */
export function surface(
  { columns, rows, coarse = 1 }: Grid,
  material: Material,
  point: (u: number, v: number) => Vec3,
): Surface {
  const count = columns * rows
  const position = new Float32Array(count * 3)
  const uv = new Float32Array(count * 2)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const index = row * columns + column
      const u = column / (columns - 1)
      const v = row / (rows - 1)
      position.set(point(u, v), index * 3)
      uv[index * 2] = u
      uv[index * 2 + 1] = v
    }
  return { columns, rows, position, uv, material, coarse, normal: normalsOf(position, columns, rows) }
}

function pointAt(list: Float32Array, index: number): Vec3 {
  return [at(list, index * 3), at(list, index * 3 + 1), at(list, index * 3 + 2)]
}

function between(list: Float32Array, from: number, to: number): Vec3 {
  const a = pointAt(list, from)
  const b = pointAt(list, to)
  return [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
}

function normalsOf(position: Float32Array, columns: number, rows: number): Float32Array {
  const normal = new Float32Array(position.length)
  const closed = isClosed(position, columns, rows)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const start = row * columns
      const left = column > 0 ? column - 1 : closed ? columns - 2 : 0
      const right = column < columns - 1 ? column + 1 : closed ? 1 : column
      const along = between(position, start + left, start + right)
      const up = between(
        position,
        Math.max(row - 1, 0) * columns + column,
        Math.min(row + 1, rows - 1) * columns + column,
      )
      const n = cross(along, up)
      const size = Math.hypot(...n)
      if (size > 1e-9) normal.set(unit(n), (start + column) * 3)
    }
  mendPoles(normal, columns, rows)
  return normal
}

/** Where a row shrinks to a point, the neighbors say where it looks. */
function mendPoles(normal: Float32Array, columns: number, rows: number): void {
  for (const [row, inner] of [
    [0, 1],
    [rows - 1, rows - 2],
  ] as const) {
    const first = pointAt(normal, row * columns)
    if (Math.hypot(...first) > 0.1) continue
    let mean: Vec3 = [0, 0, 0]
    for (let column = 0; column < columns; column++) {
      const n = pointAt(normal, inner * columns + column)
      mean = [mean[0] + n[0], mean[1] + n[1], mean[2] + n[2]]
    }
    for (let column = 0; column < columns; column++) normal.set(unit(mean), (row * columns + column) * 3)
  }
}

function isClosed(position: Float32Array, columns: number, rows: number): boolean {
  const row = (rows >> 1) * columns
  return Math.hypot(...between(position, row, row + columns - 1)) < 1e-4
}

export type Pose = { at?: Vec3; turn?: number; tilt?: number; roll?: number; size?: number }

/** Puts a model somewhere: scaled, rolled about z, tilted about x, turned about y (degrees), then moved. */
export function place(model: Model, { at: to = [0, 0, 0], turn = 0, tilt = 0, roll = 0, size = 1 }: Pose): Model {
  const rotated = rotation(turn, tilt, roll)
  return model.map((one) => {
    const position = new Float32Array(one.position.length)
    const normal = new Float32Array(one.normal.length)
    for (let index = 0; index < position.length / 3; index++) {
      const p = rotated(pointAt(one.position, index))
      position.set([p[0] * size + to[0], p[1] * size + to[1], p[2] * size + to[2]], index * 3)
      normal.set(rotated(pointAt(one.normal, index)), index * 3)
    }
    return { ...one, position, normal }
  })
}

function rotation(turn: number, tilt: number, roll: number): (p: Vec3) => Vec3 {
  const [a, b, c] = [turn, tilt, roll].map((degrees) => (degrees * Math.PI) / 180)
  const [sa, ca, sb, cb] = [Math.sin(a ?? 0), Math.cos(a ?? 0), Math.sin(b ?? 0), Math.cos(b ?? 0)]
  const [sc, cc] = [Math.sin(c ?? 0), Math.cos(c ?? 0)]
  return ([x, y, z]) => {
    const [x1, y1] = [x * cc - y * sc, x * sc + y * cc]
    const [y2, z2] = [y1 * cb - z * sb, y1 * sb + z * cb]
    return [x1 * ca + z2 * sa, y2, -x1 * sa + z2 * ca]
  }
}
