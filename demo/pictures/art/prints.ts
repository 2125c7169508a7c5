import { between, clouds, noise, pick, randomFrom } from '../engine/random.ts'
import type { Vec2 } from '../engine/vec.ts'
import { blob, bordered, circle, line, n, path, polar, polyline, rect, sheetOf } from './svg.ts'

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Quarter circles, half moons and bars on a grid of four by five. */
export function assembly(seed: string): string {
  const random = randomFrom(seed)
  const inks = ['#1f2a36', '#c8452d', '#e0a43a', '#3f6f73', '#e8d9bf'] as const
  const size = 64
  const cells = range(20).map((index) => {
    const [x, y] = [(index % 4) * size, Math.floor(index / 4) * size]
    const ink = pick(random, inks)
    const second = pick(random, inks)
    const turn = Math.floor(random() * 4) * 90
    const shapes = [
      path(`M0 0H${size}A${size} ${size} 0 0 1 0 ${size}Z`, ink),
      path(`M0 0A32 32 0 0 0 ${size} 0Z`, ink) + path(`M0 32A32 32 0 0 0 ${size} 32Z`, second),
      circle(32, 32, 32, ink) + circle(32, 32, 14, second),
      range(4)
        .map((bar) => rect(0, bar * 16 + 4, size, 8, ink))
        .join(''),
      path(`M0 0H${size}L0 ${size}Z`, ink) + path(`M${size} ${size}V20A44 44 0 0 0 20 ${size}Z`, second),
    ] as const
    const back = random() < 0.35 ? rect(0, 0, size, size, pick(random, inks)) : ''
    return `<g transform="translate(${x} ${y}) rotate(${turn} 32 32)">${back}${pick(random, shapes)}</g>`
  })
  return sheetOf('#f1e8d8', `<g transform="translate(22 40)">${cells.join('')}</g>`)
}

/** Height lines of a hill that does not exist. */
export function contours(seed: string, ink: string, paper: string): string {
  const random = randomFrom(seed)
  const [cx, cy, shift] = [between(random, 110, 160), between(random, 150, 210), between(random, 0, 50)]
  const lines = range(42).map((ring) => {
    const r = 5 + ring * 8.2
    const points = range(90).map((step): Vec2 => {
      const angle = (step / 90) * Math.PI * 2
      const wave = clouds(Math.cos(angle) * 1.1 + shift, Math.sin(angle) * 1.1 + shift, ring * 0.055, 3) - 0.5
      return polar(cx, cy, r * (1 + wave * 0.95), angle)
    })
    return line(blob(points), ink, ring % 5 === 0 ? 1.5 : 0.65)
  })
  return bordered(paper, paper, lines.join('') + circle(cx, cy, 3, '#c8452d'), 26)
}

/** Layer upon layer of waves, from foam to deep water. */
export function tide(): string {
  const inks = ['#efe6d5', '#d5dfd6', '#a9c5c2', '#7ba6a8', '#4f8189', '#2f5f6d', '#1f4354', '#15303f']
  const layers = range(26).map((row) => {
    const y = 84 + row * 11 + row * row * 0.02
    const top = range(65).map((step): Vec2 => {
      const x = step * 4.1
      const swell = Math.sin(x / 34 + row * 0.9) * 5 + Math.sin(x / 15 - row * 1.7) * 2.2
      return [x, y + swell * (0.5 + row / 26) + 6 * noise(x / 40, row * 0.7)]
    })
    const ink = inks[Math.min(7, Math.floor((row / 26) * 8))] ?? '#15303f'
    return path(
      `${polyline(top)}L262 400L0 400Z`,
      ink,
      `stroke="#f6efe2" stroke-width="0.9" stroke-opacity="${n(0.85 - row * 0.02)}"`,
    )
  })
  return bordered('#f5efe3', '#f0d9b8', circle(182, 70, 34, '#d9603b') + layers.join(''), 20)
}

function leaf([x, y]: Vec2, length: number, angle: number): string {
  const width = 0.34
  const tip = polar(x, y, length, angle)
  const a = polar(x, y, length * 0.45, angle + width)
  const b = polar(x, y, length * 0.45, angle - width)
  return `M${n(x)} ${n(y)}Q${n(a[0])} ${n(a[1])} ${n(tip[0])} ${n(tip[1])}Q${n(b[0])} ${n(b[1])} ${n(x)} ${n(y)}Z`
}

type Stem = { root: Vec2; height: number; ink: string; filled: boolean }

