import type { OwedRow, Preview } from '../../app/preview.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { renderGround } from './ground.ts';
import { renderMinute } from './local-time.ts';
import { renderTable } from './table.ts';

/** What a tick would do, by clause; times in the pack's zone. */
export function renderPreview(found: Preview, { manifest }: CompiledPack): string {
  const { at, evaluated, stopped, enforcingSince, rows } = found;
  const { zone } = manifest;
  const head = [
    `${evaluated} ticket(s) looked at, as of ${renderMinute(at, zone)} (${zone}); nothing was written`,
    enforcingSince === null
      ? 'Enforcing is off: a tick would only show this'
      : `Enforcing since ${renderMinute(enforcingSince, zone)}: the next tick would do this`,
    ...(stopped === null ? [] : [`Nothing would be enforced: ${stopped}`]),
  ];
  const table = rows.length === 0 ? 'Nothing is owed.' : tableOf(rows, zone);
  return `${head.join('\n')}\n${table}\n`;
}

/** Late letters with their number; times in the pack's zone. */
export function renderLate(rows: readonly OwedRow[], { manifest }: CompiledPack): string {
  return rows.length === 0
    ? 'No letter is late.\n'
    : `${rows.length} letter(s) to applicants are late (times: ${manifest.zone}):\n${tableOf(rows, manifest.zone)}\n`;
}

function tableOf(rows: readonly OwedRow[], zone: string): string {
  const titles = ['clause', 'rule', 'ticket', 'action', 'owed at', 'told', 'standing'];
  const table = renderTable(
    titles.map((title) => ({ title })),
    rows.map((row) => cellsOf(row, zone)),
  );
  return `${table}\n${rows.length} in all`;
}

function cellsOf(row: OwedRow, zone: string): readonly string[] {
  const { ground, ruleId, number, action, owedAt, recipients, standing, until } = row;
  const when = until === null ? standing : `${standing} until ${renderMinute(until, zone)}`;
  return [
    renderGround(ground),
    ruleId,
    number,
    action,
    renderMinute(owedAt, zone),
    recipients.join(', '),
    when,
  ];
}
