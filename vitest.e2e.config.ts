import { defineConfig } from 'vitest/config'

import shared from './vitest.config.ts'

/** Journeys in a browser, against the built shop as a process of its own. */
export default defineConfig({
  resolve: shared.resolve ?? {},
  test: {
    include: ['e2e/**/*.test.ts'],
    globalSetup: ['e2e/global-setup.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 300_000,
  },
})
