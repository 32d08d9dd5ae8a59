import { isLetterOf, TICKS } from './kyiv-notices.ts';
import { listJudgingGoals } from './kyiv-late.ts';
import { answersApplicant, isOurs, UNCOUNTED, watchTerm } from './kyiv-terms.ts';
import { isToldNewTerm, listNewTerms, namesTerm } from './kyiv-term-changes.ts';
import { isOpen } from './kyiv-week.ts';
import type { Week } from './kyiv-week.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawSave } from './raw-lives.ts';

const MINUTE = 60_000;
const CATEGORIES = ['Критичний', 'Високий', 'Низький'];

/** What an applicant had to be told, and until when. */
interface Owed {
  readonly notice: string;
  readonly clause: string;
  readonly since: number;
  readonly until: number;
  readonly tells: (save: RawSave, index: number) => boolean;
  /** Whether it is owed still as the ticket stood then. */
  readonly stands?: (values: RawSave['after']) => boolean;
}

/** A notice that was not given in time. */
export interface Untold extends Pick<Owed, 'notice' | 'clause'> {
  readonly number: string;
  readonly at: number;
}

/** What was owed to applicants, was over in the week and had not been told by then, told later or not. */
export function listUntold(lives: readonly RawLife[], week: Week): readonly Untold[] {
  return lives.filter(isOwedAnything).flatMap((life) => {
    const owed = [
      ...registrations(life),
      ...terms(life, week),
      ...responsibles(life, week),
      ...statuses(life, week),
      ...newTerms(life, week),
      ...closings(life, week),
    ];
    return owed
      .filter(({ until }) => until >= week.from && until < week.to - 1)
      .filter((each) => !isTold(life, each) && (each.stands?.(standingAt(life, each.until)) ?? true))
      .map(({ notice, clause, until }) => ({ number: life.number, notice, clause, at: until }));
  });
}

/** Nothing is owed of what counts nowhere or came by an unofficial channel, nor while a robot had the last word. */
function isOwedAnything(life: RawLife): boolean {
  const values = valuesOf(life);
  const letters = life.saves
    .flatMap(({ articles }) => articles)
    .filter(({ sender }) => sender === 'Customer');
  const isByMachine = letters.at(-1)?.isAutomatic === true && values['proactive'] !== 'true';
  const isOfficial = values['request_channel'] !== 'unofficial';
  return isOurs(values) && isOfficial && !UNCOUNTED.includes(String(values['state'])) && !isByMachine;
}

function isTold({ saves }: RawLife, { since, until, tells }: Owed): boolean {
  return saves.some((save, index) => save.at >= since && save.at <= until && tells(save, index));
}

function standingAt({ saves }: RawLife, at: number): RawSave['after'] {
  return saves.findLast((save) => save.at <= at)?.after ?? {};
}

/** A letter of such a notice that arrived, its box newly ticked, or an answer of a person where that is enough. */
function telling(notice: string, { orReply = false } = {}): Owed['tells'] {
  const tick = TICKS[notice] ?? '';
  return (save, index) =>
    (save.after[tick] === 'true' && (index === 0 || save.before[tick] !== 'true')) ||
    save.articles.some((article) => isLetterOf(article, notice) && !article.hasBounced) ||
    (orReply && save.who === 'agent' && save.articles.some(answersApplicant));
}

function registrations(life: RawLife): readonly Owed[] {
  const clause = valuesOf(life)['request_channel'] === 'phone' ? 'п. 4.9.5' : 'п. 4.15';
  const until = life.createdAt + 15 * MINUTE;
  return [{ notice: 'registration', clause, since: life.createdAt, until, tells: telling('registration') }];
}

/** Half an open hour after the class was known, unless the term was told before. */
function terms({ saves }: RawLife, { time }: Week): readonly Owed[] {
  return saves.flatMap((save, index) => {
    const before = saves[index - 1];
    if (!isTermKnown(save) || (before !== undefined && isTermKnown(before))) return [];
    const until = time.after(save.at, 30 * MINUTE);
    return [{ notice: 'term', clause: 'п. 4.9.5', since: -Infinity, until, tells: tellsTerm }];
  });
}

const UNDER_WAY = ['new', 'open', 'передано до профільної служби', 'очікує заявника', 'відкладено'];

function isTermKnown({ after }: RawSave): boolean {
  const isClassified = after['request_type'] !== null && CATEGORIES.includes(String(after['priority']));
  return isClassified && UNDER_WAY.includes(String(after['state']));
}

function tellsTerm(save: RawSave, index: number): boolean {
  return telling('term')(save, index) || save.articles.some(namesTerm);
}

const ASSIGNED = ['assigned', 'assigned-unclassified'];

