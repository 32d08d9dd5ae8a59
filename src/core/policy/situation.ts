import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { evaluateClocks, readClocks } from '../clock/evaluate-clocks.ts';
import { listExclusions } from '../ticket/exclusion.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { Fact } from '../ticket/fact.ts';
import type { ClockLookup, TicketHistory, TicketMoment } from '../ticket/history.ts';
import { momentAfter, momentAt, readHistory } from '../ticket/history.ts';
import type { EvaluationInput } from './evaluation.ts';
import type { Subject } from './intent.ts';

/** What every part of an evaluation looks at. */
export interface Situation {
  readonly input: EvaluationInput;
  readonly subject: Subject;
  readonly now: Instant;
  readonly history: TicketHistory;
  /** The ticket as it stands now. */
  readonly present: TicketMoment;
  readonly clocks: readonly ClockReading[];
  /** The ticket right after each of its acts. */
  readonly moments: readonly TicketMoment[];
  /** Those of them after which a field had another value than before. */
  readonly fieldMoments: readonly TicketMoment[];
  /** The clocks as they stood at an earlier instant. */
  readonly clocksAsOf: (at: Instant) => readonly ClockReading[];
  /** Why the ticket is outside every count; null while it counts. */
  readonly exclusion: Exclusion | null;
  /** Keys carried by messages in the ticket: what is certainly done. */
  readonly effectMarks: ReadonlySet<string>;
}

/** Reads a ticket once for all rules. */
export function readSituation(input: EvaluationInput, now: Instant): Situation {
  const { pack, ticket } = input;
  // Clocks are read without looking at clocks, or a clock that pauses by another would ask for ever.
  const bare = readHistory(ticket, pack, now);
  const clocks = readClocks(bare);
  const readings = new Map<Instant, readonly ClockReading[]>([[now, clocks]]);
  const clocksAsOf = (at: Instant): readonly ClockReading[] => {
    const known = readings.get(at);
    if (known !== undefined) return known;
    const found = evaluateClocks({ pack, ticket }, at);
    readings.set(at, found);
    return found;
  };
  // A ticket that is gone has no clocks any more; what they last said is what a rule asks about.
  const lastSeenAt = (ticket.timeline.find(isGone)?.at ?? Infinity) - 1;
  const clockStateAt: ClockLookup = (clockId, at) =>
    findClock(clocksAsOf(Math.min(at, lastSeenAt)), clockId)?.state ?? null;
  const history: TicketHistory = { ...bare, clockStateAt };
  const moments = history.acts.map((act) => momentAfter(history, act));
  return {
    input,
    subject: `ticket:${ticket.id}`,
    now,
    history,
    present: momentAt(history, now),
    clocks,
    moments,
    fieldMoments: moments.filter(({ fields }, index) => fields !== moments[index - 1]?.fields),
    clocksAsOf,
    exclusion: listExclusions(bare).at(-1) ?? null,
    effectMarks: readMarks(bare),
  };
}

function isGone({ kind }: Fact): boolean {
  return kind === 'deleted' || kind === 'access-lost';
}

function readMarks({ acts }: TicketHistory): ReadonlySet<string> {
  const marks = new Set<string>();
  for (const act of acts) {
    for (const fact of act.facts) {
      if (fact.kind === 'article' && fact.effectKey !== null) marks.add(fact.effectKey);
    }
  }
  return marks;
}

/** The latest cycle of one clock; null when the pack has no such clock or it never started. */
export function findClock(clocks: readonly ClockReading[], clockId: string): ClockReading | null {
  return clocks.findLast((reading) => reading.clockId === clockId) ?? null;
}
