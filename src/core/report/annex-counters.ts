import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Annex, PeriodicReport } from '../regulation/schema/report.ts';
import { DurationCounter } from './durations.ts';
import type { ReportData } from './report-data.ts';
import type { ReportSpan } from './reported-ticket.ts';
import { isExcluded } from './standing.ts';
import type { Presence } from './standing.ts';
import { TallyCounter } from './tally.ts';

/** Counts what a report's tallies and durations are about while tickets go by, so that none of them is kept. */
export class AnnexCounters {
  readonly #tallies = new Map<Annex, TallyCounter>();
  readonly #durations = new Map<Annex, DurationCounter>();

  constructor({ annexes }: PeriodicReport, pack: CompiledPack, span: ReportSpan) {
    for (const annex of annexes) {
      if (annex.kind === 'tally') this.#tallies.set(annex, new TallyCounter(annex, span));
      if (annex.kind === 'durations') {
        this.#durations.set(annex, new DurationCounter(annex, pack.measures, span));
      }
    }
  }

  /** Adds a ticket as the period sees it, unless it has no part in the period or is outside every count. */
  add(presence: Presence | null): void {
    if (presence === null || isExcluded(presence.standing)) return;
    for (const counter of this.#tallies.values()) counter.add(presence.history);
    for (const counter of this.#durations.values()) counter.add(presence.history);
  }

  results(): Pick<ReportData, 'tallies' | 'durations'> {
    return {
      tallies: new Map([...this.#tallies].map(([annex, counter]) => [annex, counter.counts()])),
      durations: new Map([...this.#durations].map(([annex, counter]) => [annex, counter.table()])),
    };
  }
}
