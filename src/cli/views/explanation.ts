import { DateTime } from 'luxon';
import type { Explanation } from '../../app/explain.ts';
import type { ExplainedClock, ExplainedRow } from '../../core/clock/explain-clock.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { localize } from '../../core/regulation/localize.ts';
import { renderGround } from './ground.ts';
import { renderTable } from './table.ts';

/** A ticket's life for people; instants in the pack's zone. */
export function renderExplanation(
  { ticket, clocks, ledger, earlier }: Explanation,
  pack: CompiledPack,
): string {
  const { zone } = pack.manifest;
  const fields = Object.entries(ticket.fields)
    .filter(([, value]) => value !== null && value !== '' && value !== false)
    .map(([field, value]) => `${field}=${String(value)}`)
    .join('  ');
  const head = `Ticket ${ticket.number}, registered ${at(ticket.createdAt, zone)} (times: ${zone})\n${fields}\n`;
  const history = renderTable(
    [{ title: 'number' }, { title: 'registered' }, { title: 'state' }],
    earlier.map(({ number, createdAt, state }) => [number, at(createdAt, zone), state ?? '']),
  );
  const record = renderTable(
    [{ title: 'when' }, { title: 'rule' }, { title: 'ground' }, { title: 'what' }],
    ledger.map((entry) => [
      at(entry.at, zone),
      entry.ruleId,
      renderGround(entry.ground),
      `${entry.kind} ${entry.status}`,
    ]),
  );
  const parts = clocks.map((clock) => renderClock(clock, pack));
  const before = earlier.length === 0 ? [] : [`Earlier requests of this applicant\n${history}\n`];
  return [
    head,
    ...before,
    ...parts,
    ledger.length === 0 ? 'Nothing is on record.' : `On record\n${record}`,
    '',
  ].join('\n');
}

function renderClock({ clockId, cycle, rows }: ExplainedClock, pack: CompiledPack): string {
  const clock = pack.clocks.find(({ id }) => id === clockId);
  const title = `${clock === undefined ? clockId : localize(clock.label, pack.manifest.languages[0] ?? 'en')}${cycle > 0 ? `, cycle ${cycle + 1}` : ''}`;
  const table = renderTable(
    [
      { title: 'from' },
      { title: 'to' },
      { title: 'what' },
      { title: 'counted', align: 'right' },
      { title: 'total', align: 'right' },
      { title: 'clause' },
    ],
    rows.map((row) => cellsOf(row, pack.manifest.zone)),
  );
  return `${title}\n${table}\n`;
}

function cellsOf(row: ExplainedRow, zone: string): readonly string[] {
  const clause = row.clause ?? '';
  if (row.kind === 'goal') {
    const goal = `goal ${row.within} (${row.chosenBy}${row.isProvisional ? ', provisional' : ''})`;
    return [at(row.at, zone), '', goal, '', '', clause];
  }
  if (row.kind === 'standing') {
    const due = row.dueAt === null ? '' : `, due ${at(row.dueAt, zone)}`;
    return [at(row.at, zone), '', `${row.state}${due}`, '', span(row.totalMs), clause];
  }
  return [at(row.at, zone), at(row.to, zone), row.why, span(row.countedMs), span(row.totalMs), clause];
}

function at(instant: number, zone: string): string {
  return DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
}

function span(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.floor((ms % 60_000) / 1000);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`;
}
