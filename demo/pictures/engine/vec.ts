/** A point or a direction in centimeters: x to the right, y up, z towards the viewer. */
export type Vec3 = readonly [number, number, number]
export type Vec2 = readonly [number, number]

export const add = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const sub = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const scale = (a: Vec3, by: number): Vec3 => [a[0] * by, a[1] * by, a[2] * by]
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const cross = (a: Vec3, b: Vec3): Vec3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
export const unit = (a: Vec3): Vec3 => scale(a, 1 / (Math.hypot(a[0], a[1], a[2]) || 1))

/** Two directions that stand upright on the third. */
export function basis(direction: Vec3): readonly [Vec3, Vec3] {
  const right = unit(cross(Math.abs(direction[1]) > 0.95 ? [0, 0, -1] : [0, 1, 0], direction))
  return [right, cross(direction, right)]
}

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t
export const clamp = (x: number, low = 0, high = 1): number => (x < low ? low : x > high ? high : x)
export function smooth(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from))
  return t * t * (3 - 2 * t)
}

/** Reads a list of numbers within its bounds. */
export const at = (list: Float32Array, index: number): number => list[index] ?? 0
export const indexAt = (list: Int32Array, index: number): number => list[index] ?? 0
export const byteAt = (list: Uint8Array, index: number): number => list[index] ?? 0
