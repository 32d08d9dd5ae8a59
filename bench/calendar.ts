import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import dayjs from 'dayjs';
import businessTimePlugin from 'dayjs-business-time';
import { compileCalendar } from '../src/core/calendar/compile-calendar.ts';
import type { CalendarDefinition } from '../src/core/calendar/calendar-definition.ts';
import { MS_PER_MINUTE } from '../src/core/calendar/instant.ts';

const ZONE = 'Europe/Kyiv';
/** What regulation K's Table 1 allows, in working minutes. */
const TABLE_1_MINUTES = [0.5, 1, 2, 4, 16, 36, 96].map((hours) => hours * 60);
const STARTS = 400;
const ROUNDS = 5;
const REQUIRED_RATIO = 1000;

const nineToSix = [['09:00', '18:00']] as const;
const week = { mon: nineToSix, tue: nineToSix, wed: nineToSix, thu: nineToSix, fri: nineToSix };
const definition: CalendarDefinition = {
  id: 'kyiv-9x5',
  zone: ZONE,
  periods: [{ from: null, to: null, week }],
  exceptions: [],
};

/** Adds every duration to every start, some times over. */
interface Contender {
  readonly name: string;
  readonly passes: number;
  /** @returns the sum of all due instants, in minutes so that it is exact */
  readonly addAll: () => number;
}

interface Measured {
  readonly name: string;
  readonly addsPerSecond: number;
  readonly sum: number;
}

/**
 * Adds working time side by side with two published libraries. They know no zone but the process's and no seconds:
 * the process runs in Kyiv's zone and starts are whole minutes, so that all three must agree.
 */
export function bench(): boolean {
  if (process.env['TZ'] !== ZONE) return runInZone();
  const starts = randomStarts();
  const began = performance.now();
  compileCalendar(definition, { fromYear: 2024, toYear: 2027 });
  const compileMs = performance.now() - began;
  const results = [ours(starts), dayjsBusinessTime(starts), momentBusinessTime(starts)].map(measure);
  console.log(
    `working time: ${STARTS} starts × ${TABLE_1_MINUTES.length} durations, best of ${ROUNDS} rounds`,
  );
  console.log(`compiling four years, once and apart: ${compileMs.toFixed(1)} ms`);
  for (const { name, addsPerSecond, sum } of results) {
    const rate = Math.round(addsPerSecond).toLocaleString('en');
    console.log(`${name.padEnd(22)} ${rate.padStart(12)} adds/s, sum of due minutes ${sum}`);
  }
  return holds(results);
}

/** The libraries read the zone when the process starts. */
function runInZone(): boolean {
  const argv = [...process.execArgv, ...process.argv.slice(1)];
  const { status } = spawnSync(process.execPath, argv, {
    env: { ...process.env, TZ: ZONE },
    stdio: 'inherit',
  });
  return status === 0;
}

function ours(starts: readonly number[]): Contender {
  const calendar = compileCalendar(definition);
  return {
    name: 'reglament',
    passes: 1000,
    addAll: () => sumOf(starts, (startAt, minutes) => calendar.add(startAt, minutes * MS_PER_MINUTE)),
  };
}

function dayjsBusinessTime(startsAt: readonly number[]): Contender {
  dayjs.extend(businessTimePlugin);
  const day = [{ start: '09:00:00', end: '18:00:00' }];
  const weekdays = { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day };
  dayjs.setBusinessTime({ ...weekdays, saturday: null, sunday: null });
  const starts = startsAt.map((startAt) => dayjs(startAt));
  return {
    name: 'dayjs-business-time',
    passes: 1,
    addAll: () => sumOf(starts, (start, minutes) => start.addBusinessMinutes(minutes).valueOf()),
  };
}

/** What the bench uses of moment-business-time, which ships no types. */
interface BusinessMoment {
  clone(): BusinessMoment;
  addWorkingTime(amount: number, unit: string): BusinessMoment;
  valueOf(): number;
}

function momentBusinessTime(startsAt: readonly number[]): Contender {
  const require = createRequire(import.meta.url);
  const moment = require('moment-business-time') as {
    (at: number): BusinessMoment;
    updateLocale(locale: string, data: object): void;
  };
  const day = ['09:00', '18:00'];
  moment.updateLocale('en', { workinghours: [null, day, day, day, day, day, null] });
  const starts = startsAt.map((startAt) => moment(startAt));
  return {
    name: 'moment-business-time',
    passes: 1,
    addAll: () =>
      sumOf(starts, (start, minutes) => start.clone().addWorkingTime(minutes, 'minutes').valueOf()),
  };
}

function sumOf<Start>(starts: readonly Start[], dueAt: (start: Start, minutes: number) => number): number {
  let sum = 0;
  for (const start of starts) {
    for (const minutes of TABLE_1_MINUTES) sum += dueAt(start, minutes) / MS_PER_MINUTE;
  }
  return sum;
}

function measure({ name, passes, addAll }: Contender): Measured {
  let sum = 0;
  let bestMs = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (let pass = 0; pass < passes; pass += 1) sum = addAll();
    bestMs = Math.min(bestMs, performance.now() - began);
  }
  return { name, sum, addsPerSecond: (passes * STARTS * TABLE_1_MINUTES.length * 1000) / bestMs };
}

function holds([reglament, ...others]: readonly Measured[]): boolean {
  if (reglament === undefined || others.some(({ sum }) => sum !== reglament.sum)) {
    console.error('The sums differ: at least one of the three is wrong.');
    return false;
  }
  for (const { name, addsPerSecond } of others) {
    console.log(`ratio to ${name}: ${Math.round(reglament.addsPerSecond / addsPerSecond)}`);
  }
  const ratio = reglament.addsPerSecond / Math.max(...others.map(({ addsPerSecond }) => addsPerSecond));
  const isEnough = ratio >= REQUIRED_RATIO;
  console.log(`${isEnough ? 'at least' : 'LESS THAN'} ${REQUIRED_RATIO} times the faster one`);
  return isEnough;
}

/** Whole minutes of 2024 to 2026, the same ones in each run. */
function randomStarts(): readonly number[] {
  const fromMinute = Date.UTC(2024, 0, 1) / MS_PER_MINUTE;
  const minutes = Date.UTC(2027, 0, 1) / MS_PER_MINUTE - fromMinute;
  let state = 20240101;
  return Array.from({ length: STARTS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (fromMinute + Math.floor((state / 2 ** 32) * minutes)) * MS_PER_MINUTE;
  });
}
