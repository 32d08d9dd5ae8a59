import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/app-error.ts';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { generateTickets } from '../../src/demo/scenario.ts';
import type { ScriptedStep, ScriptedTicket } from '../../src/demo/scripted-ticket.ts';
import type { FaultRule } from '../../src/simulator/faults.ts';
import { type GovernedDesk, openGovernedDesk } from '../support/a-governed-desk.ts';
import { countDuplicates, listUnsettled, marksOf } from './effect-audit.ts';

const writes: Pick<FaultRule, 'method' | 'path'> = { method: 'PUT', path: /^\/api\/v1\/tickets\/\d+$/ };
/** Longer than the client of these tests waits. */
const slowAnswerMs = 400;
const everything = { path: /^\/api\/v1\// };

/** Each fault of the simulator, struck while the daemon works. */
const faults: readonly (readonly [string, readonly FaultRule[]])[] = [
  ['none', []],
  ['latency', [{ ...everything, fault: { kind: 'latency', delayMs: 20 }, probability: 0.1 }]],
  [
    'an answer that comes after we gave up',
    [{ ...writes, fault: { kind: 'latency', delayMs: slowAnswerMs }, probability: 0.1 }],
  ],
  [
    '429 with Retry-After',
    [{ ...everything, fault: { kind: 'throttle', retryAfterSeconds: 3 }, probability: 0.1 }],
  ],
  ['500', [{ ...everything, fault: { kind: 'error', status: 500 }, probability: 0.1 }]],
  [
    '500 although it was done',
    [{ ...writes, fault: { kind: 'error', status: 500, isApplied: true }, probability: 0.3 }],
  ],
  [
    '502 although it was done',
    [{ ...writes, fault: { kind: 'error', status: 502, isApplied: true }, probability: 0.3 }],
  ],
  [
    '503 although it was done',
    [{ ...writes, fault: { kind: 'error', status: 503, isApplied: true }, probability: 0.3 }],
  ],
  ['503', [{ ...everything, fault: { kind: 'error', status: 503 }, probability: 0.1 }]],
  ['cut before the write', [{ ...everything, fault: { kind: 'cut', when: 'before' }, probability: 0.1 }]],
  ['cut after the write', [{ ...writes, fault: { kind: 'cut', when: 'after' }, probability: 0.4 }]],
  [
    'accepted, applied later, never answered',
    [{ ...writes, fault: { kind: 'late', delayMs: 100_000, by: 'clock' }, probability: 0.4 }],
  ],
  [
    'accepted, applied later, kept hanging',
    [{ ...writes, fault: { kind: 'late', delayMs: 45_000, by: 'clock', isHanging: true }, probability: 0.2 }],
  ],
  ['stale tab', [{ ...writes, fault: { kind: 'stale-tab', delayMs: 20_000 } }]],
  [
    'all at once',
    [
      { ...writes, fault: { kind: 'cut', when: 'after' }, probability: 0.1 },
      { ...writes, fault: { kind: 'late', delayMs: 90_000, by: 'clock' }, probability: 0.1 },
      { ...writes, fault: { kind: 'error', status: 502, isApplied: true }, probability: 0.1 },
      { ...everything, fault: { kind: 'throttle', retryAfterSeconds: 2 }, probability: 0.05 },
      { ...everything, fault: { kind: 'cut', when: 'before' }, probability: 0.05 },
      { ...writes, fault: { kind: 'stale-tab', delayMs: 30_000 }, probability: 0.3 },
    ],
  ],
];

/** Three working weeks of requests; each fault has a working day, and the night after it to come to rest. */
const requests = 150;
const weeks = 3;

interface DueStep {
  readonly at: number;
  readonly ticket: ScriptedTicket;
  readonly step: ScriptedStep;
}

describe('effects under every fault of the helpdesk [K 4.15] [K 4.9.1] [K 4.9.5] [K 4.9.6]', () => {
  let governed: GovernedDesk;
  let script: DueStep[] = [];
  beforeAll(async () => {
    governed = await openGovernedDesk({ startAt: '2026-11-20T16:00:00Z' });
    script = generateTickets(governed.pack, { seed: 7, fromAt: governed.time.now(), weeks, count: requests })
      .flatMap((ticket) => ticket.steps.map((step) => ({ at: step.at, ticket, step })))
      .sort((one, other) => one.at - other.at);
  });
  afterAll(async () => {
    await governed.close();
  });

  it.each(faults)('are done once, all of them, with %s', async (_, rules) => {
    const doneBefore = marksOf(governed.simulator.dump()).length;
    await liveThroughADay(governed, script, rules);
    await comeToRest(governed);
    const dump = governed.simulator.dump();
    expect(countDuplicates(dump)).toEqual({ keys: [], messageIds: [] });
    expect(await listUnsettled(governed, dump)).toEqual([]);
    expect(marksOf(dump).length - doneBefore).toBeGreaterThan(10);
  });
});

/** Until the end of the next working day people work and the daemon ticks; the faults strike while it does. */
async function liveThroughADay(
  { time, simulator, player, pack, tick }: GovernedDesk,
  script: DueStep[],
  rules: readonly FaultRule[],
): Promise<void> {
  const closesAt = pack.defaultCalendar.addWorkingDays(time.now(), 0, 'close');
  // Ticks fall close behind each other and far apart: while a write is under way, and long after.
  const gapsMs = [30_000, 60_000, 15 * MS_PER_MINUTE, 40_000, 40 * MS_PER_MINUTE];
  for (let round = 0; time.now() < closesAt; round += 1) {
    const isOpen = pack.defaultCalendar.isOpen(time.now());
    time.advanceBy(isOpen ? (gapsMs[round % gapsMs.length] ?? 0) : 60 * MS_PER_MINUTE);
    for (let due = script[0]; due !== undefined && due.at <= time.now(); due = script[0]) {
      script.shift();
      await player.play(due.ticket, due.step);
    }
    const heal = rules.map((rule) => simulator.faults.add(rule));
    await tickAnyhow(tick, round % 7 === 6 ? 'restarted' : undefined);
    for (const undo of heal) undo();
    await letLateAnswersCome(simulator.faults);
  }
}

let slowAnswersSeen = 0;

/** A request that we gave up on by real time must end before the clock of this test jumps on. */
async function letLateAnswersCome({ struck }: GovernedDesk['simulator']['faults']): Promise<void> {
  const slowAnswers = struck.get('latency') ?? 0;
  if (slowAnswers > slowAnswersSeen) await delay(slowAnswerMs);
  slowAnswersSeen = slowAnswers;
}

/** What the daemon does with an error of the helpdesk: the next tick tries again. */
async function tickAnyhow(tick: GovernedDesk['tick'], how?: 'restarted'): Promise<void> {
  try {
    await tick(how);
  } catch (error) {
    if (!(error instanceof AppError) || !['unavailable', 'outside', 'unknown-outcome'].includes(error.code))
      throw error;
  }
}

/** The faults are over: whatever was under way ends, whatever is owed by the next morning is done. */
async function comeToRest({ time, tick, pack }: GovernedDesk): Promise<void> {
  await tick();
  time.advanceTo(pack.defaultCalendar.nextOpening(time.now()));
  for (let round = 0; round < 6; round += 1) {
    time.advanceBy(3 * MS_PER_MINUTE);
    const { executed } = await tick();
    if (round > 1 && executed.length === 0) return;
  }
}
