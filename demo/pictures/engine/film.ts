import { hash } from './random.ts'
import { at, byteAt, clamp } from './vec.ts'

/** How the exposed film is developed. `bloom` lets bright places shine over (0 to 1). */
export type Film = Readonly<{ exposure?: number; bloom?: number; grain?: number; vignette?: number }>

const STEPS = 4096
/** Linear light to sRGB bytes, with a soft shoulder so that highlights keep their shape. */
const curve = Uint8Array.from({ length: STEPS + 1 }, (_, index) => {
  const x = (index / STEPS) * 2
  const y = x < 0.6 ? x : 0.6 + 0.4 * (1 - Math.exp(-(x - 0.6) / 0.4))
  const s = y <= 0.0031308 ? y * 12.92 : 1.055 * y ** (1 / 2.4) - 0.055
  return Math.round(255 * (s + 0.035 * Math.sin((s - 0.5) * 2 * Math.PI)))
})

export function develop(light: Float32Array, width: number, height: number, film: Film): Uint8Array {
  const { exposure = 1, bloom = 0, grain = 1, vignette = 0.1 } = film
  if (bloom > 0) addBloom(light, width, height, bloom)
  const out = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const dx = (x / width - 0.5) * 2
      const dy = (y / height - 0.5) * 2
      const lens = exposure * (1 - vignette * (dx * dx + dy * dy) * 0.5)
      const speck = (hash(x, y) + hash(x >> 1, y >> 1, 7) - 1) * 1.6 * grain
      const index = (y * width + x) * 3
      const gray = 0.3 * at(light, index) + 0.55 * at(light, index + 1) + 0.15 * at(light, index + 2)
      for (let c = 0; c < 3; c++) {
        const step = clamp((at(light, index + c) * 0.88 + gray * 0.12) * lens * (STEPS / 2), 0, STEPS)
        out[index + c] = clamp(byteAt(curve, Math.round(step)) + speck, 0, 255)
      }
    }
  return out
}

const BLOCK = 8

function addBloom(light: Float32Array, width: number, height: number, amount: number): void {
  const [w, h] = [Math.ceil(width / BLOCK), Math.ceil(height / BLOCK)]
  let small: Float32Array = new Float32Array(w * h * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        const over = Math.max(0, at(light, (y * width + x) * 3 + c) - 0.7)
        const index = ((y >> 3) * w + (x >> 3)) * 3 + c
        small[index] = at(small, index) + over / (BLOCK * BLOCK)
      }
  for (const reach of [3, 9, 9]) small = blurred(blurred(small, [w, h], reach, 1), [w, h], reach, w)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [s, t] = [clamp(x / BLOCK - 0.5, 0, w - 1.001), clamp(y / BLOCK - 0.5, 0, h - 1.001)]
      const [i, j] = [Math.floor(s), Math.floor(t)]
      const [fs, ft] = [s - i, t - j]
      for (let c = 0; c < 3; c++) {
        const k = (j * w + i) * 3 + c
        const a = at(small, k) * (1 - fs) + at(small, k + 3) * fs
        const b = at(small, k + w * 3) * (1 - fs) + at(small, k + w * 3 + 3) * fs
        const index = (y * width + x) * 3 + c
        light[index] = at(light, index) + (a * (1 - ft) + b * ft) * amount
      }
    }
}

type Line = { from: Float32Array; to: Float32Array; start: number; step: number; length: number }

function blurred(from: Float32Array, [w, h]: readonly [number, number], reach: number, step: number): Float32Array {
  const to = new Float32Array(from.length)
  if (step === 1) for (let y = 0; y < h; y++) blurLine({ from, to, start: y * w, step, length: w }, reach)
  else for (let x = 0; x < w; x++) blurLine({ from, to, start: x, step, length: h }, reach)
  return to
}

/** A running mean along one row or column. */
function blurLine({ from, to, start, step, length }: Line, reach: number): void {
  const index = (place: number, c: number): number => (start + clamp(place, 0, length - 1) * step) * 3 + c
  for (let c = 0; c < 3; c++) {
    let sum = 0
    for (let d = -reach; d <= reach; d++) sum += at(from, index(d, c))
    for (let place = 0; place < length; place++) {
      to[index(place, c)] = sum / (reach * 2 + 1)
      sum += at(from, index(place + reach + 1, c)) - at(from, index(place - reach, c))
    }
  }
}
