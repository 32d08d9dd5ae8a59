import { buildDirectory } from '../../src/app/build-directory.ts';
import { adoptPack } from '../../src/app/tick-memory.ts';
import { NO_LONGER_OWED } from '../../src/core/policy/effect-standing.ts';
import { evaluateTicket } from '../../src/core/policy/evaluate-ticket.ts';
import type { EvaluationInput } from '../../src/core/policy/evaluation.ts';
import type { Effect } from '../../src/core/policy/intent.ts';
import type { ArticleFact } from '../../src/core/ticket/fact.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import type { Dump } from '../../src/simulator/dump.ts';
import type { LedgerEntry, Store } from '../../src/store/store.ts';
import { countDuplicates, marksOf } from '../e2e/effect-audit.ts';
import type { ChaosDesk, Visit } from './open-chaos-desk.ts';
import { type Overwriting, findOverwritings } from './overwritings.ts';

/** What must be empty when all is quiet, each item in words. */
export interface Audit {
  readonly owedNotDone: readonly string[];
  readonly doneNotOwed: readonly string[];
  readonly keysTwice: readonly string[];
  readonly messageIdsTwice: readonly string[];
  readonly valuesLost: readonly string[];
  readonly stillPromised: readonly string[];
  readonly calledDoneNotThere: readonly string[];
  readonly brokenLedger: readonly string[];
  /** Figures beside: none of them is wrong. */
  readonly seen: Readonly<Record<string, number>>;
}

/**
 * Judges by the helpdesk's own records: what it holds, sent, and answered. The ledger is only asked why not. What came
 * to be owed after the last round began (at `lastRoundAt`) had no chance to be done.
 */
export async function audit(
  desk: ChaosDesk,
  { store, installation }: Visit,
  lastRoundAt: number,
): Promise<Audit> {
  const { pack, simulator } = desk;
  const dump = simulator.dump();
  const now = desk.time.now();
  const helpdesk = await installation.helpdesk();
  const context = {
    pack,
    directory: buildDirectory(pack, await helpdesk.listPeople()),
    activation: await adoptPack(pack, store.state, now),
  };
  const record = await readRecord(store);
  const looks = readLooks(desk, dump);
  const owedNotDone: string[] = [];
  const doneNotOwed: string[] = [];
  const excused = new Map<string, number>();
  for await (const ticket of readGoverned(desk, dump, helpdesk)) {
    const marks = marksIn(ticket);
    const entries = record.get(`ticket:${ticket.id}`) ?? [];
    const standing = new Map(entries.map((entry) => [entry.key, entry]));
    const judged = { ...context, ticket, effects: toldBy(marks, standing) };
    for (const { key, why, since } of listOwed(judged, now)) {
      if (since > lastRoundAt) continue;
      const excuse = wasMerged(ticket) ? 'its messages went with a merge' : excuseOf(standing.get(key));
      if (excuse === null)
        owedNotDone.push(
          `${key} (${why} since ${new Date(since).toISOString()}; ledger: ${standing.get(key)?.status ?? 'nothing'})`,
        );
      else excused.set(excuse, (excused.get(excuse) ?? 0) + 1);
    }
    for (const mark of marks) {
      const candidates = looksBefore(looks.get(String(ticket.id)) ?? [], mark.at, desk.longestRequestMs);
      if (!candidates.some((at) => wasOwed(mark, { ...judged, effects: knownAt(at, judged, entries) }, at))) {
        const [at, ...lookedAt] = [mark.at, ...candidates].map((each) => new Date(each).toISOString());
        doneNotOwed.push(`${mark.effectKey ?? ''} at ${at ?? ''}, looked at ${lookedAt.join(', ')}`);
      }
    }
  }
  const overwritings = findOverwritings(desk, dump);
  const { keys, messageIds } = countDuplicates(dump);
  const marks = new Set(marksOf(dump).map(({ key }) => key));
  const effects = [...record.values()].flatMap((entries) => [
    ...new Map(entries.map((entry) => [entry.key, entry])).values(),
  ]);
  return {
    owedNotDone,
    doneNotOwed,
    keysTwice: keys,
    messageIdsTwice: messageIds,
    valuesLost: overwritings.filter(({ isLost }) => isLost).map(wordsOf),
    stillPromised: effects.filter(({ status }) => status === 'pending').map(({ key }) => key),
    calledDoneNotThere: effects
      .filter(
        ({ status, details, key }) =>
          status === 'done' && details['article'] !== undefined && !marks.has(key),
      )
      .map(({ key }) => key),
    brokenLedger: await brokenLinks(store),
    seen: {
      tickets: dump.tickets.length,
      'marks of effects': marks.size,
      'letters sent': dump.outbox.length,
      'values overwritten and put back': overwritings.filter(({ isLost }) => !isLost).length,
      ...Object.fromEntries([...excused].map(([why, count]) => [`not there: ${why}`, count])),
    },
  };
}

async function brokenLinks({ ledger }: Visit['store']): Promise<readonly string[]> {
  const { brokenAt } = await ledger.verify();
  return brokenAt === null ? [] : [`the chain is broken at ${brokenAt}`];
}

/** What was put on record of effects, by subject, oldest first. */
async function readRecord({ ledger }: Store): Promise<ReadonlyMap<string, readonly LedgerEntry[]>> {
  const record = new Map<string, LedgerEntry[]>();
  for await (const entries of ledger.list({})) {
    for (const entry of entries) {
      if (entry.kind !== 'effect') continue;
      const known = record.get(entry.subject);
      if (known === undefined) record.set(entry.subject, [entry]);
      else known.push(entry);
    }
  }
  return record;
}

