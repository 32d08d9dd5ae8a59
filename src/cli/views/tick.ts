import type { Intent } from '../../core/policy/intent.ts';
import type { TickReport } from '../../app/tick.ts';
import { renderGround } from './ground.ts';
import { renderTable } from './table.ts';

/** What a tick did, or would do while observing, by clause. */
export function renderTick(report: TickReport): string {
  const { pull, evaluated, isEnforcing, executed, observed, held, stopped } = report;
  const head = [
    `${pull.changed.length} ticket(s) changed, ${evaluated} evaluated${pull.gone > 0 ? `, ${pull.gone} gone` : ''}`,
    ...(stopped === null ? [] : [`Nothing is enforced: ${stopped}`]),
    isEnforcing ? 'Enforcing: done' : 'Observing: this would be done',
  ];
  const rows = isEnforcing
    ? executed.map(({ intent, became }) => rowOf(intent, became))
    : observed.map((intent) => rowOf(intent, 'would be done'));
  const all = [...rows, ...held.map((intent) => rowOf(intent, 'held'))].sort((a, b) =>
    a.join() < b.join() ? -1 : 1,
  );
  const table = renderTable(
    [{ title: 'ground' }, { title: 'rule' }, { title: 'subject' }, { title: 'class' }, { title: 'what' }],
    all,
  );
  return `${head.join('\n')}\n${all.length === 0 ? 'Nothing is owed.' : table}\n`;
}

function rowOf({ ground, ruleId, subject, class: kind }: Intent, what: string): readonly string[] {
  return [renderGround(ground), ruleId, subject, kind, what];
}
