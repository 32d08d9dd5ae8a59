import type { OpenTime } from './open-time.ts';
import type { RawLife, RawSave, RawValues } from './raw-lives.ts';
import { runWatch } from './stop-watch.ts';
import type { WatchReading, WatchRules } from './stop-watch.ts';

/** Table 1 by hand: type / priority → hours to react and to resolve. */
const TABLE_1: Readonly<Record<string, readonly [reaction: number, resolution: number]>> = {
  'error/Критичний': [1, 4],
  'error/Високий': [2, 16],
  'error/Низький': [4, 36],
  'new-functionality/Високий': [1, 4],
  'new-functionality/Низький': [4, 96],
  'consultation/Критичний': [0.5, 4],
  'consultation/Високий': [1, 16],
  'consultation/Низький': [2, 36],
};
const HOUR = 3_600_000;
const INFORMATION = 'Інформаційна підтримка користувачів';
const SERVICES = [INFORMATION, 'Організаційна підтримка користувачів', 'Служба технічного супроводу системи'];
const CLOSED = ['closed', 'спам', 'не реєструється'];
export const UNCOUNTED = ['merged', 'спам', 'не реєструється'];

export type TermName = 'reaction' | 'resolution' | 'whole path';
type TermVerdict = 'in time' | 'late' | 'running' | 'earlier' | 'none';

/** How the terms of one ticket came out in `[from, to)`. */
export interface Judged {
  readonly verdict: TermVerdict;
  readonly unpaused: TermVerdict;
}

/** Whether a ticket is outside every count at the end of what is known. */
export function isUncounted({ saves }: RawLife): boolean {
  const last = saves.at(-1);
  return last === undefined || UNCOUNTED.includes(stateOf(last.after)) || !isOurs(last.after);
}

/** Judges one term of one ticket. */
export function judgeTerm(
  known: RawLife,
  term: TermName,
  { time, from, to }: { readonly time: OpenTime; readonly from: number; readonly to: number },
): Judged {
  const life = withoutTakenBack(known);
  const judge = (rules: WatchRules): TermVerdict => {
    // The last known instant is right before the end.
    const reading = runWatch(life, rules, { from: 0, until: to - 1, between: time.between });
    return verdictOf(life, term, { reading, from });
  };
  const { holds, ...unheld } = RULES[term];
  const verdict = judge(RULES[term]);
  if (holds === undefined || verdict === 'earlier') return { verdict, unpaused: verdict };
  return { verdict, unpaused: judge(unheld) };
}

function verdictOf(
  life: RawLife,
  term: TermName,
  { reading, from }: { readonly reading: WatchReading; readonly from: number },
): TermVerdict {
  const { stops, isStopped, usedMs } = reading;
  const lastStop = isStopped ? stops.at(-1) : undefined;
  const goal = goalAt(life, lastStop?.index ?? life.saves.length - 1, term);
  if (goal === null) return 'none';
  const wasLate = stops.some((stop) => stop.usedMs > (goalAt(life, stop.index, term) ?? Infinity));
  const isLate = wasLate || usedMs > goal;
  if (lastStop === undefined) return isLate ? 'late' : 'running';
  if (lastStop.at < from) return 'earlier';
  return isLate ? 'late' : 'in time';
}

/** The watch of one term over the saves of a life, up to an instant. */
export function watchTerm(
  life: RawLife,
  term: TermName,
  { time, until }: { readonly time: OpenTime; readonly until: number },
): WatchReading {
  return runWatch(withoutTakenBack(life), RULES[term], { from: 0, until, between: time.between });
}

const PUT_BACK_BY = [
  'closed-without-answer',
  'handed-over-without-record',
  'wish-needs-agreement',
  'no-critical-novelty',
  'no-critical-novelty-at-first',
  'high-novelty-needs-norm',
  'first-reason-needs-both',
  'postponed-needs-reason',
  'reason-leads-to-closing',
  'impossible-needs-reason',
  'partner-service-is-explained',
  'representative-is-named',
];

/** What one of these rules put back stands from the save on that had made it wrong. */
function withoutTakenBack(life: RawLife): RawLife {
  const saves = life.saves.map((save) => ({ ...save, before: { ...save.before }, after: { ...save.after } }));
  life.saves.forEach(({ before, after, articles }, place) => {
    if (!articles.some(({ rule }) => PUT_BACK_BY.includes(rule ?? ''))) return;
    for (const field of ['state', 'group', 'priority', 'hindrance']) {
      const put = after[field] ?? null;
      if (before[field] === put) continue;
      // A priority may stop being admitted by another type.
      const causes = field === 'priority' ? ['priority', 'request_type'] : [field];
      const from = life.saves.findLastIndex(
        (save, index) =>
          index < place && (index === 0 || causes.some((each) => save.before[each] !== save.after[each])),
      );
      for (const save of saves.slice(from, place)) save.after[field] = put;
      for (const save of saves.slice(from + 1, place + 1)) save.before[field] = put;
    }
  });
  return { ...life, saves };
}

