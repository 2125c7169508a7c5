import { mix } from './vec.ts'

/** Numbers between 0 and 1 that are the same every time for the same seed. */
export function randomFrom(seed: string): () => number {
  let state = 2166136261
  for (const char of seed) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export const between = (random: () => number, low: number, high: number): number => low + (high - low) * random()

export function pick<T>(random: () => number, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0]
}

/** A fixed number between 0 and 1 for a cell of a grid. */
export function hash(x: number, y: number, z = 0): number {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263) + Math.imul(z | 0, 1274126177)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

const ease = (t: number): number => t * t * (3 - 2 * t)

/** Value noise, 0 to 1. */
export function noise(x: number, y: number, z = 0): number {
  const [xi, yi, zi] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const u = ease(x - xi)
  const v = ease(y - yi)
  const w = ease(z - zi)
  const low = mix(
    mix(hash(xi, yi, zi), hash(xi + 1, yi, zi), u),
    mix(hash(xi, yi + 1, zi), hash(xi + 1, yi + 1, zi), u),
    v,
  )
  if (w === 0) return low
  const [a, b, c, d] = [
    hash(xi, yi, zi + 1),
    hash(xi + 1, yi, zi + 1),
    hash(xi, yi + 1, zi + 1),
    hash(xi + 1, yi + 1, zi + 1),
  ]
  return mix(low, mix(mix(a, b, u), mix(c, d, u), v), w)
}

/** Noise on several scales at once, 0 to 1. */
export function clouds(x: number, y: number, z = 0, octaves = 4): number {
  let [sum, size, total] = [0, 1, 0]
  for (let octave = 0; octave < octaves; octave++) {
    sum += noise(x / size, y / size, z / size) * size
    total += size
    size /= 2
  }
  return sum / total
}
