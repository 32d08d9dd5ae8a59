import { setTimeout as delay } from 'node:timers/promises';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { createRandom, type Random } from '../../src/demo/random.ts';
import type { TickReport } from '../../src/app/tick.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import { type Audit, audit } from './audit.ts';
import { DaemonHandle, mostAnswersBetweenKills } from './daemon-handle.ts';
import { tellLife } from './end-state.ts';
import { countRequests, faultMix } from './fault-mix.ts';
import { createMeddler } from './meddler.ts';
import { type ChaosDesk, openChaosDesk } from './open-chaos-desk.ts';
import { type DueStep, writeScript } from './script.ts';

/** How large a free life is. */
export interface FreeOptions {
  readonly seed: number;
  readonly tickets: number;
  /** Working days. */
  readonly days: number;
  readonly kills: number;
  /** Of the helpdesk, a day. */
  readonly restartsPerDay: number;
  /** Virtual time goes so much faster than real time. */
  readonly speed: number;
  readonly say: (line: string) => void;
}

/** What happened in a free life, and what of it is wrong. */
export interface FreeResult {
  readonly audit: Audit;
  /** What happened to a ticket and when, line by line. */
  readonly lifeOf: (ticketId: string) => readonly string[];
  readonly tickets: number;
  readonly kills: number;
  readonly starts: number;
  readonly restarts: number;
  readonly meddled: number;
  readonly requests: number;
  readonly failed: number;
  readonly struck: ReadonlyMap<Fault['kind'], number>;
  readonly troubles: ReadonlyMap<string, number>;
}

const firstDayOn = '2026-11-23';
/** In virtual time: what real hesitations of this machine add to it is little against this. */
const longestRequestMinutes = 20;
const stepEveryMs = 15;
/** While a daemon's process starts or its round lasts: seconds of a busy machine must not be hours of the desk. */
const slowSpeed = 50;
/** So many rounds without anything to do, and everybody may go home. */
const idleEnough = 4;
/** At the latest then, in virtual time: what waits for the morning is not waited for. */
const longestEvening = 2 * MS_PER_HOUR;
const stepsAtOnce = 3;

/**
 * People act at their own times while the daemon works as it is installed, is killed, started again, and misled by the
 * helpdesk. At night everybody goes home; when the last day is over it is left in peace and audited.
 */
export async function liveFreely(options: FreeOptions): Promise<FreeResult> {
  const { seed } = options;
  const random = createRandom(seed);
  const desk = await openChaosDesk({
    startAt: `${firstDayOn}T05:00:00Z`,
    seed,
    longestRequestSeconds: longestRequestMinutes * 60,
    timeoutSeconds: 1.5,
  });
  try {
    const { simulator, serviceToken } = desk;
    await desk.visit(async ({ tick, turn }) => {
      await tick();
      await turn('on');
    });
    const daemon = new DaemonHandle(desk, {
      mode: 'free',
      random,
      mostAnswers: mostAnswersBetweenKills(options),
    });
    daemon.killsLeft = options.kills;
    const meddler = createMeddler(desk, { random, share: 0.08 });
    daemon.onAnswer = meddler.hear;
    const lateMs = longestRequestMinutes * MS_PER_MINUTE * 0.6;
    const mix = faultMix({ token: serviceToken, lateMs, staleTabMs: 2 * MS_PER_MINUTE, slowMs: 1_800 });
    for (const rule of mix) simulator.faults.add(rule);
    const script = [...writeScript(desk, { seed, days: options.days, count: options.tickets })];
    for (let day = 0; day < options.days; day += 1) {
      await liveADay(desk, { script, daemon, random, options });
      options.say(`day ${day + 1}: ${daemon.kills} kills, ${script.length} steps left`);
    }
    const counted = countRequests(desk.serviceUserId, simulator.dump());
    simulator.faults.clear();
    const meddled = await meddler.end();
    return await desk.visit(async (visit) => {
      const lastRoundAt = await comeToRest(desk, visit.tick);
      const dump = simulator.dump();
      return {
        audit: await audit(desk, visit, lastRoundAt),
        lifeOf: (id) => tellLife(id, dump),
        tickets: dump.tickets.length,
        kills: daemon.kills,
        starts: daemon.starts,
        restarts: options.restartsPerDay * options.days,
        meddled,
        ...counted,
        struck: simulator.faults.struck,
        troubles: daemon.troubles,
      };
    });
  } finally {
    await desk.close();
  }
}

