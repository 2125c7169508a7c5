import type { Geometry } from './geometry.ts'
import { type Vec3, at, cross, dot, sub, unit } from './vec.ts'

/** `lens` is the vertical angle of view in degrees: small is a long, calm lens. */
export type Camera = Readonly<{ eye: Vec3; look: Vec3; lens: number }>

export type View = Readonly<{
  eye: Vec3
  right: Vec3
  up: Vec3
  forward: Vec3
  width: number
  height: number
  /** Pixels for one centimeter at one centimeter's distance. */
  focal: number
}>

export function viewOf({ eye, look, lens }: Camera, width: number, height: number): View {
  const forward = unit(sub(look, eye))
  const right = unit(cross(forward, [0, 1, 0]))
  const focal = height / 2 / Math.tan((lens * Math.PI) / 360)
  return { eye, right, up: cross(right, forward), forward, width, height, focal }
}

/** The direction in which a pixel looks. */
export function rayOf({ right, up, forward, width, height, focal }: View, x: number, y: number): Vec3 {
  const a = (x - width / 2) / focal
  const b = (height / 2 - y) / focal
  return unit([
    forward[0] + right[0] * a + up[0] * b,
    forward[1] + right[1] * a + up[1] * b,
    forward[2] + right[2] * a + up[2] * b,
  ])
}

/** Where each point of a geometry falls in the picture; `near` is one over its distance. */
export type Projected = Readonly<{ x: Float32Array; y: Float32Array; near: Float32Array }>

export function project({ position }: Geometry, view: View): Projected {
  const count = position.length / 3
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  const near = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    const p = sub([at(position, index * 3), at(position, index * 3 + 1), at(position, index * 3 + 2)], view.eye)
    const one = 1 / Math.max(dot(p, view.forward), 0.01)
    x[index] = view.width / 2 + dot(p, view.right) * one * view.focal
    y[index] = view.height / 2 - dot(p, view.up) * one * view.focal
    near[index] = one
  }
  return { x, y, near }
}
