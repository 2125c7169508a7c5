import type { Texture } from './texture.ts'

/** Linear light, 0 to 1 and above. */
export type Rgb = [number, number, number]

/** What a surface is made of. */
export type Material = Readonly<{
  color: Rgb
  texture?: Texture
  /** Replaces the color at a place of the surface. */
  paint?: (u: number, v: number, out: Rgb) => void
  /** How much it mirrors when looked at straight: 0.04 for glaze, 0.6 and more for metal. */
  mirror: number
  /** 0 is polished, 1 is chalk. */
  rough: number
  /** Whether what it mirrors takes on its own color. */
  metal?: boolean
  /** A soft light rim, as wool and velvet have. */
  sheen?: number
  /** Light of its own. */
  glow?: (u: number, v: number, out: Rgb) => void
}>

const toLinear = (channel: number): number => {
  const c = channel / 255
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
}

/** sRGB 0–255 to linear light. */
export const linearOf: Float32Array = Float32Array.from({ length: 256 }, (_, index) => toLinear(index))

export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [toLinear((value >> 16) & 255), toLinear((value >> 8) & 255), toLinear(value & 255)]
}

export const blend = (a: Rgb, b: Rgb, t: number): Rgb => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

export const matte = (hex: string, more: Partial<Material> = {}): Material => ({
  color: rgb(hex),
  mirror: 0.02,
  rough: 0.9,
  ...more,
})
