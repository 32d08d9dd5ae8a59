import type { Figure } from '../regulation/schema/figure.ts';
import type { TicketHistory } from '../ticket/history.ts';
import { momentAt } from '../ticket/history.ts';
import { holds } from '../ticket/holds.ts';
import { listOccurrences } from '../ticket/list-occurrences.ts';
import type { Occurrence } from '../ticket/list-occurrences.ts';
import { hasValue } from '../ticket/matches-value.ts';
import type { AnnexOf } from './annex-heading.ts';
import { groupOfAct } from './group-of.ts';
import type { Group } from './group-of.ts';
import type { ReportSpan } from './reported-ticket.ts';

/** A number of a tally: figure and, where it has several, which of them. */
export type TallyKey = `${string}/${string}`;

/** The counts of one tally by group and by {@link tallyKey}; what is not there is 0. */
export interface TallyCounts {
  readonly byGroup: ReadonlyMap<Group, ReadonlyMap<TallyKey, number>>;
  /** Counted by itself, so that it can be compared with the sum of the groups. */
  readonly total: ReadonlyMap<TallyKey, number>;
}

/** Parts of a figure that has several numbers; its values stand under {@link valuePart}. */
export const tallyParts = {
  count: 'count',
  full: 'full',
  all: 'all',
  missing: 'missing',
  notAsked: 'not-asked',
};

/** The part of a figure that counts a value of a field. */
export function valuePart(value: unknown): string {
  return `is ${String(value)}`;
}

/** Names a number of a tally. */
export function tallyKey(figure: Figure, part: string): TallyKey {
  return `${figure.id}/${part}`;
}

/** Counts the figures of one annex while tickets go by. */
export class TallyCounter {
  readonly #annex: AnnexOf<'tally'>;
  readonly #span: ReportSpan;
  readonly #byGroup = new Map<Group, Map<TallyKey, number>>();
  readonly #total = new Map<TallyKey, number>();

  constructor(annex: AnnexOf<'tally'>, span: ReportSpan) {
    this.#annex = annex;
    this.#span = span;
  }

  /** Adds what happened to one ticket in the period; its history ends before the cut-off. */
  add(history: TicketHistory): void {
    for (const figure of this.#annex.figures) {
      for (const occurrence of this.#occurrencesOf(figure, history)) {
        const group = groupOfAct(this.#annex.group_by, { ...occurrence, history });
        const counts = this.#byGroup.get(group) ?? new Map<TallyKey, number>();
        this.#byGroup.set(group, counts);
        for (const part of partsOf(figure, history)) {
          const key = tallyKey(figure, part);
          counts.set(key, (counts.get(key) ?? 0) + 1);
          this.#total.set(key, (this.#total.get(key) ?? 0) + 1);
        }
      }
    }
  }

  counts(): TallyCounts {
    return { byGroup: this.#byGroup, total: this.#total };
  }

  #occurrencesOf(figure: Figure, history: TicketHistory): readonly Occurrence[] {
    const { fromAt, cutOffAt } = this.#span;
    const event = 'count' in figure ? figure.count : figure.on;
    const within = listOccurrences(event, history).filter(({ at }) => at >= fromAt && at < cutOffAt);
    if (figure.still !== undefined && !holds(figure.still, momentAt(history, history.now))) return [];
    // What is told of a ticket is told once.
    return 'count' in figure && figure.still === undefined ? within : within.slice(-1);
  }
}

/** Which numbers of the figure a ticket adds one to, by what stands in it at the cut-off. */
function partsOf(figure: Figure, history: TicketHistory): readonly string[] {
  if ('count' in figure) return [tallyParts.count];
  const moment = momentAt(history, history.now);
  if ('filled' in figure) {
    const isFull = figure.filled.every((field) => hasValue(moment.fields[field]));
    return isFull ? [tallyParts.full, tallyParts.all] : [tallyParts.all];
  }
  if (figure.asked_of !== undefined && !holds(figure.asked_of, moment)) return [tallyParts.notAsked];
  const value = moment.fields[figure.values_of];
  const isKnown = figure.values.some((each) => String(each) === String(value));
  return [isKnown ? valuePart(value) : tallyParts.missing];
}