/** That somebody is responsible, by the instant by which the reaction is due. */
function responsibles(life: RawLife, { time, to }: Week): readonly Owed[] {
  const reading = watchTerm(life, 'reaction', { time, until: to - 1 });
  const goal = listJudgingGoals(life, 'reaction', reading).at(-1);
  if (goal === undefined) return [];
  const until = Math.max(time.after(life.createdAt, goal.goalMs), goal.since);
  const owed: Owed = {
    notice: 'assigned',
    clause: 'п. 1 «Час реакції на звернення»',
    since: -Infinity,
    until,
    tells: (save, index) => ASSIGNED.some((notice) => telling(notice)(save, index)),
    stands: isOpen,
  };
  return [owed];
}

/** Each change of status that the applicant sees, unless the service put it back. */
function statuses({ saves }: RawLife, { time }: Week): readonly Owed[] {
  return saves.flatMap((save, index) =>
    CHANGES.filter(
      ({ isIt, attribute = 'state' }) => index > 0 && isIt(save) && !isPutBack(saves, index, attribute),
    )
      .slice(0, 1)
      .map(({ clause = 'Таблиця 2', stands }) => ({
        notice: 'status',
        clause,
        since: save.at,
        until: time.after(save.at, time.dayMs),
        tells: telling('status', { orReply: true }),
        stands,
      })),
  );
}

interface StatusChange {
  readonly isIt: (save: RawSave) => boolean;
  readonly attribute?: string;
  readonly clause?: string;
  readonly stands: NonNullable<Owed['stands']>;
}

const isIn =
  (...states: readonly string[]) =>
  (values: RawSave['after']): boolean =>
    states.includes(String(values['state']));

const comesTo =
  (state: string) =>
  ({ before, after }: RawSave): boolean =>
    before['state'] !== state && after['state'] === state;

const AWAITED = ['очікує заявника', 'очікує МРГ', 'відкладено', 'closed'];

const CHANGES: readonly StatusChange[] = [
  {
    isIt: ({ before, after }) => isOurs(before) && isOurs(after) && before['group'] !== after['group'],
    attribute: 'group',
    stands: isOpen,
  },
  {
    isIt: (save) =>
      save.who === 'agent' &&
      comesTo('open')(save) &&
      isIn('new')(save.before) &&
      save.after['owner'] === null,
    clause: 'п. 4.9.7',
    stands: (values) => isIn('open')(values) && values['owner'] === null,
  },
  { isIt: comesTo('очікує заявника'), stands: isIn('очікує заявника') },
  { isIt: comesTo('очікує МРГ'), stands: isIn('очікує МРГ') },
  { isIt: comesTo('відкладено'), stands: isIn('відкладено') },
  {
    isIt: (save) => save.who === 'agent' && comesTo('open')(save) && isIn(...AWAITED)(save.before),
    stands: isIn('open'),
  },
];

/** Whether the next change of the same was the service's. */
function isPutBack(saves: readonly RawSave[], index: number, attribute: string): boolean {
  const next = saves.slice(index + 1).find(({ before, after }) => before[attribute] !== after[attribute]);
  return next?.who === 'service' && saves[index]?.who !== 'service';
}

/** A term other than the one told, a quarter of an hour after it changed; and a date of the update. */
function newTerms(life: RawLife, week: Week): readonly Owed[] {
  const { time } = week;
  const changes = listNewTerms(life, week).map(({ at, due }) => {
    const since = time.after(at, 15 * MINUTE);
    return { since, until: time.after(since, time.dayMs), tells: isToldNewTerm(due, life, week) };
  });
  const releases = life.saves.flatMap(({ at, before, after }, index) =>
    index > 0 &&
    after['release_planned_on'] !== null &&
    before['release_planned_on'] !== after['release_planned_on']
      ? [{ since: at, until: time.after(at, time.dayMs), tells: telling('term-changed') }]
      : [],
  );
  return [...changes, ...releases].map((each) => ({
    ...each,
    notice: 'term-changed',
    clause: 'п. 4.9.6',
    stands: isOpen,
  }));
}

function closings({ saves }: RawLife, { time }: Week): readonly Owed[] {
  return saves.flatMap((save, index) => {
    const isByDesk = save.who === 'agent' || save.who === 'service';
    if (!isByDesk || !comesTo('closed')(save) || isPutBack(saves, index, 'state')) return [];
    const clause = save.after['closing_reason'] === 'impossible' ? 'п. 4.14' : 'п. 4.9.7';
    return [
      {
        notice: 'closing',
        clause,
        since: save.at,
        until: time.after(save.at, time.dayMs),
        tells: telling('closing', { orReply: true }),
        stands: isIn('closed'),
      },
    ];
  });
}
