import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { isDeep } from '../rig/rounds.ts'
import { seedOfRun } from '../rig/seed.ts'
import { seeded } from './faults.ts'
import { openScratch, type Scratch } from './scratch.ts'

let scratch: Scratch

beforeAll(() => {
  scratch = openScratch()
})
afterAll(() => scratch.close())

/** The gate plants a few, others each time; the deep run, and who asks for them by name, all. */
const GATE = 2
const asked = process.env['SEEDED'] === 'all' || isDeep
const chosen = seeded.filter((_, index) => asked || (index + seedOfRun()) % seeded.length < GATE)

describe('seeded', () => {
  for (const fault of chosen)
    test(`${fault.id}: ${fault.says}`, async ({ task }) => {
      const found = await scratch.run(fault)
      task.meta.said = `${fault.test.file}: ${fault.test.name}`
      expect(found.ran, found.output).toBeGreaterThan(0)
      expect(found.failed, `its test stayed green:\n${found.output}`).toBeGreaterThan(0)
    })

  test('a mistake that cannot be planted is told', async () => {
    const [fault] = seeded
    if (!fault) throw new Error('nothing is planted')
    const edits = [{ file: 'src/main.ts', find: 'a text that stands nowhere', put: '' }]
    await expect(scratch.run({ ...fault, edits })).rejects.toThrow(/cannot be planted/)
  })
})
