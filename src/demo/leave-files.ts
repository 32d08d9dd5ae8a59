import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildReport } from '../app/build-report.ts';
import { issueAct, printAct } from '../app/issue-act.ts';
import { listPeople } from '../app/list-people.ts';
import { whatIf } from '../app/what-if.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { isGoalCell } from '../core/regulation/goal-table.ts';
import { parseGoalChange } from '../core/report/what-if/change-pack.ts';
import type { Office } from './office.ts';

/** Days of a report, both inclusive. */
export interface Days {
  readonly fromOn: string;
  readonly toOn: string;
}

/**
 * Makes what nobody's calendar asks for: the reports without a week of their own, the acts of the period, a copy of the
 * last form that was attached to a ticket, and a what-if.
 */
export async function leaveDocuments(office: Office, days: Days): Promise<void> {
  const { installation, store, folder } = office;
  const { pack, workbooks, templates, clock } = installation;
  for (const { id, weekly } of pack.reports) {
    if (weekly !== undefined) continue;
    const building = { pack, store, workbooks, templates, listPeople: () => listPeople(installation) };
    await buildReport(building, { reportId: id, days, folder, now: clock.now() });
  }
  await leaveActs(office, days);
  const goal = stricterGoal(pack);
  if (goal === null || pack.reports.length === 0) return;
  const change = { otherPack: null, goals: [parseGoalChange(goal)], calendars: [] };
  await whatIf({ pack, templates, workbooks, store }, { change, days, folder, now: clock.now() });
}

async function leaveActs({ installation, store, folder }: Office, days: Days): Promise<void> {
  const { pack, documents, clock } = installation;
  const tools = { pack, documents, store, helpdesk: await installation.helpdesk() };
  for (const { id, kind } of pack.documents.values()) {
    if (kind !== 'form') await issueAct({ documentId: id, days, folder, now: clock.now() }, tools);
  }
  const attached = (await store.acts.list(null)).filter(
    ({ documentId }) => pack.documents.get(documentId)?.kind === 'form',
  );
  const last = attached.at(-1);
  if (last !== undefined) await printAct(last, folder, tools);
}

/** The second priority of the first type, solved as soon as the first one; null where goals are no such table. */
function stricterGoal({ clocks }: CompiledPack): string | null {
  const clock = clocks.find(({ native }) => native === 'solution');
  if (clock === undefined || isGoalCell(clock.goals)) return null;
  const [[type, table] = ['', '']] = Object.entries(clock.goals);
  if (isGoalCell(table)) return null;
  const [first, second] = Object.entries(table);
  return typeof first?.[1] === 'string' && second !== undefined
    ? `${clock.id}.${type}.${second[0]}=${first[1]}`
    : null;
}

/** Leaves the ledger as lines and the helpdesk's own dump. Answers with every file of the demo that people read. */
export async function leaveRecords({ store, folder }: Office, dump: unknown): Promise<readonly string[]> {
  const raw = join(folder, 'raw.json');
  await writeFile(raw, JSON.stringify(dump));
  const ledger = join(folder, 'ledger.jsonl');
  const lines: string[] = [];
  for await (const entries of store.ledger.list({}))
    lines.push(...entries.map((entry) => JSON.stringify(entry)));
  await writeFile(ledger, `${lines.join('\n')}\n`);
  const made = await readdir(folder, { recursive: true });
  return [
    ...made
      .filter((name) => /\.(?:xlsx|docx|html|eml)$/.test(name) || /^works-.*\.yaml$/.test(name))
      .sort()
      .map((name) => join(folder, name)),
    ledger,
    raw,
  ];
}
