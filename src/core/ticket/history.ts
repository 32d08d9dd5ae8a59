import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { tracesIn } from './event-traces.ts';
import type { Traces } from './event-traces.ts';
import type { ArticleFact, Fact } from './fact.ts';
import type { FieldValue, FieldValues } from './field-value.ts';
import type { Ticket } from './ticket.ts';

/** Facts of one actor closer than this are one act: Zammad stores a form's fields and message some ms apart. */
const ACT_GAP_MS = 1_000;

/** Tells a clock's state at an instant; null while no clock is known. Injected, since clocks are built on tickets. */
export type ClockLookup = (clockId: string, at: Instant) => string | null;

/** What one actor did in one go (one form saved, one request), and how the ticket stood right after it. */
export interface Act {
  /** Position among the acts of the history. */
  readonly index: number;
  /** Instant of its first fact. */
  readonly at: Instant;
  /** Oldest first; articles that came by merge are in no act. */
  readonly facts: readonly Fact[];
  readonly fieldsBefore: FieldValues;
  /** The very object of `fieldsBefore` where the act changed no field. */
  readonly fieldsAfter: FieldValues;
  /** What it left behind: an event of which it has no trace did not happen in it. */
  readonly traces: Traces;
}

/** A ticket's life up to and including `now`, cut into acts. */
export interface TicketHistory {
  readonly pack: CompiledPack;
  readonly ticket: Ticket;
  readonly now: Instant;
  /** Empty when the ticket was registered after `now`. */
  readonly acts: readonly Act[];
  /** What its acts left behind, all together. */
  readonly traces: Traces;
  /** Instant of the first fact that is later than `now`; null when everything is known already. */
  readonly nextFactAt: Instant | null;
  readonly clockStateAt: ClockLookup;
}

/** A ticket as it stood at an instant: the acts before `actCount` had happened. */
export interface TicketMoment {
  readonly history: TicketHistory;
  readonly at: Instant;
  readonly actCount: number;
  readonly fields: FieldValues;
}

/** No clock is known: conditions on clocks do not hold. */
const unknownClock: ClockLookup = () => null;

/**
 * Cuts the facts up to `now` (inclusive) into acts; later facts are ignored, so an as-of question is the same call.
 * Where nobody entered the channel of the request it is the one of the first message.
 */
export function readHistory(
  ticket: Ticket,
  pack: CompiledPack,
  now: Instant,
  clockStateAt: ClockLookup = unknownClock,
): TicketHistory {
  const acts: Act[] = [];
  let open: Fact[] = [];
  let fields: FieldValues = {};
  let nextFactAt: Instant | null = null;
  let allTraces: Traces = 0;
  const finishAct = (): void => {
    if (open[0] === undefined) return;
    const fieldsAfter = applyFacts(open, fields, (entered) => withChannel(entered, { ticket, pack, now }));
    const traces = tracesIn(open);
    allTraces |= traces;
    acts.push({ index: acts.length, at: open[0].at, facts: open, fieldsBefore: fields, fieldsAfter, traces });
    fields = fieldsAfter;
    open = [];
  };
  for (const fact of ticket.timeline) {
    if (fact.at > now) nextFactAt = Math.min(fact.at, nextFactAt ?? fact.at);
    else if (fact.kind !== 'article' || !fact.isMerged) {
      if (!continuesAct(open, fact)) finishAct();
      open.push(fact);
    }
  }
  finishAct();
  return { pack, ticket, now, acts, traces: allTraces, nextFactAt, clockStateAt };
}

/**
 * The ticket's life as it was known at an earlier instant, with no clock known: the beginning of what was read already,
 * unless the instant falls within an act or before the first message, from which the channel follows.
 */
export function historyAsOf(history: TicketHistory, at: Instant): TicketHistory {
  const { ticket, pack } = history;
  const messageAt = firstMessageOf(ticket)?.at ?? -Infinity;
  return (messageAt <= at ? beginningOf(history, at) : null) ?? readHistory(ticket, pack, at);
}

