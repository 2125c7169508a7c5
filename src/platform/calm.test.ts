import { setTimeout as sleep } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { calmMoment } from './calm.ts'

async function took(work: () => Promise<void>): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}

test('in a calm moment there is hardly a wait, and none for the next', async () => {
  expect(await took(() => calmMoment(5000))).toBeLessThan(2000)
  expect(await took(() => calmMoment(5000))).toBeLessThan(50)
})

test('in a rush it waits, but not for ever', async () => {
  await sleep(400)
  const rush = setInterval(() => {
    const end = performance.now() + 50
    while (performance.now() < end);
  }, 0)
  const waited = await took(() => calmMoment(600))
  clearInterval(rush)
  expect(waited).toBeGreaterThan(450)
})
