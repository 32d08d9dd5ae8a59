/**
 * How one deciding room of `src/core` is mutated: its mutants against the tests that are there to kill them, its own
 * score to hold. Static mutants (constants read once when a module loads) count like all others.
 */
export function roomConfig(room) {
  process.env.MUTATED_ROOM = room;
  return {
    testRunner: 'vitest',
    vitest: { configFile: 'mutation/vitest.config.ts' },
    coverageAnalysis: 'perTest',
    mutate: [`src/core/${room}/**/*.ts`],
    thresholds: { high: 95, low: 90, break: 85 },
    concurrency: 2,
    dryRunTimeoutMinutes: 30,
    // Ample, so that a busy machine makes no survivor look killed; a mutant that loops is stopped by its count of hits.
    timeoutMS: 30_000,
    incremental: true,
    incrementalFile: `reports/mutation/${room}.json`,
    reporters: ['clear-text', 'progress'],
    clearTextReporter: { allowColor: false, reportTests: false },
    ignorePatterns: ['dist', 'out', 'data', 'coverage', 'docs', 'zammad-contract'],
  };
}
