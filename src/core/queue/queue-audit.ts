import type { Instant } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Queue } from '../regulation/schema/desk.ts';
import { listExclusions } from '../ticket/exclusion.ts';
import type { FieldValue } from '../ticket/field-value.ts';
import { momentAfter, momentAt, readHistory } from '../ticket/history.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import { eventOf, holds, testOf } from '../ticket/holds.ts';
import { matchesValue } from '../ticket/matches-value.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { WaitingLine } from './waiting-line.ts';
import type { QueuedTicket, Waiting } from './waiting-line.ts';

/** A request that was taken into work while older ones of its queue waited. */
export interface QueueJump extends QueuedTicket {
  /** Value of the field that makes the queue. */
  readonly queue: string;
  readonly takenAt: Instant;
  /** May go out of turn: by what the pack lets jump, or since it was handed on. */
  readonly isAllowed: boolean;
  /** How many older ones waited at that instant; at least one. */
  readonly passedOver: number;
  /** The oldest of them. */
  readonly oldest: QueuedTicket;
}

/** What the audit of a span found, in order of time. */
export interface QueueFindings {
  /** How many requests were taken out of a queue. */
  readonly taken: number;
  readonly jumps: readonly QueueJump[];
}

interface Taking extends QueuedTicket {
  readonly queue: string;
  readonly at: Instant;
  readonly isAllowed: boolean;
}

/**
 * Who was taken out of turn in `[fromAt, cutOffAt)`: a request waits from when it comes into a queue until it is taken
 * there for the first time, while the pack's condition holds of it and it counts at all. What comes in taken already
 * was in no queue. Class and later hand-over are judged as they stand at the cut-off.
 * @clause K 3.3.1
 */
export class QueueAudit {
  readonly #queue: Queue;
  readonly #pack: CompiledPack;
  readonly #span: { readonly fromAt: Instant; readonly cutOffAt: Instant };
  readonly #takings: Taking[] = [];
  readonly #waitings: Waiting[] = [];

  constructor(
    queue: Queue,
    pack: CompiledPack,
    span: { readonly fromAt: Instant; readonly cutOffAt: Instant },
  ) {
    this.#queue = queue;
    this.#pack = pack;
    this.#span = span;
  }

  /** Takes in a ticket; its facts from the cut-off on are ignored. Its life is read unless somebody has. */
  add(
    ticket: Ticket,
    historyAt: (at: Instant) => TicketHistory = (at) => readHistory(ticket, this.#pack, at),
  ): void {
    const { fromAt, cutOffAt } = this.#span;
    if (ticket.createdAt >= cutOffAt || this.#isOver(ticket)) return;
    const { takings, waitings } = readStays(historyAt(cutOffAt - 1), this.#queue);
    this.#takings.push(...takings.filter(({ at }) => at >= fromAt));
    this.#waitings.push(...waitings.filter(({ toAt }) => toAt >= fromAt));
  }

  /** Nothing happened to it in the span, and it had been ended by then: it neither waited nor was taken. */
  #isOver({ timeline, fields }: Ticket): boolean {
    const lastAt = timeline.at(-1)?.at ?? 0;
    const kind = this.#pack.states.get(String(fields['state']))?.kind;
    return lastAt < this.#span.fromAt && (kind === 'closed' || kind === 'merged');
  }

  /** What was found in all that was taken in. */
  findings(): QueueFindings {
    const takings = [...this.#takings].sort((one, other) => one.at - other.at);
    const lines = new Map(
      [...this.#byQueue()].map(([queue, waitings]) => [queue, new WaitingLine(waitings)]),
    );
    const jumps: QueueJump[] = [];
    for (const { at, ...taking } of takings) {
      const found = lines.get(taking.queue)?.olderAt(at, taking.receivedAt);
      if (found !== undefined && found !== null) jumps.push({ ...taking, takenAt: at, ...found });
    }
    return { taken: takings.length, jumps };
  }

  #byQueue(): ReadonlyMap<string, readonly Waiting[]> {
    const byQueue = new Map<string, Waiting[]>();
    for (const waiting of this.#waitings) {
      const there = byQueue.get(waiting.queue);
      if (there === undefined) byQueue.set(waiting.queue, [waiting]);
      else there.push(waiting);
    }
    return byQueue;
  }
}

/** The times a ticket waited in a queue, and when it was taken out of one. */
function readStays(
  history: TicketHistory,
  queue: Queue,
): { readonly takings: readonly Taking[]; readonly waitings: readonly Waiting[] } {
  const { ticket, acts } = history;
  const named = { id: ticket.id, number: ticket.number, receivedAt: ticket.createdAt };
  const exclusions = listExclusions(history);
  const taken = eventOf(queue.taken);
  const waits = testOf(queue.waits);
  const takings: Taking[] = [];
  const waitings: Waiting[] = [];
  let value: FieldValue = null;
  let isTaken = false;
  let wasWaiting = false;
  acts.forEach((act, index) => {
    const before = value;
    if (act.fieldsAfter !== act.fieldsBefore) value = act.fieldsAfter[queue.by] ?? null;
    const comesIn = index === 0 || value !== before;
    if (comesIn) isTaken = false;
    const takes = !isTaken && taken.find(act, history) !== null;
    if (takes && !comesIn && wasWaiting) {
      const isAllowed = mayJump(act, history, queue);
      takings.push({ ...named, queue: String(value), at: act.at, isAllowed });
    }
    isTaken ||= takes;
    wasWaiting = !isTaken && value !== null && exclusions[index] === null && waits(momentAfter(history, act));
    if (!wasWaiting) return;
    waitings.push({ ...named, queue: String(value), fromAt: act.at, toAt: acts[index + 1]?.at ?? Infinity });
  });
  return { takings, waitings };
}

/** By its class when it was taken or as it stands in the end, or since it left this queue for one that it was taken for. */
function mayJump(
  act: Act,
  history: TicketHistory,
  { by, may_jump: when, hands_on_to: handsOnTo }: Queue,
): boolean {
  const here = act.fieldsAfter[by] ?? null;
  const moments = [momentAfter(history, act), momentAt(history, history.now)];
  if (when !== undefined && moments.some((moment) => holds(when, moment))) return true;
  const left: FieldValue | undefined = history.acts
    .slice(act.index + 1)
    .map(({ fieldsAfter }) => fieldsAfter[by] ?? null)
    .find((value) => value !== here);
  return handsOnTo !== undefined && left !== undefined && left !== null && matchesValue(handsOnTo, left);
}
