import { AppError } from '../app-error.ts';
import { compileCalendar } from '../calendar/compile-calendar.ts';
import { assemblePack, hashFiles } from './assemble-pack.ts';
import { applySwitches, switchPositions } from './apply-switches.ts';
import { defineCalendar } from './compile-calendars.ts';
import type { CompiledPack } from './compiled-pack.ts';
import { coverClauses } from './cover-clauses.ts';
import { compareDiagnostics } from './diagnostic.ts';
import type { Diagnostic, Problem } from './diagnostic.ts';
import { indexPaths } from './element-paths.ts';
import type { ElementPaths } from './element-paths.ts';
import { indexElements } from './index-elements.ts';
import { lintDocument } from './lint/lint-document.ts';
import { lintLayouts, lintWordLanguage } from './lint/lint-layouts.ts';
import { lintTemplates } from './lint/lint-documents.ts';
import type { PackDocument } from './pack-document.ts';
import { readDocument } from './read-document.ts';
import type { PackFiles } from './read-document.ts';

/** A pack, or null when an error stands in its way, with everything there is to say about its files. */
export interface Compilation {
  readonly pack: CompiledPack | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads, checks and joins a pack with the operator's overlay. Elements whose switch is off are left out.
 * Nothing is thrown for what the files say: every mistake is a diagnostic, in order of files and lines.
 */
export function compilePack(input: PackFiles): Compilation {
  const { document, diagnostics: found, place } = readDocument(input);
  if (document === null) return { pack: null, diagnostics: [...found].sort(compareDiagnostics) };
  const paths = indexPaths(document);
  const problems = [
    ...lintDocument(document, paths),
    ...lintTemplates({ document, pathOf: paths.pathOf }, input.templates ?? null),
    ...lintLayouts({ document, pathOf: paths.pathOf }, input.layouts ?? null),
    ...lintWordLanguage(document, input.wordLanguages ?? null),
  ];
  const diagnostics = [...found, ...problems.map(place)].sort(compareDiagnostics);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { pack: null, diagnostics };
  const switches = switchPositions(document);
  const inForce = applySwitches(document, switches, paths);
  const pack = assemblePack({
    ...compileCalendars(inForce),
    document: inForce,
    elements: indexElements(document, inForce),
    switches,
    hash: hashFiles(input),
  });
  const open = openRows(pack, paths).map(place);
  return { pack, diagnostics: [...diagnostics, ...open].sort(compareDiagnostics) };
}

/** Rows of the clause table that say of themselves that they are met and are not. */
function openRows(pack: CompiledPack, paths: ElementPaths): readonly Problem[] {
  const byId = new Map(pack.clauses.map((row) => [row.id, row]));
  return coverClauses(pack, null).flatMap(({ id, why }): readonly Problem[] => {
    const row = byId.get(id);
    if (why === null || row === undefined || row.open !== undefined) return [];
    const message = `this row is open: ${why}; mend it, or say in "open" what is not there yet`;
    return [{ severity: 'warning', path: [...paths.pathOf(row), 'by'], message }];
  });
}

function compileCalendars({ calendars, overlay }: PackDocument) {
  const compiled = new Map(
    calendars.calendars.map((each) => [each.id, compileCalendar(defineCalendar(each, overlay))]),
  );
  const defaultCalendar = compiled.get(calendars.default);
  if (defaultCalendar === undefined) throw new AppError('bug', 'the linter let a missing calendar pass');
  return { calendars: compiled, defaultCalendar };
}
