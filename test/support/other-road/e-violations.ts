import { hasClosed, hasLeft, isCounted, isReceivedWhole } from './e-durations.ts';
import type { Period } from './e-durations.ts';
import type { RawLife, RawSave } from './raw-lives.ts';
import { runWatch, whenShown } from './stop-watch.ts';

const LINE_1 = '1 линия поддержки';
const DEVELOPERS = 'Разработчики системы';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A clause that was violated: when, of which ticket, in the words of the list. */
export interface EViolation {
  readonly at: number;
  readonly number: string;
  readonly what: string;
  readonly clause: string;
}

/** What the period found violated of the quarter of an hour, the developers' hour and the telling of numbers. */
export function listEViolations(lives: readonly RawLife[], period: Period): readonly EViolation[] {
  return lives
    .filter(isCounted)
    .flatMap((life) => [
      ...longConsultation(life, period),
      ...lateReturns(life, period),
      ...untoldNumber(life, period),
    ])
    .filter(({ at }) => at >= period.from && at < period.to)
    .sort((one, other) => one.at - other.at || Number(one.number) - Number(other.number));
}

/** A consultation that took longer than a quarter of an hour, while the ticket was with line 1. */
function longConsultation(life: RawLife, period: Period): readonly EViolation[] {
  const from = life.saves.findIndex((save, index) => isEntered('consultation_started_at', save, index));
  if (from < 0) return [];
  const at = ranOut(life, 15 * MINUTE, period, {
    from,
    stops: (save, index) =>
      isEntered('consultation_ended_at', save, index) || hasLeft(LINE_1, save) || hasClosed(save),
  });
  if (at === null || life.saves.findLast((save) => save.at <= at)?.after['group'] !== LINE_1) return [];
  const [last] = life.saves.slice(-1);
  const what = 'Консультация длится 15 минут — предлагается передать её на 2 линию.';
  const isOne = last?.after['request_type'] === 'consultation' || last?.after['request_type'] === null;
  return isOne || endedAsConsultation(life) ? [{ at, number: life.number, what, clause: 'п. 6.2' }] : [];
}

/** What it was when it ended, or right before. */
function endedAsConsultation({ saves }: RawLife): boolean {
  const ending = saves.find(
    (save, index) =>
      isEntered('consultation_ended_at', save, index) || hasLeft(LINE_1, save) || hasClosed(save),
  );
  return [ending?.after, ending?.before].some(
    (values) =>
      values !== undefined && (values['request_type'] === 'consultation' || values['request_type'] === null),
  );
}

/** Each receipt of a whole request that was not returned within an hour. */
function lateReturns(life: RawLife, period: Period): readonly EViolation[] {
  const receipts = life.saves.flatMap((save, index) => (isReceivedWhole(save) ? [index] : []));
  return receipts.flatMap((from, place) => {
    const next = receipts[place + 1];
    const part = next === undefined ? life : { ...life, saves: life.saves.slice(0, next) };
    const until = next === undefined ? period.to - 1 : (life.saves[next]?.at ?? period.to);
    const stops = (save: RawSave): boolean =>
      (hasLeft(DEVELOPERS, save) &&
        save.after['complexity'] !== null &&
        save.after['fix_term_at'] !== null) ||
      hasClosed(save);
    const at = ranOut(part, HOUR, period, { from, stops, until });
    const what = 'Разработчики не вернули заявку в течение часа.';
    return at === null ? [] : [{ at, number: life.number, what, clause: 'п. 6.1' }];
  });
}

/** Whoever called is told the number in the conversation, whoever wrote by a letter; a working day is enough for it. */
function untoldNumber(life: RawLife, { time, to }: Period): readonly EViolation[] {
  const [first] = life.saves;
  if (first === undefined) return [];
  const at = time.after(first.at, time.dayMs);
  if (at >= to) return [];
  const known = life.saves.filter((save) => save.at <= at);
  const isTold = known.some(
    ({ after, articles }) =>
      after['told_number'] === 'true' ||
      articles.some(({ notice, hasBounced }) => ['number', 'arrival'].includes(notice ?? '') && !hasBounced),
  );
  const what = 'Заявитель вовремя не уведомлён: Номер обращения';
  return isTold ? [] : [{ at, number: life.number, what, clause: 'п. 4.2' }];
}

/** When a watch had shown more than so much; null where it never did. */
function ranOut(
  life: RawLife,
  goalMs: number,
  { time, to }: Period,
  watch: {
    readonly from: number;
    readonly stops: (save: RawSave, index: number) => boolean;
    readonly until?: number;
  },
): number | null {
  const { from, stops, until = to - 1 } = watch;
  const { usedMs, runs } = runWatch(life, { stops }, { from, until, between: time.between });
  return usedMs > goalMs ? whenShown(goalMs, runs, time) : null;
}

function isEntered(field: string, { before, after }: RawSave, index: number): boolean {
  return after[field] !== null && (index === 0 || before[field] === null);
}
