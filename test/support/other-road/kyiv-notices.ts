import { answersApplicant, isOurs, UNCOUNTED } from './kyiv-terms.ts';
import { isInWeek } from './kyiv-week.ts';
import type { Week } from './kyiv-week.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawSave } from './raw-lives.ts';

const MINUTE = 60_000;
const CATEGORIES = ['Критичний', 'Високий', 'Низький'];

/** How often applicants were told of a stage in a week. */
export interface Told {
  readonly letters: number;
  readonly orally: number;
  readonly bounced: number;
}

/** The boxes that say that something was told by word of mouth, by stage. */
const TICKS: Readonly<Record<string, string>> = {
  registration: 'told_registration',
  term: 'told_registration',
  assigned: 'told_registration',
  status: 'told_status',
  'term-changed': 'told_status',
  closing: 'told_closing',
};

/** What the tickets of a week were told of one stage. */
export function countTold(lives: readonly RawLife[], notice: string, week: Week): Told {
  const saves = lives
    .filter((life) => isInWeek(life, week))
    .flatMap((life) => life.saves.map((save, index) => ({ save, isFirst: index === 0 })))
    .filter(({ save }) => save.at >= week.from);
  const letters = saves.flatMap(({ save }) => save.articles).filter((article) => isLetterOf(article, notice));
  const tick = TICKS[notice] ?? '';
  const ticked = saves.filter(
    ({ save, isFirst }) => isTicked(save, tick) && (isFirst || save.before[tick] !== 'true'),
  );
  const bounced = letters.filter(({ hasBounced }) => hasBounced);
  return { letters: letters.length - bounced.length, orally: ticked.length, bounced: bounced.length };
}

function isLetterOf({ notice }: RawSave['articles'][number], wanted: string): boolean {
  return notice === wanted || (notice === 'arrival' && wanted === 'registration');
}

function isTicked({ after }: RawSave, tick: string): boolean {
  return after[tick] === 'true';
}

/**
 * How often in a week a registration was not told within a quarter of an hour, by letter or, on the telephone, by word
 * of mouth.
 */
export function countUntoldRegistrations(lives: readonly RawLife[], { from, to }: Week): number {
  return lives.filter((life) => {
    const due = life.createdAt + 15 * MINUTE;
    const said = life.saves.filter(({ at }) => at <= due);
    const isTold = said.some(
      (save) =>
        isTicked(save, 'told_registration') ||
        save.articles.some((article) => isLetterOf(article, 'registration') && !article.hasBounced),
    );
    return !isTold && due >= from && due < to - 1 && isOwed(life);
  }).length;
}

/** How often a closing was told neither by letter, by an answer nor by word of mouth by the next working day. */
export function countUntoldClosings(lives: readonly RawLife[], { time, from, to }: Week): number {
  let untold = 0;
  for (const life of lives.filter(isOwed)) {
    for (const closing of life.saves.filter(isClosing)) {
      const later = life.saves.filter((save) => save.at >= closing.at);
      const inTime = later.filter(({ at }) => time.between(closing.at, at) <= time.dayMs);
      const isTold = inTime.some(
        (save) =>
          (isTicked(save, 'told_closing') && !(save !== closing && save.before['told_closing'] === 'true')) ||
          save.articles.some(
            (article) =>
              (isLetterOf(article, 'closing') && !article.hasBounced) ||
              (save.who === 'agent' && answersApplicant(article)),
          ),
      );
      const isOver = time.between(closing.at, to - 1) > time.dayMs;
      const wasOverBefore = time.between(closing.at, from) > time.dayMs;
      const isStillClosed = inTime.at(-1)?.after['state'] === 'closed';
      if (!isTold && isOver && !wasOverBefore && isStillClosed) untold += 1;
    }
  }
  return untold;
}

/**
 * How often number and term were told neither by letter nor by word of mouth within half an open hour after the class
 * was known.
 */
export function countUntoldTerms(lives: readonly RawLife[], { time, from, to }: Week): number {
  let untold = 0;
  for (const { saves } of lives.filter(isOwed)) {
    saves.forEach((save, index) => {
      const before = saves[index - 1];
      const isNew = isTermKnown(save) && (before === undefined || !isTermKnown(before));
      if (!isNew || saves.slice(0, index + 1).some(tellsTerm)) return;
      const sinceThen = (until: number): number => time.between(save.at, until);
      const inTime = saves.filter(({ at }) => at >= save.at && sinceThen(at) <= 30 * MINUTE);
      if (inTime.some(tellsTerm)) return;
      if (sinceThen(to - 1) > 30 * MINUTE && sinceThen(from) <= 30 * MINUTE) untold += 1;
    });
  }
  return untold;
}

const UNDER_WAY = ['new', 'open', 'передано до профільної служби', 'очікує заявника', 'відкладено'];

function isTermKnown({ after }: RawSave): boolean {
  const isClassified = after['request_type'] !== null && CATEGORIES.includes(String(after['priority']));
  return isClassified && UNDER_WAY.includes(String(after['state']));
}

function tellsTerm(save: RawSave): boolean {
  const letters = save.articles.filter(({ hasBounced }) => !hasBounced);
  return (
    isTicked(save, 'told_registration') ||
    letters.some((letter) => isLetterOf(letter, 'term') || isLetterOf(letter, 'assigned'))
  );
}

/** Nothing is owed of what counts nowhere or came by an unofficial channel, nor to a robot. */
function isOwed(life: RawLife): boolean {
  const values = valuesOf(life);
  const letters = life.saves
    .flatMap(({ articles }) => articles)
    .filter(({ sender }) => sender === 'Customer');
  const isByMachine = letters.at(-1)?.isAutomatic === true && values['proactive'] !== 'true';
  const isOfficial = values['request_channel'] !== 'unofficial';
  return isOurs(values) && isOfficial && !UNCOUNTED.includes(String(values['state'])) && !isByMachine;
}

function isClosing({ who, before, after }: RawSave): boolean {
  return (
    (who === 'agent' || who === 'service') && after['state'] === 'closed' && before['state'] !== 'closed'
  );
}
