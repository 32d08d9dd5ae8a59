import { defineConfig } from 'vitest/config';

/**
 * The pure tests of the room itself, alone. Properties are left out: a mutant is to be killed by a test that names what
 * it broke, and random ones would run for hours; so are the tests of the packs, which compile whole regulations.
 */
const testsOfRoom: Readonly<Record<string, readonly string[]>> = {
  calendar: ['test/core/calendar/**/*.test.ts'],
  clock: ['test/core/{clock,ticket}/**/*.test.ts'],
  policy: ['test/core/policy/**/*.test.ts'],
};

export default defineConfig({
  test: {
    include: [...(testsOfRoom[process.env['MUTATED_ROOM'] ?? ''] ?? [])],
    exclude: ['**/*.properties.test.ts', '**/*.property.test.ts'],
    env: { TZ: 'Pacific/Chatham' },
    testTimeout: 60_000,
    // Each mutant has a process of its own already, so that its test files may share what they load.
    isolate: false,
  },
});
