import type { Week } from './kyiv-week.ts';
import type { RawLife, RawSave } from './raw-lives.ts';

/** How often applicants were told of a stage in a week. */
export interface Told {
  readonly letters: number;
  readonly orally: number;
  readonly bounced: number;
}

/** The boxes that say that something was told by word of mouth, by stage. */
export const TICKS: Readonly<Record<string, string>> = {
  registration: 'told_registration',
  term: 'told_registration',
  assigned: 'told_registration',
  status: 'told_status',
  'term-changed': 'told_status',
  closing: 'told_closing',
};

/** What was told in a week of one stage. */
export function countTold(lives: readonly RawLife[], notice: string, week: Week): Told {
  const saves = lives
    .flatMap((life) => life.saves.map((save, index) => ({ save, isFirst: index === 0 })))
    .filter(({ save }) => save.at >= week.from && save.at < week.to);
  const letters = saves.flatMap(({ save }) => save.articles).filter((article) => isLetterOf(article, notice));
  const tick = TICKS[notice] ?? '';
  const ticked = saves.filter(
    ({ save, isFirst }) => isTicked(save, tick) && (isFirst || save.before[tick] !== 'true'),
  );
  const bounced = letters.filter(({ hasBounced }) => hasBounced);
  return { letters: letters.length - bounced.length, orally: ticked.length, bounced: bounced.length };
}

export function isLetterOf({ notice }: RawSave['articles'][number], wanted: string): boolean {
  return notice === wanted || (notice === 'arrival' && wanted === 'registration');
}

function isTicked({ after }: RawSave, tick: string): boolean {
  return after[tick] === 'true';
}
