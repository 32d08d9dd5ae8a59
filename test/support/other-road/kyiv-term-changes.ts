import { TICKS } from './kyiv-notices.ts';
import { listGoals, watchTerm } from './kyiv-terms.ts';
import { isOpen } from './kyiv-week.ts';
import type { Week } from './kyiv-week.ts';
import type { RawLife, RawSave } from './raw-lives.ts';
import { whenShown } from './stop-watch.ts';

type Calendar = Pick<Week, 'time'>;

/** A term that came to be another one than the applicant had been told; times on the wall, to the minute. */
interface NewTerm {
  readonly at: number;
  readonly due: string;
}

const MONTHS = 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'.split(
  ' ',
);
const TERM = /[сС]трок(?: вирішення)? — (\d+) (\S+) (\d{4}) р\., (\d\d:\d\d)/;

/** Whether a letter that arrived names a term. */
export function namesTerm({ isPublic, sender, text, hasBounced }: RawSave['articles'][number]): boolean {
  return isPublic && sender !== 'Customer' && !hasBounced && TERM.test(text);
}

/** Each time the term came to differ from the told one; what changes again or back meanwhile starts anew. */
export function listNewTerms(life: RawLife, calendar: Calendar): readonly NewTerm[] {
  const news: NewTerm[] = [];
  let told: string | null = null;
  let pending: string | null = null;
  for (const [index, save] of life.saves.entries()) {
    const due = isOpen(save.after) ? dueAfter(life, index, calendar) : null;
    told = toldBy(save, index, due) ?? told;
    if (due === null || told === null || due === told) {
      pending = null;
    } else if (due !== pending) {
      news.push({ at: save.at, due });
      pending = due;
    }
  }
  return news;
}

/** Whether a save tells that term, or makes another one or none of it. */
export function isToldNewTerm(
  due: string,
  life: RawLife,
  calendar: Calendar,
): (save: RawSave, index: number) => boolean {
  return (save, index) => {
    const present = isOpen(save.after) ? dueAfter(life, index, calendar) : null;
    return present !== due || toldBy(save, index, present) === due;
  };
}

/** The term that a save tells of: what its letter says, or what it was when a box was ticked. */
function toldBy({ articles, before, after }: RawSave, index: number, due: string | null): string | null {
  const letter = articles.findLast(namesTerm);
  if (letter !== undefined) {
    const [, day = '', month = '', year = '', time = ''] = TERM.exec(letter.text) ?? [];
    const monthNumber = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
    return `${year}-${monthNumber}-${day.padStart(2, '0')} ${time}`;
  }
  const isTold = Object.values(TICKS).some(
    (tick) => tick !== 'told_closing' && after[tick] === 'true' && (index === 0 || before[tick] !== 'true'),
  );
  return isTold ? due : null;
}

/** When the resolution was due as things stood after a save; null while its watch stood still or had no class. */
function dueAfter({ saves, ...life }: RawLife, index: number, { time }: Calendar): string | null {
  const until = saves[index]?.at ?? 0;
  const known = { ...life, saves: saves.slice(0, index + 1) };
  const goal = listGoals(known, 'resolution').at(-1)?.goalMs;
  const { isStopped, isHeld, usedMs, runs } = watchTerm(known, 'resolution', { time, until });
  if (goal === undefined || isStopped || isHeld) return null;
  const due = usedMs >= goal ? whenShown(goal, runs, time) : time.after(until, goal - usedMs);
  return due === null ? null : time.minuteOf(due);
}
