import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

export type Owner = { email: string; password: string }
export const owner: Owner = { email: 'owner@shop.test', password: 'correct horse battery staple' }

/** The shop as a merchant runs it: a process of its own with its own data folder. */
export type RunningShop = Readonly<{
  url: string
  port: number
  pid: number
  output: () => string
  /** SIGTERM, and waits for the end; answers the exit code. */
  stop: () => Promise<number | null>
  /** SIGKILL to the process alone: its database goes on running. */
  kill: () => Promise<void>
  /** Resolves when it has ended, however: the exit code, null when a signal ended it. */
  ended: Promise<number | null>
}>

type Start = {
  dataDir: string
  port?: number
  env?: Record<string, string>
  timeoutMs?: number
  /** What Node is told before the program: `--import` of something that makes trouble. */
  nodeArgs?: readonly string[]
}

/** @throws Error with what the shop printed, when it does not answer in time. */
export async function startShop({
  dataDir,
  port,
  env = {},
  timeoutMs = 240_000,
  nodeArgs = [],
}: Start): Promise<RunningShop> {
  const listenOn = port ?? (await freePort())
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=16', '--heap-growing-percent=60', ...nodeArgs, path.resolve('dist/src/main.js')],
    {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        NODE_ENV: 'production',
        STOA_DATA: dataDir,
        PORT: String(listenOn),
        STOA_OWNER_EMAIL: owner.email,
        STOA_OWNER_PASSWORD: owner.password,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const lines: string[] = []
  child.stdout.on('data', (data: Buffer) => lines.push(data.toString()))
  child.stderr.on('data', (data: Buffer) => lines.push(data.toString()))
  const output = (): string => lines.join('')
  const url = `http://127.0.0.1:${listenOn}`
  const gone = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)))
  await answered(`${url}/health`, child, output, timeoutMs)
  return {
    url,
    port: listenOn,
    pid: child.pid ?? 0,
    output,
    stop: () => ended(child, 'SIGTERM'),
    kill: async () => void (await ended(child, 'SIGKILL')),
    ended: gone,
  }
}

async function answered(url: string, child: ChildProcess, output: () => string, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs
  while (Date.now() < end) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The shop ended while starting:\n${output()}`)
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await wait(100)
  }
  child.kill('SIGKILL')
  throw new Error(`The shop did not answer within ${timeoutMs} ms:\n${output()}`)
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
