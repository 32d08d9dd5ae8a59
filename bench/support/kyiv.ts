import { resolve } from 'node:path';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { compileTestPack } from '../../test/support/a-pack.ts';

/** The folder of layouts and words; benchmarks run in the project's folder. */
export const templatesFolder = resolve('report-templates');

/** Kyiv's regulation, compiled. */
export function kyivPack(): CompiledPack {
  return compileTestPack({ pack: resolve('mappings/kyiv-public-budget') });
}
