import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    env: { TZ: 'Pacific/Chatham' },
    reporters: ['default', './test/support/tally-reporter.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // Every core: the default leaves one for a person at the machine.
    maxWorkers: '100%',
  },
});
