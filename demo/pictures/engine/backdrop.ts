import { type View, rayOf } from './camera.ts'
import { type Rig, lightAt } from './light.ts'
import type { Rgb } from './material.ts'
import { type Vec3, at, clamp } from './vec.ts'

/** What lies behind the things: paper that sweeps up, or a table before a wall. Painted by place, in centimeters. */
export type Ground = Readonly<{ color: Rgb; paint?: (a: number, b: number, out: Rgb) => void }>

export type Backdrop = Readonly<{
  floor: Ground
  wall: Ground
  /** Where the wall stands. */
  wallZ: number
  /** How softly the floor bends up into the wall; 0 is a corner. */
  bend: number
  /** Where a table ends; behind it one sees the wall. */
  tableEnd?: number
}>

type Spot = { p: Vec3; n: Vec3; onWall: boolean }

function wallSpot(eye: Vec3, ray: Vec3, wallZ: number): Spot {
  const t = ray[2] < -1e-6 ? (wallZ - eye[2]) / ray[2] : 1e4
  return { p: [eye[0] + ray[0] * t, eye[1] + ray[1] * t, wallZ], n: [0, 0, 1], onWall: true }
}

function spotOf({ wallZ, bend, tableEnd }: Backdrop, eye: Vec3, ray: Vec3): Spot {
  const t = ray[1] < -1e-6 ? -eye[1] / ray[1] : 1e6
  const z = eye[2] + ray[2] * t
  if (t < 1e5 && z > (tableEnd ?? wallZ + bend)) return { p: [eye[0] + ray[0] * t, 0, z], n: [0, 1, 0], onWall: false }
  if (bend > 0) {
    const bent = bendSpot(eye, ray, wallZ + bend, bend)
    if (bent) return bent
  }
  return wallSpot(eye, ray, wallZ)
}

/** Where the ray meets the quarter of a tube that joins floor and wall. */
function bendSpot(eye: Vec3, ray: Vec3, axisZ: number, radius: number): Spot | null {
  const [oy, oz] = [eye[1] - radius, eye[2] - axisZ]
  const a = ray[1] * ray[1] + ray[2] * ray[2]
  const b = oy * ray[1] + oz * ray[2]
  const inside = b * b - a * (oy * oy + oz * oz - radius * radius)
  if (inside < 0) return null
  const t = (-b + Math.sqrt(inside)) / a
  const y = oy + ray[1] * t
  const z = oz + ray[2] * t
  if (y > 0 || z > 0) return null
  return {
    p: [eye[0] + ray[0] * t, y + radius, z + axisZ],
    n: [0, -y / radius, -z / radius],
    onWall: -z > -y,
  }
}

const CELL = 3

export type LitBackdrop = (x: number, y: number, out: Rgb) => void

/** The lit backdrop. Its light is soft, so it is measured on a coarse grid and filled in between. */
export function litBackdrop(backdrop: Backdrop, view: View, rig: Rig): LitBackdrop {
  const columns = Math.ceil(view.width / CELL) + 2
  const rows = Math.ceil(view.height / CELL) + 2
  const grid = new Float32Array(columns * rows * 3)
  const light: Rgb = [0, 0, 0]
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const spot = spotOf(backdrop, view.eye, rayOf(view, column * CELL, row * CELL))
      lightAt(rig, spot.p, spot.n, light)
      grid.set(light, (row * columns + column) * 3)
    }
  const { floor, wall } = backdrop
  return (x, y, out) => {
    const spot = floor.paint || wall.paint || backdrop.bend === 0 ? spotOf(backdrop, view.eye, rayOf(view, x, y)) : null
    const ground = spot?.onWall ? wall : floor
    if (spot && ground.paint) ground.paint(spot.p[0], spot.onWall ? spot.p[1] : spot.p[2], out)
    else {
      out[0] = ground.color[0]
      out[1] = ground.color[1]
      out[2] = ground.color[2]
    }
    multiply(grid, columns, [x / CELL, y / CELL], out)
  }
}

function multiply(grid: Float32Array, columns: number, [s, t]: readonly [number, number], out: Rgb): void {
  const column = Math.floor(s)
  const row = Math.floor(t)
  const fs = clamp(s - column)
  const ft = clamp(t - row)
  const index = (row * columns + column) * 3
  for (let c = 0; c < 3; c++) {
    const a = at(grid, index + c) * (1 - fs) + at(grid, index + 3 + c) * fs
    const below = index + columns * 3
    const b = at(grid, below + c) * (1 - fs) + at(grid, below + 3 + c) * fs
    out[c] = (out[c] ?? 0) * (a * (1 - ft) + b * ft)
  }
}
