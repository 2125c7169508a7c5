import { expect, test } from 'vitest'

import { createProgress } from './progress.ts'

function aScreen(isTTY: boolean) {
  const written: string[] = []
  return { written, screen: { isTTY, columns: 80, write: (text: string) => written.push(text) } }
}

test('elsewhere than in a terminal progress is plain lines, now and then', async () => {
  const { written, screen } = aScreen(false)
  let now = 0
  const progress = createProgress(screen, () => now)
  await progress.step(
    'Tables',
    async () => 3,
    (count) => `${count} migrations`,
  )
  const bar = progress.bar('Products', 2000)
  for (let count = 0; count <= 2000; count += 100, now += 500) bar.at(count)
  bar.end()

  expect(written[0]).toBe('  ✓ Tables: 3 migrations\n')
  expect(written.filter((line) => line.includes('of 2,000')).length).toBeLessThan(5)
  expect(written.at(-1)).toBe('  ✓ Products (10.5 s)\n')
  expect(written.join('')).not.toContain('\u001B')
})

test('in a terminal the bar says how much is left', () => {
  const { written, screen } = aScreen(true)
  let now = 0
  const bar = createProgress(screen, () => now).bar('Products', 100)
  now = 10_000
  bar.at(50)
  expect(written.at(-1)).toContain('50 of 100, 10 s left')
})

test('a step that fails is shown as failed', async () => {
  const { written, screen } = aScreen(false)
  const failing = createProgress(screen).step('Database', () => Promise.reject(new Error('no')))
  await expect(failing).rejects.toThrow('no')
  expect(written).toEqual(['  ✗ Database\n'])
})
