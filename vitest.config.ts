import { defineConfig } from 'vitest/config'

/** `unit` needs nothing but Node; `integration` starts a real PostgreSQL; `e2e` a real browser. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['packages/**/*.test.ts', 'examples/**/*.test.ts', 'tools/**/*.test.ts'], exclude: ['**/*.it.test.ts', '**/node_modules/**'] } },
      { test: { name: 'integration', include: ['packages/**/*.it.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: 2 } },
      { test: { name: 'e2e', include: ['e2e/**/*.e2e.ts'], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 2 } },
    ],
  },
})
