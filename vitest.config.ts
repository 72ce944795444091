import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/repeatable.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Scanning the whole tree in many workers at once slows two cores down.
    maxWorkers: 2,
  },
});