/** A stem with opposite leaves, as in a herbarium. */
function stem(random: () => number, { root, height, ink, filled }: Stem): string {
  const lean = between(random, -0.22, 0.22)
  const spine = range(30).map((step): Vec2 => {
    const t = step / 29
    return [root[0] + Math.sin(t * 2.2) * lean * height * 0.5 + lean * t * 30, root[1] - t * height]
  })
  const parts = spine
    .filter((_, step) => step > 4 && step % 3 === 0)
    .map(([x, y], index) => {
      const t = index / 9
      const length = 58 * (1 - t * 0.6) * between(random, 0.9, 1.1)
      const d = leaf([x, y], length, -0.55 + lean * t) + leaf([x, y], length, Math.PI + 0.55 + lean * t)
      const veins = line(
        polyline([[x, y], polar(x, y, length * 0.8, -0.55 + lean * t)]) +
          polyline([[x, y], polar(x, y, length * 0.8, Math.PI + 0.55 + lean * t)]),
        filled ? '#f4ecdd' : ink,
        0.6,
      )
      return (filled ? path(d, ink) : line(d, ink, 0.9)) + veins
    })
  return line(polyline(spine), ink, 1.4) + parts.join('')
}

export function herbarium(seed: string): string {
  const random = randomFrom(seed)
  const stems =
    stem(random, { root: [92, 372], height: 250, ink: '#31513f', filled: true }) +
    stem(random, { root: [166, 372], height: 318, ink: '#5d7a55', filled: false }) +
    stem(random, { root: [226, 372], height: 190, ink: '#a9603c', filled: true })
  return sheetOf('#f4ecdd', stems)
}

/** Two sets of rings that disturb each other. */
export function interference(): string {
  const rings = (cx: number, cy: number, ink: string): string =>
    range(46)
      .map((ring) => circle(cx, cy, 3 + ring * 5.2, 'none', `stroke="${ink}" stroke-width="2.1"`))
      .join('')
  return bordered('#efe9de', '#efe9de', rings(96, 150, '#243a5e') + rings(164, 210, '#243a5e'), 24)
}

/** Stones, boomerangs and threads of the fifties. */
export function pebbles(seed: string): string {
  const random = randomFrom(seed)
  const inks = ['#d68a5c', '#2f4b4f', '#e2bd6d', '#8c9b85', '#b9503a'] as const
  const stones = range(9).map((index) => {
    const [cx, cy] = [
      70 + (index % 3) * 80 + between(random, -10, 10),
      80 + Math.floor(index / 3) * 120 + between(random, -12, 12),
    ]
    const shift = between(random, 0, 90)
    const points = range(10).map((step): Vec2 => {
      const angle = (step / 10) * Math.PI * 2
      return polar(cx, cy, 24 + 32 * noise(Math.cos(angle) + shift, Math.sin(angle) + shift), angle)
    })
    return path(blob(points), inks[index % 5] ?? inks[0], 'opacity="0.93" style="mix-blend-mode:multiply"')
  })
  const threads = range(5).map((index) =>
    line(
      `M${30 + index * 8} ${30 + index * 5}C${180} ${90 + index * 22} ${60} ${230 + index * 12} ${262 - index * 9} ${366 - index * 4}`,
      '#1e2526',
      0.9,
    ),
  )
  return sheetOf('#f2e9db', stones.join('') + threads.join(''))
}

/** Bands that go over and under. */
export function overUnder(): string {
  const inks = ['#27394d', '#c9a24b', '#a4452f', '#dfd3bd', '#54776f']
  const band = 29
  const bars: string[] = []
  for (const i of range(8)) bars.push(rect(18 + i * 33, 18, band, 364, inks[(i * 2) % 5] ?? ''))
  for (const j of range(11))
    for (const i of range(8)) {
      if ((i + j) % 2 === 0) continue
      const x = 18 + i * 33 - 4
      bars.push(rect(x, 18 + j * 33.4, 37, band, inks[(j * 3 + 1) % 5] ?? ''))
      bars.push(
        rect(x + 3, 18 + j * 33.4, 1.4, band, '#00000022') + rect(x + 33, 18 + j * 33.4, 1.4, band, '#00000022'),
      )
    }
  return sheetOf('#f3ecdf', bars.join(''))
}

/** The moon on thirty evenings. */
export function month(): string {
  const moons = range(30).map((day) => {
    const [x, y] = [62 + (day % 5) * 44, 72 + Math.floor(day / 5) * 51]
    const phase = day / 29.5
    const bulge = Math.cos(phase * Math.PI * 2) * 15
    const side = phase < 0.5 ? 1 : 0
    const lit = `M${x} ${y - 15}A15 15 0 0 ${side} ${x} ${y + 15}A${n(Math.abs(bulge))} 15 0 0 ${bulge > 0 === (side === 1) ? 0 : 1} ${x} ${y - 15}Z`
    return circle(x, y, 15, '#22314a') + path(lit, '#f1e3c4')
  })
  return sheetOf('#16223a', moons.join('') + line('M62 370H238', '#f1e3c4', 0.7))
}

