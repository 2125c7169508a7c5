import { availableParallelism } from 'node:os'
import path from 'node:path'

import { defineConfig } from 'vitest/config'

const src = path.resolve('src')

export default defineConfig({
  // As tsc makes it: pages are drawn by Preact.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  resolve: {
    // The same doors as package.json's imports, opened on the sources.
    alias: [
      { find: /^#(kernel|platform|testing)\/(.*)$/, replacement: `${src}/$1/$2.ts` },
      { find: /^#(modules|adapters)\/(.*)$/, replacement: `${src}/$1/$2/index.ts` },
    ],
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'demo/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['src/testing/global-setup.ts'],
    pool: 'forks',
    // Files share a process one after the other, and so what they import: that takes a quarter of the time off. Each has a
    // database of its own, and nothing of ours is kept between two but by database.
    isolate: false,
    // Most files wait for the database half of their time: on two cores two at once take little more than half as long.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Nothing here is about speed: a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What differs is told whole: a failure elsewhere is all there is to go by.
    chaiConfig: { truncateThreshold: 0 },
  },
})
