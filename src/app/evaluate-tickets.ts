import { MS_PER_MINUTE, type Instant } from '../core/calendar/instant.ts';
import { evaluateTicket } from '../core/policy/evaluate-ticket.ts';
import type { Activation, Directory, Evaluation } from '../core/policy/evaluation.ts';
import type { Effect, Intent } from '../core/policy/intent.ts';
import { ticketId, type TicketId } from '../core/ticket/ticket-id.ts';
import type { Ticket } from '../core/ticket/ticket.ts';
import type { LedgerDraft, Standing, Store } from '../store/store.ts';
import { alarmOfTicket } from './alarms.ts';
import type { Desk } from './desk.ts';
import { type DroppedHold, dropHolds, findDroppedHolds } from './drop-holds.ts';
import { effectDraft, findingDrafts } from './ledger-drafts.ts';

/** What every evaluation of a tick shares. */
export interface TickContext {
  /** Beginning of the tick by the helpdesk's clock. */
  readonly now: Instant;
  /** How much the helpdesk's clock is ahead of ours, in ms. */
  readonly offsetMs: number;
  readonly directory: Directory;
  readonly activation: Activation;
  /** Tickets of these groups are out of sight now: nothing is concluded about them. */
  readonly lostGroups: ReadonlySet<string>;
}

/** What the regulation asks to be done about one ticket. */
export interface EvaluatedTicket {
  readonly id: TicketId;
  readonly intents: readonly Intent[];
  /** What is on record of these intents, by key. */
  readonly effects: ReadonlyMap<string, Effect>;
  readonly wakeAt: Instant | null;
}

/** The subject by which the ledger knows a ticket. */
export function subjectOf(id: TicketId): string {
  return `ticket:${id}`;
}

const nothing: Standing = { effects: new Map(), findings: new Map() };

/** What evaluating tickets says, and what of it is not on record yet. */
interface Judgement {
  readonly evaluated: readonly EvaluatedTicket[];
  readonly drafts: readonly LedgerDraft[];
  /** What a cap holds and nobody is owed any more. */
  readonly droppedHolds: readonly DroppedHold[];
}

/**
 * Evaluates stored tickets, puts new findings and, while enforcing, skipped obligations on record, and remembers when
 * to look again. What was found while observing is recorded too: it is what happened, and binds nobody.
 */
export async function evaluateTickets(
  tickets: readonly Ticket[],
  context: TickContext,
  desk: Desk,
): Promise<readonly EvaluatedTicket[]> {
  const { evaluated, drafts, droppedHolds } = await judgeTickets(tickets, context, desk);
  await desk.store.transaction(async ({ ledger, tickets: inner }) => {
    const dropped = await dropHolds(droppedHolds, ledger, context.now);
    if (drafts.length + dropped.length > 0) await ledger.append([...drafts, ...dropped]);
    await inner.setWake(evaluated.map((ticket) => wakeOf(ticket, context, desk)));
  });
  await alarmOfOverwrites(drafts, context.now, desk);
  return evaluated;
}

/** Whatever the clock says. */
const alwaysDue: Instant = 0;

/**
 * When a ticket is looked at again. While enforcing one that owes something stays due until that was carried out: a
 * process may end, or a clock be wrong, in between.
 */
function wakeOf(
  { id, intents, wakeAt }: EvaluatedTicket,
  { activation }: TickContext,
  { fingerprint }: Desk,
): Parameters<Store['tickets']['setWake']>[0][number] {
  const staysDue = activation.enforcingSince !== null && intents.length > 0;
  return { id, wakeAt: staysDue ? alwaysDue : wakeAt, fingerprint };
}

/** Another integration or person writes what the service keeps, again and again. */
async function alarmOfOverwrites(drafts: readonly LedgerDraft[], now: Instant, desk: Desk): Promise<void> {
  for (const { subject, key, status, details } of drafts) {
    if (status !== 'found' || details['code'] !== 'computed-field-overwritten') continue;
    const field = /\/([^/@]+)@[^/]*$/.exec(key)?.[1] ?? key;
    const alarm = {
      id: ticketId(subject.slice('ticket:'.length)),
      code: 'written-over',
      occurrence: field,
    } as const;
    await alarmOfTicket({ ...alarm, details: { fields: [field] } }, now, desk);
  }
}

