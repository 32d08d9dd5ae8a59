import { DateTime } from 'luxon';
import type { Instant } from '../calendar/instant.ts';
import { addSpan } from '../clock/add-span.ts';
import { localize } from '../regulation/localize.ts';
import type { DeskOccasion } from '../regulation/schema/desk.ts';
import type { DeskTextName } from '../regulation/text-names.ts';
import { parseSpan } from '../regulation/span.ts';
import { findLateChanges } from '../roster/find-late-changes.ts';
import type { RosterChange } from '../roster/find-late-changes.ts';
import { monthAt } from '../roster/roster-grid.ts';
import type { RosterRecord } from '../roster/roster-record.ts';
import type { RosterMonth } from '../roster/roster.ts';
import { judgeWorks } from '../works/judge-works.ts';
import type { WorksRules } from '../works/judge-works.ts';
import { readApprovalFacts } from '../works/restricted-periods.ts';
import type { RecordedWorks } from '../works/works.ts';
import type { DeskInput } from './desk-input.ts';
import type { Subject, TextValue } from './intent.ts';
import { shiftInstant } from './shift-instant.ts';
import { languageOf } from './value-label.ts';

/** What a text about the desk can show of an occasion. */
type DeskTextData = Readonly<Partial<Record<DeskTextName, TextValue>>>;

/** One time that a rule of the desk has its occasion; it may lie ahead. */
export interface DeskOccurrence {
  readonly subject: Subject;
  /** Stable within subject and rule. */
  readonly id: string;
  readonly at: Instant;
  /** It is still so: what was mended since is on record and needs no notice. */
  readonly lasts: boolean;
  readonly evidence: readonly string[];
  readonly data: DeskTextData;
}

/** Every occurrence of an occasion that the facts show, past and ahead. */
export function findDeskOccurrences(
  on: DeskOccasion,
  input: DeskInput,
  now: Instant,
): readonly DeskOccurrence[] {
  if ('works' in on) return worksOccurrences(on, input);
  return on.roster === 'missing' ? missingRosters(on, input, now) : rosterVersions(on.roster, input);
}

function rosterVersions(
  which: 'approved' | 'changed' | 'changed-afterwards',
  input: DeskInput,
): readonly DeskOccurrence[] {
  return [...input.rosters].flatMap(([month, records]) => {
    const [first, ...later] = records;
    const last = records.at(-1);
    if (first === undefined || last === undefined) return [];
    // Whoever gets the roster only now gets the one in force.
    if (which === 'approved') {
      return [{ ...versionOccurrence(month, last, input), id: 'approved', at: first.importedAt }];
    }
    return later.flatMap((record, index) => {
      const changes = lateChanges(records[index] ?? first, record, input.pack);
      if (which === 'changed-afterwards' && changes.length === 0) return [];
      const occurrence = versionOccurrence(month, record, input);
      const data = {
        ...occurrence.data,
        'roster.changes': changes.map((each) => writeChange(each, input.pack)),
      };
      return [{ ...occurrence, data, lasts: which === 'changed-afterwards' || record === last }];
    });
  });
}

function versionOccurrence(
  month: RosterMonth,
  { version, importedAt, approvedBy }: RosterRecord,
  { pack }: DeskInput,
): DeskOccurrence {
  return {
    subject: subjectOfRoster(month),
    id: `v${version}`,
    at: importedAt,
    lasts: true,
    evidence: [`roster:${month}/v${version}`],
    data: { ...rosterData(month, pack), 'roster.version': version, 'roster.approved_by': approvedBy },
  };
}

function lateChanges(
  previous: RosterRecord,
  { roster, importedAt }: RosterRecord,
  { manifest }: DeskInput['pack'],
): readonly RosterChange[] {
  return findLateChanges(previous.roster, roster, { at: importedAt, zone: manifest.zone });
}

