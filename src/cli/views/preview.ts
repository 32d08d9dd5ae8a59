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
  const table = renderTable(
    [
      { title: 'clause' },
      { title: 'rule' },
      { title: 'ticket' },
      { title: 'action' },
      { title: 'owed at' },
      { title: 'told' },
      { title: 'standing' },
    ],
    rows.map((row) => cellsOf(row, zone)),
  );
  const isShort = rows.length === 0;
  return `${head.join('\n')}\n${isShort ? 'Nothing is owed.' : `${table}\n${rows.length} in all`}\n`;
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