/** Evaluates tickets and writes nothing. */
export async function judgeTickets(
  tickets: readonly Ticket[],
  context: TickContext,
  desk: Desk,
): Promise<Judgement> {
  const standings = await desk.store.ledger.standingsOf(tickets.map(({ id }) => subjectOf(id)));
  const parents = await readParents(tickets, desk);
  const drafts: LedgerDraft[] = [];
  const droppedHolds: DroppedHold[] = [];
  const evaluated = tickets.map((ticket): EvaluatedTicket => {
    const standing = standings.get(subjectOf(ticket.id)) ?? nothing;
    if (context.lostGroups.has(String(ticket.fields['group']))) return leaveAlone(ticket, context);
    try {
      const evaluation = evaluateStored(ticket, standing.effects, {
        context,
        now: context.now,
        desk,
        parent: parents.get(ticket.parentNumber ?? '') ?? null,
      });
      drafts.push(...draftsOf(evaluation, standing, context, desk));
      droppedHolds.push(...findDroppedHolds(subjectOf(ticket.id), evaluation, standing));
      return { id: ticket.id, ...pickIntents(evaluation, standing), wakeAt: evaluation.wakeAt };
    } catch (error) {
      // One ticket that cannot be judged must not stop the others; the next fact about it tries again.
      desk.log.error({ id: ticket.id, error }, 'a ticket could not be evaluated');
      return { id: ticket.id, intents: [], effects: new Map(), wakeAt: null };
    }
  });
  return { evaluated, drafts, droppedHolds };
}

/** What a stored ticket is evaluated with. */
export interface StoredEvaluation {
  readonly context: TickContext;
  readonly now: Instant;
  readonly desk: Desk;
  /** As stored; null when the ticket names none, or it is not known. */
  readonly parent: Ticket | null;
}

/** The stored parents of tickets by number. */
export async function readParents(
  tickets: readonly Ticket[],
  { store }: Pick<Desk, 'store'>,
): Promise<ReadonlyMap<string, Ticket>> {
  const numbers = new Set(tickets.flatMap(({ parentNumber }) => parentNumber ?? []));
  const found = new Map<string, Ticket>();
  for (const number of numbers) {
    const parent = await store.tickets.findByNumber(number);
    if (parent !== null) found.set(number, parent);
  }
  return found;
}

/** Looked at again in a while: its group may be back. */
const lostGroupWaitMs = 5 * MS_PER_MINUTE;

function leaveAlone({ id }: Ticket, { now }: TickContext): EvaluatedTicket {
  return { id, intents: [], effects: new Map(), wakeAt: now + lostGroupWaitMs };
}

/**
 * Evaluates one ticket at `now`, or at its last change where the helpdesk's clock is a little ahead: what is known to
 * have happened has happened.
 */
export function evaluateStored(
  ticket: Ticket,
  effects: ReadonlyMap<string, Effect>,
  { context, now, desk, parent }: StoredEvaluation,
): Evaluation {
  const { directory, activation } = context;
  return evaluateTicket(
    { pack: desk.pack, ticket, parent, effects, directory, activation },
    Math.max(now, ticket.updatedAt),
  );
}

function pickIntents(
  { intents }: Evaluation,
  { effects }: Standing,
): Pick<EvaluatedTicket, 'intents' | 'effects'> {
  const known = intents.flatMap(({ key }) => effects.get(key) ?? []);
  return { intents, effects: new Map(known.map((effect) => [effect.key, effect])) };
}

function draftsOf(
  { findings, skipped }: Evaluation,
  standing: Standing,
  { now, activation }: TickContext,
  desk: Desk,
): readonly LedgerDraft[] {
  const isEnforcing = activation.enforcingSince !== null;
  return [
    ...findings.flatMap((finding) => findingDrafts(finding, standing, { now, desk })),
    ...(isEnforcing ? skipped : []).map(({ intent, why }) =>
      effectDraft(intent, { status: 'skipped', at: now, details: { why } }, desk),
    ),
  ];
}
