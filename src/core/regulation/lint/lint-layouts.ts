import { parse } from 'yaml';
import type { Problem } from '../diagnostic.ts';
import type { PackDocument } from '../pack-document.ts';
import type { PeriodicReport } from '../schema/report.ts';
import { suggestWord } from '../source/nearest-word.ts';
import type { LintContext } from './lint-context.ts';

/**
 * Every layout that a report names is there and says how each of its sheets looks: a report with a sheet that its
 * layout lacks could not be written. `layouts` are the texts of the layouts by name; null when they are not known, and
 * then nothing is said.
 */
export function lintLayouts(
  { document, pathOf }: Pick<LintContext, 'document' | 'pathOf'>,
  layouts: ReadonlyMap<string, string> | null,
): readonly Problem[] {
  if (layouts === null) return [];
  return document.report.reports.flatMap((report): readonly Problem[] => {
    const message = faultOf(report, layouts);
    return message === null ? [] : [{ severity: 'error', path: [...pathOf(report), 'layout'], message }];
  });
}

/** Reports have words in the pack's first language; null as `languages` where nobody knows which there are. */
export function lintWordLanguage(
  { pack, report }: PackDocument,
  languages: ReadonlySet<string> | null,
): readonly Problem[] {
  const [language = ''] = pack.languages;
  if (languages === null || report.reports.length === 0 || languages.has(language)) return [];
  const message = `there is no report-templates/words/${language}.yaml: what a report does not word itself is written in English; copy en.yaml to it and translate it`;
  return [{ severity: 'warning', path: ['pack', 'languages'], message }];
}

function faultOf(report: PeriodicReport, layouts: ReadonlyMap<string, string>): string | null {
  const { layout } = report;
  const text = layouts.get(layout);
  if (text === undefined) {
    const usable = [...layouts].flatMap(([name, each]) => (sheetsIn(each) === null ? [] : [name]));
    return `there is no layout report-templates/${layout}.yaml${suggestWord(layout, usable)}`;
  }
  const known = sheetsIn(text);
  if (known === null)
    return `report-templates/${layout}.yaml is no layout: it has no list of sheets, each with an id`;
  const lost = [...new Set(sheetsOf(report))].filter((id) => !known.includes(id));
  if (lost.length === 0) return null;
  return `report-templates/${layout}.yaml says nothing of ${lost.map((id) => `"${id}"`).join(', ')}, which this report has: add it under sheets`;
}

/** The kinds of sheets that a report has. */
function sheetsOf({ lines, open_list: list, annexes }: PeriodicReport): readonly string[] {
  return [
    ...(lines.length > 0 ? ['summary'] : []),
    ...(list === undefined ? [] : ['open']),
    ...annexes.map(({ kind }) => kind),
    'method',
  ];
}

/** The ids of a layout's sheets; null when it is none. What else is wrong in it is told where it is used. */
function sheetsIn(text: string): readonly string[] | null {
  const layout = parseOrNull(text) as { readonly sheets?: unknown } | null;
  if (!Array.isArray(layout?.sheets)) return null;
  return layout.sheets.flatMap((sheet: { readonly id?: unknown } | null) =>
    typeof sheet?.id === 'string' ? [sheet.id] : [],
  );
}

function parseOrNull(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
