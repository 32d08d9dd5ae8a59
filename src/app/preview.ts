import type { Instant } from '../core/calendar/instant.ts';
import type { Admission } from '../core/policy/admit.ts';
import { describeIntent, type IntentWords } from '../core/policy/describe-intent.ts';
import type { Intent } from '../core/policy/intent.ts';
import { beginRound, type RoundHooks } from './begin-round.ts';
import { admitIntents } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { type EvaluatedTicket, judgeTickets, subjectOf, type TickContext } from './evaluate-tickets.ts';
import { readActivation } from './tick-memory.ts';

/** One thing that is owed now, and what would become of it in a tick. */
export interface OwedRow
  extends IntentWords, Pick<Intent, 'key' | 'ground' | 'ruleId' | 'subject' | 'class' | 'owedAt'> {
  /** The ticket's number, as applicants know it. */
  readonly number: string;
  /** `now`: it would be done; `held`: a person must release it; `waits`: until `until`. */
  readonly standing: 'now' | 'held' | 'waits';
  /** When what waits may be done; null for the rest. */
  readonly until: Instant | null;
}

/** What an enforcing tick would do at `at`. */
export interface Preview {
  readonly at: Instant;
  readonly evaluated: number;
  /** Why nothing would be enforced now; null when nothing is wrong. */
  readonly stopped: string | null;
  /** Since when rules act here; null while they only observe. */
  readonly enforcingSince: Instant | null;
  /** By clause, rule, ticket number. */
  readonly rows: readonly OwedRow[];
}

/** How to look. */
export interface PreviewHooks extends RoundHooks {
  /** Letters that were skipped for being late, or would be, count as owed. */
  readonly catchesUp?: boolean;
}

/**
 * Looks at every ticket as a tick looks at those that are due, and says what it would do. What was pulled is stored;
 * nothing is written to the helpdesk, the ledger or the queue, so a daemon beside it misses nothing. Costs O(all).
 * @throws AppError as `beginRound` does
 */
export async function preview(desk: Desk, hooks: RoundHooks = {}): Promise<Preview> {
  return (await lookAtAll(desk, hooks)).preview;
}

/** `preview`, with the intents that its rows are about. */
export async function lookAtAll(
  desk: Desk,
  hooks: PreviewHooks = {},
): Promise<{ readonly preview: Preview; readonly intents: readonly Intent[] }> {
  const { now, offsetMs, stopped, directory, lostGroups } = await beginRound(
    desk,
    { directory: null, lastAt: null },
    hooks,
  );
  const present = await readActivation(desk.pack, desk.store.state, now);
  const activation = { ...present, catchesUp: hooks.catchesUp === true };
  const context: TickContext = { now, offsetMs, directory, activation, lostGroups };
  const numbers = new Map<string, string>();
  const owing: EvaluatedTicket[] = [];
  let evaluated = 0;
  for await (const batch of desk.store.tickets.listBetween(0, Number.MAX_SAFE_INTEGER)) {
    const judgement = await judgeTickets(batch, context, desk);
    evaluated += batch.length;
    owing.push(...judgement.evaluated.filter(({ intents }) => intents.length > 0));
    for (const { id, number } of batch) numbers.set(subjectOf(id), number);
  }
  const admission = await admitIntents(owing, now, desk);
  const rows = rowsOf(admission, numbers);
  const intents = owing.flatMap((ticket) => ticket.intents);
  const { enforcingSince } = activation;
  return { preview: { at: now, evaluated, stopped, enforcingSince, rows }, intents };
}

function rowsOf({ go, held, waiting }: Admission, numbers: ReadonlyMap<string, string>): readonly OwedRow[] {
  const row = (intent: Intent, standing: OwedRow['standing'], until: Instant | null): OwedRow => {
    const { key, ground, ruleId, subject, class: kind, owedAt } = intent;
    const number = numbers.get(subject) ?? subject;
    return {
      key,
      ground,
      ruleId,
      subject,
      number,
      class: kind,
      owedAt,
      ...describeIntent(intent),
      standing,
      until,
    };
  };
  return [
    ...go.map((intent) => row(intent, 'now', null)),
    ...held.map(({ intent }) => row(intent, 'held', null)),
    ...waiting.map(({ intent, until }) => row(intent, 'waits', until)),
  ].sort((one, other) => compareText(orderOf(one), orderOf(other)));
}

function orderOf({ ground, ruleId, number, key }: OwedRow): string {
  return [ground.kind === 'clause' ? `0${ground.clause}` : '1', ruleId, number.padStart(12, '0'), key].join(
    '\n',
  );
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
