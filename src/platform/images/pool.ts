import { fork, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The bytes of one picture, checked to be of a type we open. */
export type ImageJob = { id: number; bytes: Uint8Array; hash: string; folder: string }

export type ProcessedImage = { hash: string; width: number; height: number; widths: number[]; color: string }

export type ImageFailure = 'unreadable' | 'too_large' | 'too_slow' | 'not_written'

export type ImageReply = { id: number; ok: true; image: ProcessedImage } | { id: number; ok: false; code: ImageFailure }

type Outcome = { ok: true; image: ProcessedImage } | { ok: false; code: ImageFailure }
type Waiting = Omit<ImageJob, 'id'> & { done: (outcome: Outcome) => void }
type Worker = { child: ChildProcess; current: Waiting | null; timer: NodeJS.Timeout | undefined }

const MOST_CHILDREN = 2
const TIME_LIMIT_MS = 30_000
const IDLE_MS = 5_000

/** What an operating system wants in every process. */
const passedOn = ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR'].filter((name) => process.env[name] !== undefined)

const workers = new Set<Worker>()
const queue: Waiting[] = []
let nextId = 1

/** Has a child work on the picture; at most two do at once, the others wait their turn. */
export function inChild(job: Omit<ImageJob, 'id'>): Promise<Outcome> {
  return new Promise((done) => {
    queue.push({ ...job, done })
    feed()
  })
}

/** Ends the children at once. Pictures that wait are answered as too slow. */
export function closeImages(): void {
  for (const waiting of queue.splice(0)) waiting.done({ ok: false, code: 'too_slow' })
  for (const worker of workers) giveUp(worker)
}

function feed(): void {
  while (queue.length > 0) {
    const worker =
      [...workers].find(({ current }) => current === null) ?? (workers.size < MOST_CHILDREN ? start() : null)
    if (!worker) return
    const waiting = queue.shift()
    if (waiting) give(worker, waiting)
  }
}

function start(): Worker {
  const self = fileURLToPath(import.meta.url)
  const script = path.join(path.dirname(self), `child${path.extname(self)}`)
  // Nothing of the shop's environment (database address, keys) reaches the process that opens strangers' files.
  const child = fork(script, [], {
    execArgv: ['--max-old-space-size=256'],
    env: Object.fromEntries(passedOn.map((name) => [name, process.env[name] ?? ''])),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const worker: Worker = { child, current: null, timer: undefined }
  workers.add(worker)
  child.on('message', (reply: ImageReply) => finish(worker, reply))
  child.once('error', () => child.kill('SIGKILL'))
  child.once('exit', () => {
    workers.delete(worker)
    // It ran out of memory, or the picture broke the decoder.
    finish(worker, { ok: false, code: 'too_large' })
  })
  return worker
}

function give(worker: Worker, waiting: Waiting): void {
  clearTimeout(worker.timer)
  worker.current = waiting
  hold(worker, true)
  const { bytes, hash, folder } = waiting
  worker.timer = setTimeout(() => {
    giveUp(worker)
    feed()
  }, TIME_LIMIT_MS)
  worker.child.send({ id: nextId++, bytes, hash, folder } satisfies ImageJob, () => {})
}

function giveUp(worker: Worker): void {
  dismiss(worker)
  worker.current?.done({ ok: false, code: 'too_slow' })
  worker.current = null
}

/** It is given nothing more, so nothing is lost with it. */
function dismiss(worker: Worker): void {
  workers.delete(worker)
  worker.child.kill('SIGKILL')
}

function finish(worker: Worker, outcome: Outcome): void {
  const { current } = worker
  worker.current = null
  clearTimeout(worker.timer)
  current?.done(outcome)
  hold(worker, false)
  worker.timer = setTimeout(() => dismiss(worker), IDLE_MS).unref()
  feed()
}

/** A child at work keeps this process alive; an idle one does not. */
function hold({ child }: Worker, atWork: boolean): void {
  if (atWork) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}
