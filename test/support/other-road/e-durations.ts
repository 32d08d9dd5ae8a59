import type { OpenTime } from './open-time.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawSave, RawValues } from './raw-lives.ts';
import { runWatch } from './stop-watch.ts';
import type { WatchReading, WatchRules } from './stop-watch.ts';

export const LINE_1 = '1 линия поддержки';
const LINES = [LINE_1, '2 линия поддержки', 'Разработчики системы'];
const DEVELOPERS = 'Разработчики системы';
const CLOSED = ['closed', 'спам'];
const UNCOUNTED = ['merged', 'спам'];
const APPENDIX_1 = ['state_body', 'owner', 'user_login', 'user_password', 'error_description', 'priority'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** One thing that took a ticket some time, and whose it was. */
export interface Took {
  readonly line: string;
  /** A user id; null for nobody. */
  readonly person: string | null;
  readonly isLate: boolean;
  /** Null of what ran out and is not finished. */
  readonly ms: number | null;
}

/** What a period is counted from and to, `[from, to)`, on which calendar. */
export interface Period {
  readonly time: OpenTime;
  readonly from: number;
  readonly to: number;
}

/** The terms of e-Қызмет by the names that its workbook gives them. */
export const TERMS = {
  'Консультация 1 линии, не более 15 минут': consultations,
  'Возврат заявки разработчиками': returns,
  'Сроки исправления ошибки (справочно)': fixes,
  'Передача на 2 линию (справочно)': handOvers,
  'Весь путь обращения (справочно)': wholePaths,
} as const;

/** Whether a ticket counts at the end of what is known. */
export function isCounted(life: RawLife): boolean {
  const { group, state } = valuesOf(life);
  return LINES.includes(String(group)) && !UNCOUNTED.includes(String(state));
}

/** What stopped in the period, and what ran out and runs on. */
export interface Watched {
  readonly starts: (save: RawSave, index: number) => boolean;
  readonly restarts?: boolean;
  readonly rules: WatchRules;
  /** Milliseconds on the watch after which it is late; null: it is not judged. */
  readonly goal: (life: RawLife, index: number) => number | null;
  readonly isLateAt?: (life: RawLife, index: number, at: number) => boolean;
  readonly between?: (from: number, to: number) => number;
}

/** One run of a watch, from its start to the next one. */
interface Run extends WatchReading {
  readonly until: number;
  /** The last of its stops; undefined while it runs. */
  readonly stop: WatchReading['stops'][number] | undefined;
  /** The save that it is judged by: its stop, or the last one known. */
  readonly index: number;
  /** The save with which the next one begins. */
  readonly next: number | undefined;
}

/** Every run of what is watched in a life. */
export function runsOf(life: RawLife, watched: Watched, { time, to }: Period): readonly Run[] {
  const starts = life.saves.flatMap((save, index) => (watched.starts(save, index) ? [index] : []));
  const cycles = watched.restarts === true ? starts : starts.slice(0, 1);
  return cycles.map((from, cycle): Run => {
    const next = cycles[cycle + 1];
    const part = next === undefined ? life : { ...life, saves: life.saves.slice(0, next) };
    const until = next === undefined ? to - 1 : (life.saves[next]?.at ?? to);
    const between = watched.between ?? time.between;
    const reading = runWatch(part, watched.rules, { from, until, between });
    const stop = reading.isStopped ? reading.stops.at(-1) : undefined;
    return { ...reading, until, stop, index: stop?.index ?? part.saves.length - 1, next };
  });
}

function watch(life: RawLife, watched: Watched, period: Period): readonly Took[] {
  return runsOf(life, watched, period).flatMap(
    ({ stops, stop, usedMs, until, index, next }): readonly Took[] => {
      const goal = watched.goal(life, index);
      if (goal === null) return [];
      const isLate =
        watched.isLateAt?.(life, index, stop?.at ?? until) ??
        (usedMs > goal || stops.some((each) => each.usedMs > goal));
      if (stop === undefined && next === undefined) {
        const last = valuesOf(life);
        return isLate
          ? [{ line: String(last['group']), person: last['owner'] ?? null, isLate, ms: null }]
          : [];
      }
      // Taken over by the next receipt: that it was in time says nothing.
      if (stop === undefined && !isLate) return [];
      const ending = life.saves[stop?.index ?? next ?? index];
      if (ending === undefined || ending.at < period.from) return [];
      return [{ ...whoseIs(ending, life.saves.indexOf(ending)), isLate, ms: usedMs }];
    },
  );
}

/** The agent who did it, else whoever was responsible; the line that had it before. */
export function whoseIs(save: RawSave, index: number): Pick<Took, 'line' | 'person'> {
  const values = index === 0 ? save.after : save.before;
  return {
    line: String(values['group']),
    person: save.who === 'agent' ? save.userId : (values['owner'] ?? null),
  };
}

/** A consultation of line 1, once a ticket. */
export const CONSULTATION: Watched = {
  starts: (save, index) => isEntered('consultation_started_at', save, index),
  rules: {
    stops: (save, index) =>
      isEntered('consultation_ended_at', save, index) || hasLeft(LINE_1, save) || hasClosed(save),
  },
  goal: ({ saves }, index) => {
    const around = [saves[index]?.after, saves[index]?.before];
    return around.some((values) => values !== undefined && isConsultation(values)) ? 15 * MINUTE : null;
  },
};

function isConsultation(values: RawValues): boolean {
  return values['request_type'] === 'consultation' || values['request_type'] === null;
}

function consultations(life: RawLife, period: Period): readonly Took[] {
  return watch(life, CONSULTATION, period);
}

/** The developers got a request with all that Appendix 1 asks for. */
function isReceivedWhole({ who, before, after }: RawSave): boolean {
  return (
    (who === 'agent' || who === 'service') &&
    before['group'] !== DEVELOPERS &&
    after['group'] === DEVELOPERS &&
    APPENDIX_1.every((field) => after[field] !== null && after[field] !== '2 normal')
  );
}

/** What the developers do with each request that they received whole. */
export const RETURN: Watched = {
  starts: isReceivedWhole,
  restarts: true,
  rules: {
    stops: (save) =>
      (hasLeft(DEVELOPERS, save) &&
        save.after['complexity'] !== null &&
        save.after['fix_term_at'] !== null) ||
      hasClosed(save),
  },
  goal: () => HOUR,
};

function returns(life: RawLife, period: Period): readonly Took[] {
  return watch(life, RETURN, period);
}

/** Judged by the term that stands there when it is fixed; on the wall, since the term is an instant. */
function fixes(life: RawLife, period: Period): readonly Took[] {
  return watch(
    life,
    {
      starts: (save, index) => isEntered('fix_term_at', save, index),
      rules: {
        stops: (save, index) => isEntered('fixed_at', save, index) || hasClosed(save),
        resumes: ({ before, after }) => before['fixed_at'] !== null && after['fixed_at'] === null,
      },
      goal: () => Infinity,
      isLateAt: ({ saves }, index, at) => at > Date.parse(String(saves[index]?.after['fix_term_at'])),
      between: (from, to) => to - from,
    },
    period,
  );
}

function handOvers(life: RawLife, period: Period): readonly Took[] {
  return watch(
    life,
    {
      starts: ({ before, after }, index) =>
        after['beyond_competence'] === 'true' && (index === 0 || before['beyond_competence'] !== 'true'),
      rules: { stops: (save) => hasLeft(LINE_1, save) || hasClosed(save) },
      goal: () => 30 * MINUTE,
    },
    period,
  );
}

/** One working day for a consultation, ten for a request about an error. */
function wholePaths(life: RawLife, period: Period): readonly Took[] {
  const days: Readonly<Record<string, number>> = { consultation: 1, 'error-request': 10 };
  return watch(
    life,
    {
      starts: (_, index) => index === 0,
      rules: { stops: hasClosed, resumes: hasReopened },
      goal: ({ saves }, index) => {
        const known = saves.map(({ after }) => days[String(after['request_type'])]);
        const day =
          known.slice(0, index + 1).findLast((each) => each !== undefined) ??
          known.slice(index + 1).find((each) => each !== undefined);
        return day === undefined ? null : day * period.time.dayMs;
      },
    },
    period,
  );
}

function isEntered(field: string, { before, after }: RawSave, index: number): boolean {
  return after[field] !== null && (index === 0 || before[field] === null);
}

export function hasLeft(line: string, { who, before, after }: RawSave): boolean {
  return who === 'agent' && before['group'] === line && after['group'] !== line;
}

export function hasClosed({ before, after }: RawSave): boolean {
  return CLOSED.includes(String(after['state'])) && !CLOSED.includes(String(before['state']));
}

function hasReopened({ before, after, articles }: RawSave): boolean {
  const isByRobot = articles.some(({ sender, isAutomatic }) => sender === 'Customer' && isAutomatic);
  return CLOSED.includes(String(before['state'])) && !CLOSED.includes(String(after['state'])) && !isByRobot;
}

/** Counts, and the middle and nine tenths of what is finished; null where nothing is. */
export function summarizeTook(took: readonly Took[]): {
  readonly inTime: number;
  readonly late: number;
  readonly median: number | null;
  readonly high: number | null;
} {
  const ranked = took.flatMap(({ ms }) => (ms === null ? [] : [ms])).sort((one, other) => one - other);
  const [low, up] = [ranked[(ranked.length - 1) >> 1], ranked[ranked.length >> 1]];
  return {
    inTime: took.filter(({ isLate }) => !isLate).length,
    late: took.filter(({ isLate }) => isLate).length,
    median: low === undefined || up === undefined ? null : (low + up) / 2,
    high: ranked.find((_, index) => (index + 1) * 10 >= ranked.length * 9) ?? null,
  };
}
