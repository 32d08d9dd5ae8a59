import type { Instant } from '../calendar/instant.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { listStandings } from '../clock/act-standing.ts';
import { evaluateClocks, readClocks } from '../clock/evaluate-clocks.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { Fact } from '../ticket/fact.ts';
import type { ClockLookup, TicketHistory, TicketMoment } from '../ticket/history.ts';
import { momentAt, readHistory } from '../ticket/history.ts';
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
  const readings = new Map<Instant, readonly ClockReading[]>();
  const clocksAsOf = (at: Instant): readonly ClockReading[] => {
    const known = readings.get(at);
    if (known !== undefined) return known;
    const found = evaluateClocks({ pack, ticket }, at);
    readings.set(at, found);
    return found;
  };
  // A ticket that is gone has no clocks any more; what they last said is what a rule asks about.
  const lastSeenAt = (): Instant => (ticket.timeline.find(isGone)?.at ?? Infinity) - 1;
  let areClocksRead = false;
  const clockStateAt: ClockLookup = (clockId, at) =>
    areClocksRead ? (findClock(clocksAsOf(Math.min(at, lastSeenAt())), clockId)?.state ?? null) : null;
  const history = readHistory(ticket, pack, now, clockStateAt);
  const standings = listStandings(history);
  // Clocks are read without looking at clocks, or a clock that pauses by another would ask for ever.
  const clocks = readClocks(history, standings);
  readings.set(now, clocks);
  areClocksRead = true;
  const moments = standings.map(({ moment }) => moment);
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
    exclusion: standings.at(-1)?.exclusion ?? null,
    effectMarks: readMarks(history),
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
  for (let index = clocks.length - 1; index >= 0; index -= 1) {
    const reading = clocks[index];
    if (reading?.clockId === clockId) return reading;
  }
  return null;
}
