/** Where progress is shown: a terminal is redrawn in place, anything else gets plain lines. */
export type Screen = Readonly<{ isTTY?: boolean; columns?: number; write: (text: string) => unknown }>

export type Progress = Readonly<{
  /** Runs a step under its name; `done` names what came of it. */
  step: <T>(name: string, run: () => Promise<T>, done?: (value: T) => string) => Promise<T>
  /** A bar for work whose size is known. */
  bar: (name: string, total: number) => Bar
  line: (text?: string) => void
}>

export type Bar = Readonly<{ at: (count: number, detail?: string) => void; end: (said?: string) => void }>

const REDRAW_MS = 100
const PLAIN_EVERY_MS = 5000
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

export function createProgress(screen: Screen = process.stdout, now: () => number = () => performance.now()): Progress {
  const line = (text = ''): void => void screen.write(`${text}\n`)
  return {
    line,
    step: async (name, run, done) => {
      const startedAt = now()
      const stop = screen.isTTY ? spin(screen, name, now) : () => {}
      try {
        const value = await run()
        stop()
        const said = done?.(value) ?? ''
        line(`  ✓ ${name}${said && `: ${said}`}${took(now() - startedAt)}`)
        return value
      } catch (error) {
        stop()
        line(`  ✗ ${name}`)
        throw error
      }
    },
    bar: (name, total) => createBar(screen, { name, total }, now),
  }
}

/** Only what takes long is worth a number. */
const took = (ms: number): string => (ms < 1000 ? '' : ` (${(ms / 1000).toFixed(1)} s)`)

function spin(screen: Screen, name: string, now: () => number): () => void {
  const startedAt = now()
  const draw = (): void => {
    const seconds = Math.floor((now() - startedAt) / 1000)
    const frame = spinner[Math.floor(now() / REDRAW_MS) % spinner.length] ?? ''
    screen.write(`\r\u001B[2K  ${frame} ${name}${seconds > 0 ? ` ${seconds} s` : ''}`)
  }
  draw()
  const timer = setInterval(draw, REDRAW_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    screen.write('\r\u001B[2K')
  }
}

function createBar(screen: Screen, { name, total }: { name: string; total: number }, now: () => number): Bar {
  const startedAt = now()
  let shownAt = Number.NEGATIVE_INFINITY
  const every = screen.isTTY ? REDRAW_MS : PLAIN_EVERY_MS
  return {
    at: (count, detail = '') => {
      if (now() - shownAt < every && count < total) return
      shownAt = now()
      const text = barText({ name, count, total, detail, seconds: (now() - startedAt) / 1000 })
      screen.write(screen.isTTY ? `\r\u001B[2K${text.slice(0, (screen.columns ?? 80) - 1)}` : `${text}\n`)
    },
    end: (said = '') => {
      if (screen.isTTY) screen.write('\r\u001B[2K')
      screen.write(`  ✓ ${name}${said && `: ${said}`}${took(now() - startedAt)}\n`)
    },
  }
}

type Shown = { name: string; count: number; total: number; detail: string; seconds: number }

function barText({ name, count, total, detail, seconds }: Shown): string {
  const share = total > 0 ? Math.min(1, count / total) : 1
  const filled = Math.round(share * 24)
  const left = share > 0.02 && share < 1 ? `, ${Math.ceil((seconds / share) * (1 - share))} s left` : ''
  const counted = `${count.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return `  ${name} ${'█'.repeat(filled)}${'░'.repeat(24 - filled)} ${counted}${left}${detail && ` · ${detail}`}`
}
