import type { ClockReading } from '../clock/clock-reading.ts';
import { readClocks } from '../clock/evaluate-clocks.ts';
import type { Measure } from '../regulation/schema/report.ts';
import type { Act, TicketHistory } from '../ticket/history.ts';
import type { AnnexOf } from './annex-heading.ts';
import { readEntryTime } from './entry-time.ts';
import { groupAfter, groupOfAct } from './group-of.ts';
import type { Group } from './group-of.ts';
import type { ReportSpan } from './reported-ticket.ts';

/** How long one thing took one group in a period. */
export interface Durations {
  inTime: number;
  /** What ran out and was not stopped by the cut-off included. */
  late: number;
  /** A person vouches for it. */
  attested: number;
  /** Nobody entered when it began. */
  unknown: number;
  /** What was finished in the period: milliseconds of the clock's own time. */
  readonly tookMs: number[];
}

/** Source (a clock or a measure) → group → durations. */
export type DurationTable = ReadonlyMap<string, ReadonlyMap<Group, Durations>>;

/** Collects the durations of one annex while tickets go by. */
export class DurationCounter {
  readonly #annex: AnnexOf<'durations'>;
  readonly #measures: readonly Measure[];
  readonly #span: ReportSpan;
  readonly #table: ReadonlyMap<string, Map<Group, Durations>>;

  constructor(annex: AnnexOf<'durations'>, measures: readonly Measure[], span: ReportSpan) {
    this.#annex = annex;
    this.#measures = measures.filter(({ id }) => annex.measures.includes(id));
    this.#span = span;
    this.#table = new Map([...annex.measures, ...annex.clocks].map((source) => [source, new Map()]));
  }

  /** Adds one ticket; its history ends before the cut-off. */
  add(history: TicketHistory): void {
    for (const measure of this.#measures) this.#addEntry(measure, history);
    if (this.#annex.clocks.length === 0) return;
    for (const reading of readClocks(history)) {
      if (this.#annex.clocks.includes(reading.clockId)) this.#addCycle(reading, history);
    }
  }

  table(): DurationTable {
    return this.#table;
  }

  /** A ticket received in the period, for whoever entered it. */
  #addEntry(measure: Measure, history: TicketHistory): void {
    const [act] = history.acts;
    const [fact] = act?.facts ?? [];
    const entry = readEntryTime(measure, history);
    if (act === undefined || fact === undefined || entry === null || act.at < this.#span.fromAt) return;
    const durations = this.#of(measure.id, groupOfAct(this.#annex.group_by, { act, fact, history }));
    durations[ENTRY_COUNTS[entry.verdict]] += 1;
    const isJudged = entry.verdict === 'met' || entry.verdict === 'late';
    if (isJudged && entry.tookMs !== null) durations.tookMs.push(entry.tookMs);
  }

  /** A cycle that stopped in the period, for whoever stopped it; one that ran out and runs on, for whoever has it. */
  #addCycle(
    { clockId, state, stoppedAt, stoppedBy, usedMs, goals }: ReadingOfCycle,
    history: TicketHistory,
  ): void {
    if (goals.at(-1)?.isProvisional !== false) return;
    const groupBy = this.#annex.group_by;
    if (state === 'breached') {
      const last = history.acts.at(-1);
      this.#of(clockId, last === undefined ? null : groupAfter(groupBy, last)).late += 1;
      return;
    }
    const isJudged = (state === 'met' || state === 'missed') && stoppedAt !== null;
    if (!isJudged || stoppedAt < this.#span.fromAt) return;
    const stop = findStop(stoppedBy, history);
    const durations = this.#of(clockId, stop === null ? null : groupOfAct(groupBy, { ...stop, history }));
    durations[state === 'met' ? 'inTime' : 'late'] += 1;
    durations.tookMs.push(usedMs);
  }

  #of(source: string, group: Group): Durations {
    const groups = this.#table.get(source);
    const known = groups?.get(group);
    if (known !== undefined) return known;
    const made: Durations = { inTime: 0, late: 0, attested: 0, unknown: 0, tookMs: [] };
    groups?.set(group, made);
    return made;
  }
}

type ReadingOfCycle = Pick<
  ClockReading,
  'clockId' | 'state' | 'stoppedAt' | 'stoppedBy' | 'usedMs' | 'goals'
>;

const ENTRY_COUNTS = { met: 'inTime', late: 'late', attested: 'attested', unknown: 'unknown' } as const;

/** Adds up what groups took. */
export function addDurations(all: Iterable<Durations>): Durations {
  const sum: Durations = { inTime: 0, late: 0, attested: 0, unknown: 0, tookMs: [] };
  for (const each of all) {
    sum.inTime += each.inTime;
    sum.late += each.late;
    sum.attested += each.attested;
    sum.unknown += each.unknown;
    for (const ms of each.tookMs) sum.tookMs.push(ms);
  }
  return sum;
}

function findStop(
  factId: string | null,
  { acts }: TicketHistory,
): { readonly act: Act; readonly fact: Act['facts'][number] } | null {
  for (const act of acts) {
    const fact = act.facts.find(({ id }) => id === factId);
    if (fact !== undefined) return { act, fact };
  }
  return null;
}