/** The classes of Table 1 that a ticket had, oldest first: since which save, and how long the term then was. */
export function listGoals(
  { saves }: RawLife,
  term: TermName,
): readonly { readonly index: number; readonly since: number; readonly goalMs: number }[] {
  return saves.flatMap(({ at, after }, index) => {
    const name = classIn(after);
    const hours = TABLE_1[name];
    if (hours === undefined || (index > 0 && classIn(saves[index - 1]?.after ?? {}) === name)) return [];
    return [{ index, since: at, goalMs: hours[term === 'reaction' ? 0 : 1] * HOUR }];
  });
}

function classIn(values: RawValues): string {
  return `${String(values['request_type'])}/${String(values['priority'])}`;
}

/** By the last class entered up to a save, else by the first one entered after it; null for none of Table 1. */
function goalAt({ saves }: RawLife, index: number, term: TermName): number | null {
  const hours = saves.map(({ after }) => TABLE_1[classIn(after)]);
  const known = hours.slice(0, index + 1).findLast((each) => each !== undefined);
  const goal = known ?? hours.slice(index + 1).find((each) => each !== undefined);
  return goal === undefined ? null : goal[term === 'reaction' ? 0 : 1] * HOUR;
}

const RULES: Readonly<Record<TermName, WatchRules>> = {
  reaction: { stops: hasReacted },
  resolution: {
    stops: (save) => hasClosed(save) || hasLeftInformation(save),
    resumes: hasComeBack,
    holds: waits,
  },
  'whole path': { stops: hasClosed, resumes: hasReopened },
};

/** Feedback or taking into work by a person; a wish that no meeting agreed to can only be answered. */
function hasReacted(save: RawSave, index: number): boolean {
  const { who, before, after, articles } = save;
  if (hasClosed(save) && (who === 'agent' || who === 'service')) return true;
  if (who !== 'agent') return false;
  if (index === 0 && after['request_channel'] === 'phone') return true;
  if (articles.some(answersApplicant)) return true;
  const isWish = after['request_type'] === 'new-functionality' && after['priority'] === 'Низький';
  if (isWish && after['mrg_meeting_on'] === null) return false;
  const isNew = (field: string): boolean => after[field] !== (index === 0 ? null : before[field]);
  return (isNew('state') && after['state'] === 'open') || (isNew('owner') && after['owner'] !== null);
}

export function answersApplicant({ isPublic, sender, type }: RawSave['articles'][number]): boolean {
  return isPublic && (type === 'phone' || (sender === 'Agent' && type !== 'note'));
}

function hasClosed({ before, after }: RawSave): boolean {
  return CLOSED.includes(stateOf(after)) && !CLOSED.includes(stateOf(before));
}

function hasReopened({ before, after, articles }: RawSave): boolean {
  const isByRobot = articles.some(({ sender, isAutomatic }) => sender === 'Customer' && isAutomatic);
  return CLOSED.includes(stateOf(before)) && !CLOSED.includes(stateOf(after)) && !isByRobot;
}

function hasLeftInformation({ who, before, after }: RawSave): boolean {
  return who === 'agent' && before['group'] === INFORMATION && after['group'] !== INFORMATION;
}

function hasComeBack(save: RawSave): boolean {
  const { before, after } = save;
  const isBack = isOurs(before) && before['group'] !== INFORMATION && after['group'] === INFORMATION;
  return hasReopened(save) || isBack;
}

/** Reasons 1 (with both its conditions), 2 and 6 while the applicant is awaited, and МРГ for what is new. */
function waits({ after }: RawSave): boolean {
  const { hindrance } = after;
  const isUnreachable = after['not_reproduced'] === 'true' && after['applicant_unreachable'] === 'true';
  if (stateOf(after) === 'очікує МРГ') return after['request_type'] === 'new-functionality';
  if (stateOf(after) !== 'очікує заявника') return false;
  if (hindrance === 'not-reproducible') return isUnreachable;
  return hindrance === 'insufficient-information' || hindrance === 'unconstructive';
}

export function isOurs(values: RawValues): boolean {
  return SERVICES.includes(String(values['group']));
}

function stateOf(values: RawValues): string {
  return String(values['state']);
}
