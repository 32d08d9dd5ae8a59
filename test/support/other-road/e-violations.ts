import { CONSULTATION, isCounted, LINE_1, RETURN, runsOf } from './e-durations.ts';
import type { Period, Watched } from './e-durations.ts';
import type { RawLife } from './raw-lives.ts';
import { whenShown } from './stop-watch.ts';

/** A clause that was violated: when, of which ticket, in the words of the list. */
interface EViolation {
  readonly at: number;
  readonly number: string;
  readonly what: string;
  readonly clause: string;
}

const OVER_15_MINUTES = {
  what: 'Консультация длится 15 минут — предлагается передать её на 2 линию.',
  clause: 'п. 6.2',
};
const OVER_AN_HOUR = { what: 'Разработчики не вернули заявку в течение часа.', clause: 'п. 6.1' };
const NUMBER_UNTOLD = { what: 'Заявитель вовремя не уведомлён: Номер обращения', clause: 'п. 4.2' };

/** What the period found violated of the quarter of an hour, the developers' hour and the telling of numbers. */
export function listEViolations(lives: readonly RawLife[], period: Period): readonly EViolation[] {
  return lives
    .filter(isCounted)
    .flatMap((life) => {
      const longConsultations = whenRanOut(life, CONSULTATION, period).filter(
        (at) => life.saves.findLast((save) => save.at <= at)?.after['group'] === LINE_1,
      );
      return [
        ...longConsultations.map((at) => ({ at, ...OVER_15_MINUTES })),
        ...whenRanOut(life, RETURN, period).map((at) => ({ at, ...OVER_AN_HOUR })),
        ...whenUntold(life, period).map((at) => ({ at, ...NUMBER_UNTOLD })),
      ].map((violation) => ({ ...violation, number: life.number }));
    })
    .filter(({ at }) => at >= period.from && at < period.to);
}

/** When each run of a watch had shown more than it may. */
function whenRanOut(life: RawLife, watched: Watched, period: Period): readonly number[] {
  return runsOf(life, watched, period).flatMap(({ index, usedMs, runs }) => {
    const goal = watched.goal(life, index);
    return goal !== null && usedMs > goal ? (whenShown(goal, runs, period.time) ?? []) : [];
  });
}

/** Whoever called is told the number in the conversation, whoever wrote by a letter; a working day is enough for it. */
function whenUntold({ saves }: RawLife, { time, to }: Period): readonly number[] {
  const [first] = saves;
  if (first === undefined) return [];
  const at = time.after(first.at, time.dayMs);
  if (at >= to) return [];
  const isTold = saves.some(
    (save) =>
      save.at <= at &&
      (save.after['told_number'] === 'true' ||
        save.articles.some(
          ({ notice, hasBounced }) => ['number', 'arrival'].includes(notice ?? '') && !hasBounced,
        )),
  );
  return isTold ? [] : [at];
}
