import { applySwitches, switchPositions } from '../apply-switches.ts';
import type { Problem } from '../diagnostic.ts';
import type { ElementPaths } from '../element-paths.ts';
import type { PackDocument } from '../pack-document.ts';
import { lintCalendars } from './lint-calendars.ts';
import { lintCatalog } from './lint-catalog.ts';
import { lintCoverage } from './lint-coverage.ts';
import { lintDocuments } from './lint-documents.ts';
import { lintDesk } from './lint-desk.ts';
import { lintGoals } from './lint-goals.ts';
import { lintGrounds } from './lint-grounds.ts';
import { lintIds, lintLabels } from './lint-ids.ts';
import { lintLanguages } from './lint-languages.ts';
import { lintNative } from './lint-native.ts';
import { lintRoles } from './lint-roles.ts';
import { lintSettling } from './lint-settling.ts';
import { lintTargets } from './lint-targets.ts';
import { lintTexts, lintTextUse } from './lint-texts.ts';
import { lintReferences } from './lint-references.ts';
import type { Check } from './lint-context.ts';

const CHECKS: readonly Check[] = [
  lintIds,
  lintLabels,
  lintReferences,
  lintCatalog,
  lintRoles,
  lintCalendars,
  lintGoals,
  lintTargets,
  lintSettling,
  lintLanguages,
  lintTexts,
  lintTextUse,
  lintDesk,
  lintNative,
  lintDocuments,
  lintGrounds,
];

/**
 * Everything that can be proved wrong about a well-formed pack: under the switches as they are set, and with each of
 * them turned the other way, so that a reading that nobody has chosen yet is sound as well.
 */
export function lintDocument(document: PackDocument, paths: ElementPaths): readonly Problem[] {
  const chosen = switchPositions(document);
  const variants = [
    { positions: chosen, condition: '' },
    ...[...chosen].map(([id, isOn]) => ({
      positions: new Map(chosen).set(id, !isOn),
      condition: ` (with the switch "${id}" ${isOn ? 'off' : 'on'})`,
    })),
  ];
  const seen = new Set<string>();
  const faults = variants.flatMap(({ positions, condition }) => {
    const context = {
      document: applySwitches(document, positions, paths),
      switches: positions,
      pathOf: paths.pathOf,
    };
    return CHECKS.flatMap((check) => check(context)).flatMap((problem) => {
      const key = JSON.stringify([problem.path, problem.message]);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ ...problem, message: `${problem.message}${condition}` }];
    });
  });
  return [...faults, ...lintCoverage({ document, pathOf: paths.pathOf })];
}
