import { spawn } from 'node:child_process'
import path from 'node:path'

import type { Fault } from './script.ts'
import type { Delivery } from './webhooks.ts'

export type RunningStandin = Readonly<{
  /** Where it speaks the gateway's protocol. */
  url: string
  pid: number
  /** Asks or steers it: `do('approve', { ref })`. @throws Error when it will not. */
  do: <T = unknown>(action: string, body?: Record<string, unknown>) => Promise<T>
  script: (...faults: Fault[]) => Promise<unknown>
  webhooks: (how: Delivery) => Promise<unknown>
  stop: () => Promise<void>
}>

const folder = path.dirname(new URL(import.meta.url).pathname)

/** Starts a stand-in as a process of its own, and knows how to end it. */
export async function startStandinProcess(
  name: 'stripe' | 'paypal' | 'mollie',
  env: Record<string, string> = {},
): Promise<RunningStandin> {
  const child = spawn(process.execPath, [path.join(folder, `${name}.ts`)], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)))
  })
  const { url, control } = JSON.parse(line) as { url: string; control: string }
  const act = async <T>(action: string, body: Record<string, unknown> = {}): Promise<T> => {
    const answer = await fetch(`${control}/${action}`, { method: 'POST', body: JSON.stringify(body) })
    const said: unknown = await answer.json()
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(said)}`)
    return said as T
  }
  return {
    url,
    pid: child.pid ?? 0,
    do: act,
    script: (...faults) => act('script', { faults }),
    webhooks: (how) => act('webhooks', how),
    stop: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
