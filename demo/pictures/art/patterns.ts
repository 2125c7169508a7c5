import { between, pick, randomFrom } from '../engine/random.ts'
import type { Vec2 } from '../engine/vec.ts'
import { blob, circle, line, n, path, polar, sheetOf } from './svg.ts'

const TILE = { width: 400, height: 400 }
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** The same shape at all nine places around, so that the tile has no seam. */
const around = (draw: (dx: number, dy: number) => string): string =>
  [-400, 0, 400].flatMap((dx) => [-400, 0, 400].map((dy) => draw(dx, dy))).join('')

export function terrazzo(ground: string, inks: readonly [string, ...string[]], seed: string, count = 110): string {
  const random = randomFrom(seed)
  const chips = range(count).map(() => {
    const [x, y, r] = [between(random, 0, 400), between(random, 0, 400), between(random, 4, 22) * (0.4 + random())]
    const corners = 4 + Math.floor(random() * 3)
    const turn = random() * 6
    const points = range(corners).map((k) =>
      polar(0, 0, r * between(random, 0.7, 1.15), turn + (k / corners) * Math.PI * 2),
    )
    const ink = pick(random, inks)
    return around((dx, dy) => {
      if (x + dx < -40 || x + dx > 440 || y + dy < -40 || y + dy > 440) return ''
      return path(`M${points.map(([a, b]) => `${n(a + x + dx)} ${n(b + y + dy)}`).join('L')}Z`, ink)
    })
  })
  return sheetOf(ground, chips.join(''), TILE)
}

export function scallops(ground: string, inks: readonly string[]): string {
  const rows = range(18).map((row) =>
    range(11)
      .map((column) => {
        const [x, y] = [column * 40 + (row % 2) * 20 - 20, row * 22.222]
        return inks
          .map((ink, ring) => circle(x, y, 20 - ring * 5, ink, `stroke="${ground}" stroke-width="1.2"`))
          .join('')
      })
      .join(''),
  )
  return sheetOf(ground, rows.toReversed().join(''), TILE)
}

export function dots(ground: string, ink: string, r = 5, step = 25): string {
  const count = Math.round(400 / step)
  const all = range(count * count).map((index) => {
    const row = Math.floor(index / count)
    return circle((index % count) * step + (row % 2 ? step * 0.75 : step * 0.25), row * step + step / 2, r, ink)
  })
  return sheetOf(ground, all.join(''), TILE)
}

/** Brush strokes in a loose chain. */
export function strokes(ground: string, inks: readonly [string, ...string[]], seed: string): string {
  const random = randomFrom(seed)
  const all = range(64).map((index) => {
    const [x, y] = [
      (index % 8) * 50 + 25 + between(random, -7, 7),
      Math.floor(index / 8) * 50 + 25 + between(random, -7, 7),
    ]
    const angle = between(random, -0.5, 0.5) + (index % 2 ? 0.9 : -0.9)
    const [a, b] = [polar(x, y, 17, angle), polar(x, y, -17, angle)]
    return line(
      `M${n(a[0])} ${n(a[1])}Q${n(x + 5)} ${n(y - 5)} ${n(b[0])} ${n(b[1])}`,
      pick(random, inks),
      between(random, 7, 10),
    )
  })
  return sheetOf(ground, all.join(''), TILE)
}

export function leaves(ground: string, inks: readonly [string, ...string[]], seed: string): string {
  const random = randomFrom(seed)
  const all = range(40).map((index) => {
    const [x, y] = [(index % 5) * 80 + (Math.floor(index / 5) % 2) * 40 + 20, Math.floor(index / 5) * 50 + 25]
    const turn = between(random, 0, 6.28)
    const ink = pick(random, inks)
    const blades = range(5).map((k) => {
      const angle = turn + (k - 2) * 0.5
      const [tip, a, b] = [
        polar(x, y, 30 - Math.abs(k - 2) * 4, angle),
        polar(x, y, 15, angle + 0.25),
        polar(x, y, 15, angle - 0.25),
      ]
      return `M${n(x)} ${n(y)}Q${n(a[0])} ${n(a[1])} ${n(tip[0])} ${n(tip[1])}Q${n(b[0])} ${n(b[1])} ${n(x)} ${n(y)}Z`
    })
    return path(blades.join(''), ink)
  })
  return sheetOf(ground, all.join(''), TILE)
}

export function waves(ground: string, ink: string, width = 4): string {
  const rows = range(20).map((row) => {
    const y = row * 20 + 10
    const humps = range(10)
      .map((k) => `Q${k * 40 + 10} ${y - 12} ${k * 40 + 20} ${y}T${k * 40 + 40} ${y}`)
      .join('')
    return line(`M0 ${y}${humps}`, ink, width)
  })
  return sheetOf(ground, rows.join(''), TILE)
}

export function shards(ground: string, inks: readonly [string, ...string[]], seed: string): string {
  const random = randomFrom(seed)
  const cells = range(25).map((index) => {
    const [x, y] = [(index % 5) * 80, Math.floor(index / 5) * 80]
    const turn = Math.floor(random() * 4) * 90
    const shape =
      random() < 0.5
        ? path('M0 0H80A80 80 0 0 1 0 80Z', pick(random, inks))
        : path('M0 0H80L0 80Z', pick(random, inks)) + circle(56, 56, 14, pick(random, inks))
    return `<g transform="translate(${x} ${y}) rotate(${turn} 40 40)">${shape}</g>`
  })
  return sheetOf(ground, cells.join(''), TILE)
}

/** Ink that was dropped on water. */
export function marbled(ground: string, inks: readonly [string, ...string[]], seed: string): string {
  const random = randomFrom(seed)
  const rings = range(30).map((ring) => {
    const points = range(40).map((step): Vec2 => {
      const angle = (step / 40) * Math.PI * 2
      const r = 320 - ring * 10.5
      const wave = Math.sin(angle * 3 + ring * 0.21) * 26 + Math.sin(angle * 5 - ring * 0.34) * 15
      return polar(210, 190, Math.max(3, r + wave), angle)
    })
    return path(blob(points), ring % 3 === 0 ? ground : pick(random, inks))
  })
  return sheetOf(ground, rings.join(''), TILE)
}
