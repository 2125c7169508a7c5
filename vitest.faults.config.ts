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
    // Two at once: much of a fault is waiting. A deep run wants the machine for one thing at a time.
    fileParallelism: !isDeep,
    maxWorkers: 2,
    testTimeout: isDeep ? 180 * MINUTE : 4 * MINUTE,
    hookTimeout: 5 * MINUTE,
    chaiConfig: { truncateThreshold: 0 },
  },
})
