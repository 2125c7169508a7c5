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
