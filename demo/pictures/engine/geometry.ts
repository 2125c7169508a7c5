import type { Material } from './material.ts'
import type { Model, Surface } from './surface.ts'

/** All surfaces of a scene in one list of points and one of triangles. */
export type Geometry = Readonly<{
  position: Float32Array
  normal: Float32Array
  uv: Float32Array
  /** Three points a triangle. */
  triangles: Int32Array
  /** The surface of each triangle. */
  owner: Int32Array
  materials: readonly Material[]
}>

function trianglesOf({ columns, rows }: Surface, step: number, first: number): number[] {
  const list: number[] = []
  for (let row = 0; row < rows - 1; row += step)
    for (let column = 0; column < columns - 1; column += step) {
      const right = Math.min(column + step, columns - 1)
      const below = Math.min(row + step, rows - 1)
      const a = first + row * columns + column
      const b = first + row * columns + right
      const c = first + below * columns + column
      const d = first + below * columns + right
      list.push(a, b, c, b, d, c)
    }
  return list
}

function joined(lists: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(lists.reduce((sum, list) => sum + list.length, 0))
  let offset = 0
  for (const list of lists) {
    all.set(list, offset)
    offset += list.length
  }
  return all
}

/** With `coarse`, the points are thinned out: good enough for shadows. */
export function geometryOf(model: Model, coarse = false): Geometry {
  const triangles: number[] = []
  const owner: number[] = []
  let first = 0
  for (const [index, one] of model.entries()) {
    const own = trianglesOf(one, coarse ? one.coarse : 1, first)
    for (const point of own) triangles.push(point)
    for (let count = own.length / 3; count > 0; count--) owner.push(index)
    first += one.columns * one.rows
  }
  return {
    position: joined(model.map((one) => one.position)),
    normal: joined(model.map((one) => one.normal)),
    uv: joined(model.map((one) => one.uv)),
    triangles: Int32Array.from(triangles),
    owner: Int32Array.from(owner),
    materials: model.map((one) => one.material),
  }
}