/** The acts that were over by then; null when one was under way. */
function beginningOf(history: TicketHistory, at: Instant): TicketHistory | null {
  let count = 0;
  let traces: Traces = 0;
  for (const act of history.acts) {
    if (act.at > at) break;
    if (lastAtOf(act) > at) return null;
    count += 1;
    traces |= act.traces;
  }
  const nextFactAt = history.ticket.timeline.find((fact) => fact.at > at)?.at ?? null;
  const acts = history.acts.slice(0, count);
  return { ...history, now: at, acts, traces, nextFactAt, clockStateAt: unknownClock };
}

/** The moment right before an act. */
export function momentBefore(history: TicketHistory, act: Act): TicketMoment {
  return { history, at: act.at - 1, actCount: act.index, fields: act.fieldsBefore };
}

/** The moment right after an act. */
export function momentAfter(history: TicketHistory, act: Act): TicketMoment {
  return { history, at: lastAtOf(act), actCount: act.index + 1, fields: act.fieldsAfter };
}

/** The moment at an instant not later than the history's `now`; facts of that very instant have happened. */
export function momentAt(history: TicketHistory, at: Instant): TicketMoment {
  let actCount = history.acts.length;
  while (actCount > 0 && (history.acts[actCount - 1] as Act).at > at) actCount -= 1;
  return { history, at, actCount, fields: history.acts[actCount - 1]?.fieldsAfter ?? {} };
}

/** Field values as of an instant (inclusive); empty before the registration. */
export function fieldsAt(ticket: Ticket, at: Instant): FieldValues {
  return applyFacts(
    ticket.timeline.filter((fact) => fact.at <= at),
    {},
  );
}

/** Instant of the last fact of an act. */
export function lastAtOf(act: Act): Instant {
  return act.facts.at(-1)?.at ?? act.at;
}

/** One field changed twice is two acts, however quick: the first of them may be what a rule is about. */
function continuesAct(open: readonly Fact[], fact: Fact): boolean {
  const last = open.at(-1);
  if (last === undefined) return true;
  return (
    last.actor === fact.actor &&
    last.actorId === fact.actorId &&
    fact.at - last.at <= ACT_GAP_MS &&
    !open.some((other) => changesSameField(other, fact))
  );
}

function changesSameField(one: Fact, other: Fact): boolean {
  if (other.kind !== 'field-changed') return false;
  return one.kind === 'created' || (one.kind === 'field-changed' && one.field === other.field);
}

/** A message that is no note among agents. */
type Message = ArticleFact & { readonly channel: Exclude<ArticleFact['channel'], 'note'> };

/** The message that a ticket began with, from which its channel follows; null while there is none. */
function firstMessageOf({ timeline }: Pick<Ticket, 'timeline'>): Message | null {
  return timeline.find(isOwnMessage) ?? null;
}

function isOwnMessage(fact: Fact): fact is Message {
  return fact.kind === 'article' && fact.channel !== 'note' && !fact.isMerged;
}

/** What was entered at registration, with the channel of the first message where none was entered. */
function withChannel(
  entered: FieldValues,
  { ticket, pack, now }: Pick<TicketHistory, 'ticket' | 'pack' | 'now'>,
): FieldValues {
  const field = pack.fieldByRole.get('channel');
  if (field === undefined || (entered[field] ?? null) !== null) return entered;
  const first = firstMessageOf(ticket);
  if (first === null || first.at > now) return entered;
  const channel = pack.catalog.channel_of?.[first.channel];
  return channel === undefined ? entered : { ...entered, [field]: channel };
}

/** The values after some facts; the very same object where none of them changes any. */
function applyFacts(
  facts: readonly Fact[],
  before: FieldValues,
  complete: (entered: FieldValues) => FieldValues = (entered) => entered,
): FieldValues {
  let after = before;
  let copy: Record<string, FieldValue> | null = null;
  for (const fact of facts) {
    if (fact.kind === 'created') {
      after = complete(fact.fields);
      copy = null;
    } else if (fact.kind === 'field-changed') {
      copy ??= { ...after };
      copy[fact.field] = fact.to;
      after = copy;
    }
  }
  return after;
}
