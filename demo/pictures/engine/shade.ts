import type { Projected, View } from './camera.ts'
import type { Geometry } from './geometry.ts'
import { type Rig, lightAt } from './light.ts'
import { type Material, type Rgb, matte } from './material.ts'
import { sample } from './texture.ts'
import { type Vec3, at, clamp, dot, indexAt, mix, smooth, unit } from './vec.ts'

/** A place on a surface as the camera sees it; the normal looks towards the camera. */
export type Hit = { owner: number; p: Vec3; n: Vec3; u: number; v: number; facing: number; toEye: Vec3 }

const nothing = matte('#888888')

export function hitAt(
  { triangles, owner, position, normal, uv }: Geometry,
  points: Projected,
  view: View,
): (t: number, x: number, y: number) => Hit {
  return (t, x, y) => {
    const [a, b, c] = [indexAt(triangles, t * 3), indexAt(triangles, t * 3 + 1), indexAt(triangles, t * 3 + 2)]
    const [ax, ay] = [at(points.x, a), at(points.y, a)]
    const [bx, by] = [at(points.x, b) - ax, at(points.y, b) - ay]
    const [cx, cy] = [at(points.x, c) - ax, at(points.y, c) - ay]
    const inverse = 1 / (bx * cy - by * cx)
    const sb = clamp(((x - ax) * cy - (y - ay) * cx) * inverse)
    const sc = clamp((bx * (y - ay) - by * (x - ax)) * inverse)
    const wa = Math.max(0, 1 - sb - sc) * at(points.near, a)
    const wb = sb * at(points.near, b)
    const wc = sc * at(points.near, c)
    const whole = 1 / (wa + wb + wc)
    const [fa, fb, fc] = [wa * whole, wb * whole, wc * whole]
    const of = (list: Float32Array, size: number, axis: number): number =>
      at(list, a * size + axis) * fa + at(list, b * size + axis) * fb + at(list, c * size + axis) * fc
    const p: Vec3 = [of(position, 3, 0), of(position, 3, 1), of(position, 3, 2)]
    const toEye = unit([view.eye[0] - p[0], view.eye[1] - p[1], view.eye[2] - p[2]])
    let n = unit([of(normal, 3, 0), of(normal, 3, 1), of(normal, 3, 2)])
    let facing = dot(n, toEye)
    if (facing < 0) {
      n = [-n[0], -n[1], -n[2]]
      facing = -facing
    }
    return { owner: indexAt(owner, t), p, n, u: of(uv, 2, 0), v: of(uv, 2, 1), facing, toEye }
  }
}

/** What a polished thing sees of the studio: a tall window, a strip of light across from it, walls and floor. */
function mirrored(rig: Rig, [x, y, z]: Vec3, rough: number, out: Rgb): void {
  const { lighting, keyBasis, bounce } = rig
  const [right, up] = keyBasis
  const key = unit(lighting.key)
  const ahead = x * key[0] + y * key[1] + z * key[2]
  const edge = 0.02 + rough * 0.5
  let window = 0
  if (ahead > 0.05) {
    const a = (x * right[0] + y * right[1] + z * right[2]) / ahead
    const b = (x * up[0] + y * up[1] + z * up[2]) / ahead
    window = smooth(0.36 + edge, 0.36 - edge, Math.abs(a)) * smooth(0.52 + edge, 0.52 - edge, Math.abs(b))
    const bar = Math.min(Math.abs(a), Math.abs(b + 0.08))
    if (rough < 0.3) window *= 0.25 + 0.75 * smooth(0.012, 0.03 + rough * 0.05, bar)
  }
  const strip = smooth(0.93 - rough * 0.3, 0.985, -x * Math.sign(key[0]) * 0.93 + z * 0.36) * 0.5
  const room = mix(0.34, 0.75, clamp(y * 0.5 + 0.5)) * (0.85 + 0.2 * x * Math.sign(key[0]))
  const power = 0.55 + 0.45 * Math.min(1, lighting.keyPower)
  const shine = (window * 5 * (1 - 0.75 * rough) + strip) * power
  const dim = (lighting.skyPower / 0.5) * 0.9
  out[0] = room * dim * lighting.skyColor[0] + shine * lighting.keyColor[0] + bounce[0] * 0.2 * clamp(-y)
  out[1] = room * dim * lighting.skyColor[1] + shine * lighting.keyColor[1] + bounce[1] * 0.2 * clamp(-y)
  out[2] = room * dim * lighting.skyColor[2] + shine * lighting.keyColor[2] + bounce[2] * 0.2 * clamp(-y)
}

const color: Rgb = [0, 0, 0]
const shine: Rgb = [0, 0, 0]

function ownColor(material: Material, hit: Hit, footprint: number): void {
  color[0] = material.color[0]
  color[1] = material.color[1]
  color[2] = material.color[2]
  if (material.texture) sample(material.texture, [hit.u, hit.v], footprint, color)
  if (material.paint) material.paint(hit.u, hit.v, color)
}

/** The light that leaves a place towards the camera, given the light that arrives there. */
export function shade(rig: Rig, material: Material, hit: Hit, { light, open, footprint, out }: Arriving): void {
  ownColor(material, hit, footprint)
  const { mirror, rough, metal = false, sheen = 0 } = material
  const reflect = mirror + (1 - mirror) * (1 - hit.facing) ** 5 * (1 - rough) * 0.8
  mirrored(rig, mirrorRay(hit), rough, shine)
  const shining = reflect * (0.25 + 0.75 * open)
  const matteShare = metal ? 0.16 : 1 - reflect
  const rim = sheen * (1 - hit.facing) ** 3
  for (let c = 0; c < 3; c++) {
    const base = color[c] ?? 0
    const shone = (shine[c] ?? 0) * shining * (metal ? base * 1.5 : 1)
    out[c] = (base * matteShare + rim * (0.25 + base)) * (light[c] ?? 0) + shone
  }
  if (material.glow) addGlow(material.glow, hit, out)
}

function mirrorRay({ n, toEye, facing }: Hit): Vec3 {
  const twice = 2 * facing
  return [n[0] * twice - toEye[0], n[1] * twice - toEye[1], n[2] * twice - toEye[2]]
}

function addGlow(glow: NonNullable<Material['glow']>, { u, v }: Hit, out: Rgb): void {
  glow(u, v, color)
  out[0] += color[0]
  out[1] += color[1]
  out[2] += color[2]
}

export const materialOf = ({ materials }: Geometry, { owner }: Hit): Material => materials[owner] ?? nothing

/** The light that arrives at a place; what leaves it is written to `out`. */
export type Arriving = { light: Rgb; open: number; footprint: number; out: Rgb }

export function arriving(rig: Rig, hit: Hit, footprint: number, out: Rgb): Arriving {
  const light: Rgb = [0, 0, 0]
  return { light, open: lightAt(rig, hit.p, hit.n, light), footprint, out }
}
