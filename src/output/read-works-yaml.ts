import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import { WORKS_COLUMNS } from '../core/works/read-works.ts';
import type { WorksTable } from '../core/works/read-works.ts';
import { readSmallFile } from './read-small-workbook.ts';
import type { WorkbookLimits } from './read-small-workbook.ts';

const Schedule = z.strictObject({
  month: z.string(),
  works: z.array(
    z.strictObject({
      kind: z.string(),
      what: z.string(),
      from: z.string(),
      to: z.string(),
      agreed_by: z.string().default(''),
      approved_by: z.string().default(''),
    }),
  ),
});

/**
 * A schedule of works in YAML: `month`, and `works` as a list of the sheet's columns.
 * @throws AppError `input` naming every place that is wrong
 */
export async function readWorksYaml(
  fromPath: string,
  limits: WorkbookLimits,
): Promise<{ readonly table: WorksTable; readonly bytes: Uint8Array }> {
  const bytes = await readSmallFile(fromPath, limits);
  const checked = Schedule.safeParse(parseYaml(new TextDecoder().decode(bytes), fromPath));
  if (!checked.success) {
    const list = checked.error.issues.map(({ path, message }) => `  ${placeOf(path)}: ${message}`).join('\n');
    throw new AppError('input', `${fromPath} is no schedule of works:\n${list}`);
  }
  const { month, works } = checked.data;
  const rows = works.map((row, index) => {
    const entries = WORKS_COLUMNS.map(
      (column) => [column, { text: row[column], place: `works[${index}].${column}` }] as const,
    );
    return Object.fromEntries(entries) as WorksTable['rows'][number];
  });
  return { table: { month: { text: month, place: 'month' }, rows }, bytes };
}

function parseYaml(text: string, path: string): unknown {
  try {
    return parse(text, { maxAliasCount: 10 });
  } catch (cause) {
    throw new AppError('input', `${path} is no YAML: ${(cause as Error).message.split('\n')[0] ?? ''}`, {
      cause,
    });
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .slice(1);
}
