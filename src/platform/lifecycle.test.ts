import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, test } from 'vitest'

import { createLifecycle } from './lifecycle.ts'
import { createLog } from './log.ts'

test('what was started last is stopped first, once, and a failure does not keep the rest from stopping', async () => {
  const lines: string[] = []
  const life = createLifecycle(createLog({ write: (line) => lines.push(line) }))
  const stopped: string[] = []
  life.onStop('database', () => stopped.push('database'))
  life.onStop('jobs', () => Promise.reject(new Error('stuck')))
  life.onStop('door', () => stopped.push('door'))

  await Promise.all([life.stop(), life.stop()])

  expect(stopped).toEqual(['door', 'database'])
  expect(life.isStopping()).toBe(true)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('Stopping jobs failed.')
})

test('when the database was away, what depends on it begins anew', () => {
  const life = createLifecycle(createLog({ write: () => {} }))
  const renewed: string[] = []
  life.onOutage(() => renewed.push('jobs'))
  life.outage()
  expect(renewed).toEqual(['jobs'])
  expect(life.isStopping()).toBe(false)
})

test.skipIf(process.platform === 'win32')(
  'told to end, the process finishes what was begun, also when it is told twice',
  async () => {
    const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href)
    const program = `
    import { createLifecycle, endOnSignals } from ${module('lifecycle.ts')}
    import { createLog } from ${module('log.ts')}
    const log = createLog()
    const life = createLifecycle(log)
    life.onStop('the work', async () => {
      await new Promise((done) => setTimeout(done, 200))
      process.stdout.write('finished')
    })
    endOnSignals(life, log, () => process.stdout.write('ending, '))
    setInterval(() => {}, 1000)
    process.stdout.write('begun, ')`
    const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program])
    const heard: string[] = []
    child.stdout.on('data', (data: Buffer) => {
      heard.push(String(data))
      if (heard.length <= 2) child.kill('SIGTERM')
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect([heard.join(''), code]).toEqual(['begun, ending, finished', 0])
  },
)

test('a closed terminal neither ends the process nor keeps it busy with complaining', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'stoa-life-')), 'exits.json')
  const program = `
    import { writeFileSync } from 'node:fs'
    import { createLifecycle, endOnSignals } from ${JSON.stringify(new URL('lifecycle.ts', import.meta.url).href)}
    import { createLog } from ${JSON.stringify(new URL('log.ts', import.meta.url).href)}
    let written = 0
    const log = createLog({ write: (line) => (written++, process.stderr.write(line)) })
    endOnSignals(createLifecycle(log), log, () => process.stdout.write('ending'))
    process.stdin.resume().once('data', () => {
      for (let count = 0; count < 5; count++) setTimeout(() => log.warn('still here'), 20 * count)
      setTimeout(() => (writeFileSync(${JSON.stringify(file)}, JSON.stringify(written)), process.exit(0)), 400)
    })`
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', program])
  child.stdout.destroy()
  child.stderr.destroy()
  child.stdin.write('go\n')
  const code = await new Promise((resolve) => child.once('exit', resolve))
  expect(code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toBe(5)
})
