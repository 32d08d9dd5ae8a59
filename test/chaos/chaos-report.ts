import { renderTable } from '../../src/cli/views/table.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import type { Audit } from './audit.ts';

/** What was done to a life. */
export interface ChaosFigures {
  readonly tickets: number;
  readonly kills: number;
  readonly restarts: number;
  readonly requests: number;
  readonly failed: number;
  readonly struck: ReadonlyMap<Fault['kind'], number>;
  readonly troubles?: ReadonlyMap<string, number>;
  readonly meddled?: number;
}

export function renderFigures(name: string, figures: ChaosFigures): string {
  const { tickets, kills, restarts, requests, failed, struck, troubles, meddled } = figures;
  const rows = [
    ['tickets', tickets],
    ['requests of the daemon', requests],
    ['of these failed', `${failed} (${((100 * failed) / Math.max(1, requests)).toFixed(1)} %)`],
    ...[...struck].map(([kind, count]) => [`fault: ${kind}`, count]),
    ['daemon killed', kills],
    ['helpdesk restarted', restarts],
    ...(meddled === undefined ? [] : [['agents acting between reading and writing', meddled]]),
    ...[...(troubles ?? [])].map(([trouble, count]) => [`log: ${trouble}`, count]),
  ];
  return renderTable(
    [{ title: name }, { title: '', align: 'right' }],
    rows.map((row) => row.map(String)),
  );
}

const titles = {
  owedNotDone: 'owed and not done',
  doneNotOwed: 'done and not owed when done',
  keysTwice: 'keys written twice',
  messageIdsTwice: 'letters sent twice',
  valuesLost: "people's values lost",
  stillPromised: 'still promised',
  calledDoneNotThere: 'called done and not there',
  brokenLedger: 'breaks in the ledger',
} as const;
const kinds = Object.keys(titles) as (keyof typeof titles)[];

/** How much is wrong, all kinds together. */
export function violationsOf(audit: Audit): number {
  return kinds.reduce((sum, kind) => sum + audit[kind].length, 0);
}

/** The counts as a table, and the first cases of each kind. */
export function renderAudit(audit: Audit): string {
  const counts = kinds.map((kind) => [titles[kind], String(audit[kind].length)]);
  const seen = Object.entries(audit.seen).map(([what, count]) => [what, String(count)]);
  const cases = kinds.flatMap((kind) => audit[kind].slice(0, 10).map((each) => `${titles[kind]}: ${each}`));
  return [
    renderTable([{ title: 'must be 0' }, { title: '', align: 'right' }], counts),
    renderTable([{ title: 'seen' }, { title: '', align: 'right' }], seen),
    ...cases,
  ].join('\n');
}
