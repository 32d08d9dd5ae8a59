import { DateTime } from 'luxon';
import type { Instant } from '../core/calendar/instant.ts';
import type { DeskInput } from '../core/policy/desk-input.ts';
import { subjectOfRoster, subjectOfWorks } from '../core/policy/desk-occasions.ts';
import type { Activation } from '../core/policy/evaluation.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { monthAt } from '../core/roster/roster-grid.ts';
import type { RosterMonth } from '../core/roster/roster.ts';
import type { Standing, Store } from '../store/store.ts';
import { listRosters, type RosterVersion } from './roster.ts';
import { listRecordedWorks } from './works.ts';

/** What is stored of the desk around an instant, and what the ledger says of it by subject. */
export interface DeskFacts {
  readonly input: DeskInput;
  readonly rosters: ReadonlyMap<RosterMonth, readonly RosterVersion[]>;
  readonly standings: ReadonlyMap<string, Standing>;
}

/** Reads rosters and schedules from last month on: what is older binds nobody any more. */
export async function readDeskFacts(
  { pack, store }: { readonly pack: CompiledPack; readonly store: Pick<Store, 'documents' | 'ledger'> },
  activation: Activation,
  now: Instant,
): Promise<DeskFacts> {
  const months = monthsAround(now, pack.manifest.zone);
  const rosters = await listRosters(store.documents, months[0] ?? '');
  const schedule =
    pack.desk.works === undefined ? [] : await listRecordedWorks(store.documents, months[0] ?? '');
  const standings = await store.ledger.standingsOf(
    [...new Set([...months, ...rosters.keys(), ...schedule.map(({ month }) => month)])].flatMap((month) => [
      subjectOfRoster(month),
      subjectOfWorks({ month }),
    ]),
  );
  const effects = new Map([...standings.values()].flatMap((standing) => [...standing.effects]));
  return { input: { pack, rosters, schedule, effects, activation }, rosters, standings };
}

/** Last month, this one and the next. */
function monthsAround(now: Instant, zone: string): readonly RosterMonth[] {
  const first = DateTime.fromMillis(now, { zone }).startOf('month');
  return [-1, 0, 1].map((months) => monthAt(first.plus({ months }).toMillis(), zone));
}
