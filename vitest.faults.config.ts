import { defineConfig } from 'vitest/config'

import shared from './vitest.config.ts'

const isDeep = process.env['FAULTS'] === 'deep'
const MINUTE = 60_000

/** Races, kills and outages, against the built shop as processes of its own. `FAULTS=deep`: the long run. */
export default defineConfig({
  resolve: shared.resolve ?? {},
  test: {
    include: ['faults/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: isDeep ? 60 * MINUTE : 2 * MINUTE,
    hookTimeout: 5 * MINUTE,
  },
})
