import { MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { createRandom } from '../../src/demo/random.ts';
import type { Store } from '../../src/store/store.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import type { Dump } from '../../src/simulator/dump.ts';
import { DaemonHandle, mostAnswersBetweenKills } from './daemon-handle.ts';
import { describeEndState, tellLife } from './end-state.ts';
import { countRequests, faultMix } from './fault-mix.ts';
import { type ChaosDesk, openChaosDesk } from './open-chaos-desk.ts';
import { type DueStep, writeScript } from './script.ts';

/** How large a life in step is, and whether anything goes wrong in it. */
export interface StepOptions {
  readonly seed: number;
  readonly tickets: number;
  readonly days: number;
  /** With faults, so many kills and restarts of the helpdesk. */
  readonly disturbed: { readonly kills: number; readonly restarts: number } | null;
  /** Told how far it is, for it may take long. */
  readonly say: (line: string) => void;
}

/** How a life in step ended. */
export interface StepResult {
  /** Everything but ids and instants, ticket by ticket. */
  readonly endState: ReadonlyMap<string, readonly string[]>;
  /** What happened to a ticket and when, line by line: to see why two lives differ. */
  readonly lifeOf: (ticketId: string) => readonly string[];
  readonly kills: number;
  readonly restarts: number;
  readonly requests: number;
  readonly struck: ReadonlyMap<Fault['kind'], number>;
  readonly failed: number;
  readonly tickets: number;
}

const longestRequestSeconds = 3;
/** A round is longer than the longest request and its sending: what was under way in one has ended in the next. */
const roundMs = 14_000;
/** Three phases with the daemon, then people act, then three again: an hour. */
const phaseMs = 10 * MS_PER_MINUTE;
const phases = 3;
const mostRounds = phaseMs / roundMs - 2;
/**
 * Requests come before people act, at an instant from which no term of whole minutes leads to a round: else whether a
 * reminder was already too late by then would hang on milliseconds.
 */
const comesBeforeMs = 2.5 * MS_PER_MINUTE;

/**
 * People act by the script, and before and after them the daemon works until nothing is left to do. However often it
 * fails meanwhile and is killed, no more than some seconds go by.
 */
export async function liveInStep({ seed, tickets, days, disturbed, say }: StepOptions): Promise<StepResult> {
  const desk = await openChaosDesk({
    startAt: '2026-11-22T16:00:00Z',
    seed,
    longestRequestSeconds,
    timeoutSeconds: 1.5,
  });
  try {
    const { time, simulator, serviceToken } = desk;
    await desk.visit(async ({ tick, turn }) => {
      await tick();
      await turn('on');
    });
    // However long the helpdesk's restart took: both lives begin at one instant.
    time.advanceTo(Date.parse('2026-11-22T17:00:00Z'));
    const script = writeScript(desk, { seed, days, count: tickets });
    const daemon = new DaemonHandle(desk, {
      mode: 'in-step',
      random: createRandom(seed),
      mostAnswers: mostAnswersBetweenKills({ tickets, kills: disturbed?.kills ?? 0 }),
    });
    if (disturbed !== null) {
      daemon.killsLeft = disturbed.kills;
      for (const rule of faultMix({ token: serviceToken, lateMs: 2_900, staleTabMs: 5_000, slowMs: 1_800 })) {
        simulator.faults.add(rule);
      }
    }
    const restarts = await live(desk, daemon, { script, days, restarts: disturbed?.restarts ?? 0, say });
    simulator.faults.clear();
    daemon.killsLeft = 0;
    time.advanceTo(desk.pack.defaultCalendar.nextOpening(time.now()));
    await workThrough(desk, daemon, time.now());
    await daemon.end();
    const dump = simulator.dump();
    const endState = await desk.visit(({ store }) => describe(desk, dump, store));
    return {
      endState,
      lifeOf: (id) => tellLife(id, dump),
      kills: daemon.kills,
      restarts,
      ...countRequests(desk.serviceUserId, dump),
      struck: simulator.faults.struck,
      tickets: dump.tickets.length,
    };
  } finally {
    await desk.close();
  }
}

async function live(
  desk: ChaosDesk,
  daemon: DaemonHandle,
  plan: Pick<StepOptions, 'days' | 'say'> & {
    readonly script: readonly DueStep[];
    readonly restarts: number;
  },
): Promise<number> {
  const { time, player, simulator } = desk;
  const { script, days, restarts, say } = plan;
  const untilAt = time.now() + days * 24 * MS_PER_HOUR;
  const restartEvery = Math.ceil(script.length / (restarts + 1));
  let next = 0;
  let restarted = 0;
  for (let hourAt = time.now(); hourAt < untilAt; hourAt += MS_PER_HOUR) {
    // What came due by time alone is done before anybody acts.
    await workThrough(desk, daemon, hourAt);
    const actsAt = hourAt + phases * phaseMs;
    const steps = script.slice(next).filter(({ at }) => at <= actsAt);
    next += steps.length;
    time.advanceTo(actsAt - comesBeforeMs);
    for (const { ticket, step } of steps.filter(isRequest)) await player.play(ticket, step);
    time.advanceTo(actsAt);
    for (const { ticket, step } of steps.filter((due) => !isRequest(due))) await player.play(ticket, step);
    if (steps.length === 0) continue;
    const isRestarting = restarted < restarts && next >= restartEvery * (restarted + 1);
    if (isRestarting) {
      restarted += 1;
      const restart = simulator.restart(300);
      // It is away for some real time, in which rounds of virtual time would be used up.
      await daemon.tick();
      await restart;
    }
    await workThrough(desk, daemon, actsAt);
    say(`${new Date(actsAt).toISOString()}: ${daemon.kills} kills, ${script.length - next} steps left`);
  }
  return restarted;
}

function isRequest({ step }: DueStep): boolean {
  return step.what === 'register';
}

/**
 * The daemon at three fixed instants, each time until nothing is left to do. What it did some seconds later than it
 * might have, and what follows from that, is over before people act again.
 */
async function workThrough(desk: ChaosDesk, daemon: DaemonHandle, fromAt: number): Promise<void> {
  for (let phase = 0; phase < phases; phase += 1) {
    desk.time.advanceTo(fromAt + phase * phaseMs);
    const isIdle = (await settle(desk, daemon)) && phase === 0 && !desk.pack.defaultCalendar.isOpen(fromAt);
    if (isIdle) return;
  }
}

/** Ticks until nothing is left to do: seen twice, with the longest request in between, unless it was so at once. */
async function settle({ time, simulator }: ChaosDesk, daemon: DaemonHandle): Promise<boolean> {
  let quiet = 0;
  const outcomes: string[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const outcome = await daemon.tick();
    outcomes.push(outcome);
    quiet = outcome === 'quiet' ? quiet + 1 : 0;
    if (quiet === 1 && round === 0) return true;
    if (quiet === 2) return false;
    // A slow request takes real time, in which no virtual time may pass.
    await simulator.settled();
    time.advanceBy(roundMs);
  }
  throw new Error(`the daemon does not come to rest: ${outcomes.join(', ')}`);
}

async function describe(desk: ChaosDesk, dump: Dump, { ledger }: Store): Promise<StepResult['endState']> {
  const entries = [];
  for await (const batch of ledger.list({})) entries.push(...batch);
  return describeEndState(dump, entries, desk);
}
