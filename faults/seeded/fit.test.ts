import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { seededFaults } from './faults.ts'
import { plant } from './scratch.ts'

// `npm run faults -- seeded` plants them for real. Here: that they still could be, so that nobody finds out months later.

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stoa-fit-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function copied(file: string): string {
  const at = path.join(folder, file)
  mkdirSync(path.dirname(at), { recursive: true })
  writeFileSync(at, readFileSync(file))
  return at
}

describe('seeded', () => {
  test.each(seededFaults)(
    '$id fits the sources as they are, and comes out again',
    ({ patches, test: { file, name } }) => {
      const files = patches.map((patch) => copied(patch.file))
      const before = files.map((at) => readFileSync(at, 'utf8'))
      const takeOut = plant(folder, patches)
      for (const [index, at] of files.entries()) expect(readFileSync(at, 'utf8')).not.toBe(before[index])
      takeOut()
      expect(files.map((at) => readFileSync(at, 'utf8'))).toEqual(before)
      expect(readFileSync(file, 'utf8')).toContain(name.split(' ').at(-1))
    },
  )

  test('a fault that does not fit any more is told, and nothing is changed', () => {
    const at = copied('package.json')
    const good = { file: 'package.json', find: '"type": "module"', put: '"type": "commonjs"' }
    const bad = { file: 'package.json', find: 'no such line', put: '' }
    expect(() => plant(folder, [good, bad])).toThrow('package.json has this 0 times, not once')
    expect(() => plant(folder, [{ ...bad, find: '"' }])).toThrow('not once')
    expect(readFileSync(at, 'utf8')).toBe(readFileSync('package.json', 'utf8'))
  })
})