/** Ridges that fade into the morning. */
export function ridges(seed: string, sky: readonly [string, string], near: string, far: string): string {
  const random = randomFrom(seed)
  const [top, bottom] = sky
  const layers = range(9).map((row) => {
    const shift = between(random, 0, 90)
    const points = range(88).map((step): Vec2 => {
      const x = step * 3
      return [x, 118 + row * 27 - 78 * (clouds(x / 95 + shift, row, 0, 5) - 0.35) * (1.15 - row * 0.05)]
    })
    return (
      path(`${polyline(points)}L261 400L0 400Z`, mixed(far, near, row / 8), '') +
      path(`${polyline(points)}L261 400L0 400Z`, 'url(#mist)', '')
    )
  })
  const defs = `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset="0.6" stop-color="${bottom}"/></linearGradient><linearGradient id="mist" x2="0" y2="1"><stop offset="0.15" stop-color="${bottom}" stop-opacity="0"/><stop offset="0.75" stop-color="${bottom}" stop-opacity="0.3"/></linearGradient></defs>`
  return bordered(
    '#f6f1e7',
    bottom,
    `${defs}<rect width="260" height="400" fill="url(#sky)"/>${circle(178, 82, 22, '#fdf3dc', 'opacity="0.9"')}${layers.join('')}`,
    20,
  )
}

function mixed(a: string, b: string, t: number): string {
  const part = (hex: string, shift: number): number => (Number.parseInt(hex.slice(1), 16) >> shift) & 255
  const channel = (shift: number): string =>
    Math.round(part(a, shift) * (1 - t) + part(b, shift) * t)
      .toString(16)
      .padStart(2, '0')
  return `#${channel(16)}${channel(8)}${channel(0)}`
}

/** Arches within arches. */
export function arches(): string {
  const sets: [number, number, number, string[]][] = [
    [102, 372, 80, ['#7c2f24', '#a94a30', '#c96d43', '#dd9360', '#ecc094', '#f4e3cb']],
    [212, 372, 66, ['#1f3d3f', '#2f5a58', '#4f7d74', '#86a596', '#c0cdbb', '#f4e9d4']],
    [156, 210, 92, ['#b9852f', '#cf9f48', '#dfb869', '#ecd093', '#f5e3ba', '#faf0dc']],
  ]
  const shapes = sets.toReversed().flatMap(([x, y, r, inks]) =>
    inks.map((ink, index) => {
      const own = r * (1 - index / 6.2)
      return path(
        `M${n(x - own)} ${y}V${n(y - r * 1.25)}A${n(own)} ${n(own)} 0 0 1 ${n(x + own)} ${n(y - r * 1.25)}V${y}Z`,
        ink,
      )
    }),
  )
  return sheetOf('#f6efe3', shapes.join(''))
}

/** One rope, laid in loops. */
export function rope(): string {
  const points = range(420).map((step): Vec2 => {
    const t = (step / 420) * Math.PI * 2
    return [150 + Math.sin(t * 3) * 98, 200 + Math.sin(t * 4) * 142]
  })
  const pieces = range(70).map((index) => {
    const part = range(8).map((k) => points[(index * 6 + k) % 420] ?? ([0, 0] as const))
    const ahead = range(9).map((k) => points[(index * 6 + k - 1 + 420) % 420] ?? ([0, 0] as const))
    return line(polyline(part), '#f0e5d2', 17).replace('round', 'butt') + line(polyline(ahead), '#b4472f', 11)
  })
  return sheetOf('#f0e5d2', pieces.join(''))
}

/** Vases that stand before each other like people on a photograph. */
export function company(seed: string): string {
  const random = randomFrom(seed)
  const inks = ['#2c3f4c', '#c9714a', '#e3c598', '#7d8f79', '#8e3b2b', '#dcae57', '#51686b'] as const
  const vases = range(7).map((index) => {
    const x = 62 + index * 30 + between(random, -4, 4)
    const base = 330 + (index % 2) * 22
    const h = between(random, 120, 230)
    const belly = between(random, 24, 40)
    const neck = between(random, 7, 13)
    const lip = neck + between(random, 1, 7)
    const right = `C${n(x + belly * 1.4)} ${n(base - h * 0.15)} ${n(x + belly)} ${n(base - h * 0.6)} ${n(x + neck)} ${n(base - h * 0.72)}C${n(x + neck * 0.8)} ${n(base - h * 0.85)} ${n(x + neck)} ${n(base - h * 0.93)} ${n(x + lip)} ${n(base - h)}`
    const left = `C${n(x - neck)} ${n(base - h * 0.93)} ${n(x - neck * 0.8)} ${n(base - h * 0.85)} ${n(x - neck)} ${n(base - h * 0.72)}C${n(x - belly)} ${n(base - h * 0.6)} ${n(x - belly * 1.4)} ${n(base - h * 0.15)} ${n(x - belly * 0.6)} ${base}`
    return path(
      `M${n(x - belly * 0.6)} ${base}H${n(x + belly * 0.6)}${right}H${n(x - lip)}${left}Z`,
      inks[index] ?? inks[0],
      'opacity="0.95"',
    )
  })
  return sheetOf('#f3eadb', rect(0, 318, 300, 82, '#e2d2b8') + vases.join(''))
}
