import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'simulator/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/matchers.ts'],
    pool: 'forks',
    // No module of Rounds keeps a state of its own, so files may share what they import: a third of the
    // run was spent on loading the same modules again for each file.
    isolate: false,
    maxWorkers: 2,
    // Where a landing hangs on it, a machine that stalled for seconds gets a second try; the summary tells
    // which tests took one.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
  },
})
