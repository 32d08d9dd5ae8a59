import type { Instant } from '../core/calendar/instant.ts';
import { lastFullWeek } from '../core/report/report-period.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { StateStore } from '../store/store.ts';
import { buildReport, type BuiltReport, type ReportBuilding } from './build-report.ts';

/** A periodic report whose time came. */
export interface DueReport {
  readonly reportId: string;
  /** When it was to be made: the end of its period. */
  readonly dueAt: Instant;
}

/**
 * Which reports are to be made now, by what was made last (report id → end of the period): each once, also when its
 * time passed during downtime, and then only the latest. A report seen for the first time waits for its next time.
 */
export function findDueReports(
  { reports, manifest }: CompiledPack,
  lastMade: ReadonlyMap<string, Instant>,
  now: Instant,
): readonly DueReport[] {
  return reports.flatMap(({ id, weekly }) => {
    if (weekly === undefined) return [];
    const dueAt = lastFullWeek(weekly, now, manifest.zone).toAt;
    return dueAt > (lastMade.get(id) ?? Infinity) ? [{ reportId: id, dueAt }] : [];
  });
}

/**
 * Makes the reports that are due from what was pulled just now, and remembers each as made. A clock that jumps back
 * makes none again. One that fails is tried again the next time.
 * @throws AppError as `buildReport` does
 */
export async function issueDueReports(
  building: ReportBuilding & { readonly state: StateStore },
  { folder, now }: { readonly folder: string; readonly now: Instant },
): Promise<readonly BuiltReport[]> {
  const { pack, state } = building;
  const lastMade = await readLastMade(pack, state, now);
  const built: BuiltReport[] = [];
  for (const { reportId, dueAt } of findDueReports(pack, lastMade, now)) {
    built.push(await buildReport(building, { reportId, days: null, folder, now }));
    await state.set(keyOf(reportId), String(dueAt));
  }
  return built;
}

/** A report without a memory begins with the period that runs now. */
async function readLastMade(
  { reports, manifest }: CompiledPack,
  state: StateStore,
  now: Instant,
): Promise<ReadonlyMap<string, Instant>> {
  const lastMade = new Map<string, Instant>();
  for (const { id, weekly } of reports) {
    if (weekly === undefined) continue;
    const text = await state.get(keyOf(id));
    const madeAt = text === null ? lastFullWeek(weekly, now, manifest.zone).toAt : Number(text);
    if (text === null) await state.set(keyOf(id), String(madeAt));
    lastMade.set(id, madeAt);
  }
  return lastMade;
}

function keyOf(reportId: string): string {
  return `schedule.report.${reportId}`;
}