async function* readGoverned(
  { stage }: ChaosDesk,
  { tickets }: Dump,
  helpdesk: Helpdesk,
): AsyncGenerator<Ticket> {
  const groupIds = new Set([...stage.groups.values()].map(({ id }) => id));
  for (const { id, group_id: groupId } of tickets)
    if (groupIds.has(Number(groupId))) yield await helpdesk.readTicket(ticketId(id));
}

/**
 * Of the letters that are there, the terms that they tell: a letter says what was so when it was written, and may
 * arrive when that has changed.
 */
function toldBy(
  marks: readonly ArticleFact[],
  standing: ReadonlyMap<string, LedgerEntry>,
): ReadonlyMap<string, Effect> {
  return new Map(
    marks.flatMap(({ effectKey, at }) => {
      const key = effectKey ?? '';
      const told = standing.get(key)?.details['told'];
      return told === undefined ? [] : [[key, { key, status: 'done', at, details: { told } }] as const];
    }),
  );
}

/** The same with what had been given up by then: it is not told together with anything else any more. */
function knownAt(
  at: number,
  { effects }: EvaluationInput,
  entries: readonly LedgerEntry[],
): ReadonlyMap<string, Effect> {
  const standing = new Map(entries.filter((entry) => entry.at <= at).map((entry) => [entry.key, entry]));
  const givenUp = [...standing.values()].flatMap(({ key, status, details, at: since }) =>
    status === 'skipped' || status === 'refused' ? [[key, { key, status, at: since, details }] as const] : [],
  );
  return new Map([...effects, ...givenUp]);
}

/** What the regulation asks of a ticket by what the helpdesk shows of it, as if nothing were on record with us. */
function listOwed(
  judged: EvaluationInput,
  now: number,
): readonly { readonly key: string; readonly why: string; readonly since: number }[] {
  const { intents, skipped } = evaluateTicket(judged, now);
  return [
    ...intents
      .filter(({ notBefore, article, mail }) => notBefore <= now && (article !== null || mail !== null))
      .map(({ key, notBefore }) => ({ key, why: 'owed', since: notBefore })),
    ...skipped.map(({ intent: { key, notBefore }, why }) => ({ key, why, since: notBefore })),
  ];
}

/** What was told in a ticket stands in the one into which it was merged, also when somebody opens it again. */
function wasMerged({ timeline }: Ticket): boolean {
  return timeline.some(({ kind }) => kind === 'merged');
}

/** Why an effect that was owed is rightly not there: superseded by a later one, not resolvable, or refused. */
function excuseOf(entry: LedgerEntry | undefined): string | null {
  if (entry === undefined) return null;
  const { status, details } = entry;
  const isGivenUp = status === 'skipped' && details['why'] !== NO_LONGER_OWED;
  return isGivenUp ? `skipped: ${String(details['why'])}` : null;
}

function marksIn({ timeline }: Ticket): readonly ArticleFact[] {
  return timeline.filter(
    (fact): fact is ArticleFact => fact.kind === 'article' && fact.effectKey !== null && !fact.isMerged,
  );
}

/** When the service looked at each ticket and wrote to it, by the helpdesk's log. */
interface Look {
  readonly at: number;
  readonly isWrite: boolean;
  /** It is logged when it was carried out, and came some time before. */
  readonly isSlow: boolean;
}

function readLooks(
  { serviceUserId }: Pick<ChaosDesk, 'serviceUserId'>,
  { requests }: Dump,
): ReadonlyMap<string, Look[]> {
  const looks = new Map<string, Look[]>();
  for (const { method, path, at, userId, faults } of requests) {
    if (userId !== serviceUserId && faults.length === 0) continue;
    const id = /^\/api\/v1\/(?:ticket_history|tickets)\/(\d+)$/.exec(path)?.[1];
    if (id === undefined || (method === 'GET' && !path.includes('ticket_history'))) continue;
    const list = looks.get(id) ?? [];
    list.push({ at: Date.parse(at), isWrite: method === 'PUT', isSlow: faults.includes('latency') });
    looks.set(id, list);
  }
  return looks;
}

/**
 * The last look before each write that may have made the mark. While a slow one was under way, and the daemon had given
 * up waiting for it, the ticket may have been looked at again: it was decided on at any of these looks.
 */
function looksBefore(looks: readonly Look[], markAt: number, longestMs: number): readonly number[] {
  return looks.flatMap((look, place) => {
    // A write is logged when it is over; one that is carried out late, when it came.
    if (!look.isWrite || look.at < markAt - longestMs || look.at > markAt + longestMs) return [];
    const before = looks.slice(0, place).filter(({ isWrite }) => !isWrite);
    const meanwhile = look.isSlow ? before.filter(({ at }) => at >= look.at - longestMs) : [];
    return [...new Set([...before.slice(-1), ...meanwhile])].map(({ at }) => at);
  });
}

function wasOwed(mark: ArticleFact, { effects, ...judged }: EvaluationInput, at: number): boolean {
  const key = mark.effectKey ?? '';
  const timeline = judged.ticket.timeline.filter((fact) => fact.at <= at && fact !== mark);
  const others = new Map([...effects].filter(([other]) => other !== key));
  const { intents } = evaluateTicket(
    { ...judged, ticket: { ...judged.ticket, timeline }, effects: others },
    at,
  );
  return intents.some((intent) => intent.key === key);
}

function wordsOf({ ticketId: id, field, value, at }: Overwriting): string {
  return `ticket ${id}: ${field} = ${value}, overwritten at ${at}`;
}
