import type { Instant } from '../calendar/instant.ts';
import { listStandings } from '../clock/act-standing.ts';
import type { ActStanding } from '../clock/act-standing.ts';
import type { ClockReading } from '../clock/clock-reading.ts';
import { readClockOf, readClocks } from '../clock/evaluate-clocks.ts';
import type { Exclusion } from '../ticket/exclusion.ts';
import type { Fact } from '../ticket/fact.ts';
import type { ClockLookup, TicketHistory, TicketMoment } from '../ticket/history.ts';
import { historyAsOf, momentAt, readHistory } from '../ticket/history.ts';
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
  /** Every cycle of one clock as it stood at an earlier instant, older ones first. */
  readonly clockAsOf: (clockId: string, at: Instant) => readonly ClockReading[];
  /** Why the ticket is outside every count; null while it counts. */
  readonly exclusion: Exclusion | null;
  /** Keys carried by messages in the ticket: what is certainly done. */
  readonly effectMarks: ReadonlySet<string>;
}

/** Reads a ticket once for all rules. */
export function readSituation(input: EvaluationInput, now: Instant): Situation {
  const { pack, ticket } = input;
  // A ticket that is gone has no clocks any more; what they last said is what a rule asks about.
  const lastSeenAt = (): Instant => (ticket.timeline.find(isGone)?.at ?? Infinity) - 1;
  let clockAsOf: Situation['clockAsOf'] = () => [];
  const clockStateAt: ClockLookup = (clockId, at) =>
    findClock(clockAsOf(clockId, Math.min(at, lastSeenAt())), clockId)?.state ?? null;
  const { life = readHistory(ticket, pack, now) } = input;
  const history = { ...life, clockStateAt };
  const standings = listStandings(history);
  // Clocks are read without looking at clocks, or a clock that pauses by another would ask for ever.
  const clocks = readClocks(history, standings);
  clockAsOf = createClockReader(history, clocks);
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
    clockAsOf,
    exclusion: standings.at(-1)?.exclusion ?? null,
    effectMarks: readMarks(history),
  };
}

/** Reads single clocks as of earlier instants, each once. */
function createClockReader(history: TicketHistory, clocks: readonly ClockReading[]): Situation['clockAsOf'] {
  const lives = new Map<Instant, readonly [TicketHistory, readonly ActStanding[]]>();
  const readings = new Map<string, readonly ClockReading[]>();
  const lifeAt = (at: Instant): readonly [TicketHistory, readonly ActStanding[]] => {
    const known = lives.get(at);
    if (known !== undefined) return known;
    const life = historyAsOf(history, at);
    const read = [life, listStandings(life)] as const;
    lives.set(at, read);
    return read;
  };
  return (clockId, at) => {
    if (at === history.now) return clocks.filter((reading) => reading.clockId === clockId);
    const key = `${clockId}@${at}`;
    const known = readings.get(key);
    if (known !== undefined) return known;
    const found = readClockOf(clockId, ...lifeAt(at));
    readings.set(key, found);
    return found;
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