function writeChange({ on, groupId, login, before, after }: RosterChange, pack: DeskInput['pack']): string {
  const group = pack.groups.get(groupId);
  const line = group === undefined ? groupId : localize(group.label, languageOf(pack));
  return `${on}, ${line}, ${login}: ${before || '—'} → ${after || '—'}`;
}

/** This month and the next: a month that is over needs no roster any more. */
function missingRosters(
  { before }: { readonly before?: string | undefined },
  { rosters, pack }: DeskInput,
  now: Instant,
): readonly DeskOccurrence[] {
  const { zone } = pack.manifest;
  const thisMonth = DateTime.fromMillis(now, { zone }).startOf('month');
  return [thisMonth, thisMonth.plus({ months: 1 })].flatMap((first): readonly DeskOccurrence[] => {
    const month = monthAt(first.toMillis(), zone);
    const readyAt = rosterReadyAt(month, pack);
    if (readyAt === null) return [];
    const at =
      before === undefined
        ? readyAt
        : shiftInstant(readyAt, { sign: -1, span: parseSpan(before) }, pack.defaultCalendar);
    const [firstRecord] = rosters.get(month) ?? [];
    if (firstRecord !== undefined && firstRecord.importedAt <= at) return [];
    return [
      {
        subject: subjectOfRoster(month),
        id: before === undefined ? 'missing' : `missing-${before}`,
        at,
        lasts: firstRecord === undefined,
        evidence: [`roster:${month}`],
        data: rosterData(month, pack),
      },
    ];
  });
}

/** By when the roster of a month is to be there; null where the pack knows no roster. */
function rosterReadyAt(
  month: RosterMonth,
  { desk, manifest, defaultCalendar }: DeskInput['pack'],
): Instant | null {
  if (desk.roster === undefined) return null;
  const midnight = DateTime.fromISO(`${month}-01`, { zone: manifest.zone }).toMillis();
  return addSpan(defaultCalendar, midnight, parseSpan(desk.roster.ready));
}

function rosterData(month: RosterMonth, pack: DeskInput['pack']): DeskTextData {
  const first = DateTime.fromISO(`${month}-01`, { zone: pack.manifest.zone, locale: languageOf(pack) });
  const readyAt = rosterReadyAt(month, pack);
  return {
    'roster.month': first.toLocaleString({ month: 'long', year: 'numeric' }),
    ...(readyAt === null ? {} : { 'roster.ready': { instant: readyAt } }),
  };
}

/** The subject under which a month's roster is on record. */
export function subjectOfRoster(month: RosterMonth): Subject {
  return `roster:${month}`;
}

function worksOccurrences(
  { works: breach, when }: Extract<DeskOccasion, { works: unknown }>,
  { schedule, pack }: DeskInput,
): readonly DeskOccurrence[] {
  const { works } = pack.desk;
  if (works === undefined) return [];
  const rules: WorksRules = { works, approval: readApprovalFacts(pack), zone: pack.manifest.zone };
  return schedule.flatMap((each): readonly DeskOccurrence[] => {
    const breaches = judgeWorks(each, rules);
    if (breach === 'any-breach' ? breaches.length === 0 : !breaches.includes(breach)) return [];
    const isPlannable = each.scheduledAt < each.fromAt;
    if (when === 'planned' && !isPlannable) return [];
    return [
      {
        subject: subjectOfWorks(each),
        id: each.id,
        // What was entered afterwards is found when it is entered.
        at: when === 'planned' ? each.scheduledAt : Math.max(each.fromAt, each.scheduledAt),
        lasts: true,
        evidence: [`works:${each.month}/${each.id}`],
        data: {
          'works.title': each.title,
          'works.from': { instant: each.fromAt },
          'works.to': { instant: each.toAt },
        },
      },
    ];
  });
}

/** The subject under which works of a month's schedule are on record. */
export function subjectOfWorks({ month }: Pick<RecordedWorks, 'month'>): Subject {
  return `works:${month}`;
}