interface Day {
  readonly script: DueStep[];
  readonly daemon: DaemonHandle;
  readonly random: Random;
  readonly options: FreeOptions;
}

/** From half an hour before opening to an hour after closing; the daemon is asked to stop in the evening. */
async function liveADay(desk: ChaosDesk, { script, daemon, options }: Day): Promise<void> {
  const { time, pack, simulator } = desk;
  const opensAt = pack.defaultCalendar.nextOpening(time.now());
  time.advanceTo(opensAt - MS_PER_HOUR / 2);
  // What came in overnight is there in the morning.
  await playDue(desk, script);
  const goesHomeAt = pack.defaultCalendar.addWorkingDays(opensAt, 0, 'close') + MS_PER_HOUR;
  const restartEveryMs = (goesHomeAt - time.now()) / (options.restartsPerDay + 1);
  let restartAt = time.now() + restartEveryMs;
  let stop: () => void = () => undefined;
  const evening = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const running = daemon.keepRunning(evening);
  const isOver = (): boolean =>
    time.now() >= goesHomeAt &&
    (daemon.idleRounds >= idleEnough || time.now() >= goesHomeAt + longestEvening);
  while (!isOver()) {
    time.run(daemon.isBehind || time.now() >= goesHomeAt ? slowSpeed : options.speed);
    if (time.now() >= restartAt) {
      restartAt += restartEveryMs;
      await simulator.restart(200);
    }
    await playDue(desk, script);
    await delay(stepEveryMs);
  }
  stop();
  await running;
  time.standStill();
}

async function playDue({ player, time }: ChaosDesk, script: DueStep[]): Promise<void> {
  for (;;) {
    const due = takeDue(script, time.now());
    if (due.length === 0) return;
    await Promise.all(due.map(({ ticket, step }) => player.play(ticket, step)));
  }
}

/** Some people act at once, but never two for one applicant. */
function takeDue(script: DueStep[], now: number): readonly DueStep[] {
  const due: DueStep[] = [];
  while (due.length < stepsAtOnce) {
    const next = script[0];
    if (next === undefined || next.at > now) break;
    const isMerging = next.step.what === 'merge';
    const { applicant } = next.ticket;
    if (due.some(({ ticket }) => ticket.applicant.phone === applicant.phone) || (isMerging && due.length > 0))
      break;
    script.shift();
    due.push(next);
    if (isMerging) break;
  }
  return due;
}

/**
 * Whatever is under way ends, whatever is owed by the next morning is done. Each tick is seen in its own instants. When
 * the last one began.
 */
async function comeToRest({ time, pack }: ChaosDesk, tick: () => Promise<TickReport>): Promise<number> {
  const tickInTime = async (): Promise<TickReport> => {
    time.run(slowSpeed);
    const report = await tick();
    time.standStill();
    return report;
  };
  await tickInTime();
  time.advanceTo(pack.defaultCalendar.nextOpening(time.now()));
  let lastAt = time.now();
  for (let round = 0; round < 20; round += 1) {
    time.advanceBy((longestRequestMinutes + 1) * MS_PER_MINUTE);
    const { executed, pull, at } = await tickInTime();
    lastAt = at;
    // On a large desk something always comes due; what was owed before has had its chance.
    if (round > 3 && executed.length + pull.changed.length === 0) break;
  }
  return lastAt;
}
