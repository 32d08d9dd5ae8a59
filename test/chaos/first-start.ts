import { setImmediate } from 'node:timers/promises';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';
import { openChaosDesk } from './open-chaos-desk.ts';

/** Letters that went out in each part of a beginning, by the helpdesk's outbox; none of them is the helpdesk's own. */
export interface FirstStart {
  readonly oldTickets: number;
  readonly whileObserving: number;
  readonly atTheSwitch: number;
  /** After three days without a daemon, to those whose requests were classified on the day of its return. */
  readonly afterDowntime: number;
  /** The same to anybody else: what is older than two working days is stale. */
  readonly afterDowntimeToOthers: number;
  /** Requests that were classified while nobody looked: each owed a letter with the term once. */
  readonly classifiedBefore: number;
  readonly classifiedMeanwhile: number;
  /** Classified on the day of the return: their letters are not stale. */
  readonly classifiedLately: number;
}

/**
 * A desk full of old tickets is observed, then enforced, then left without a daemon for three days, while requests
 * come in and are classified.
 */
export async function beginOnOldDesk(options: {
  readonly tickets: number;
  readonly seed: number;
}): Promise<FirstStart> {
  const desk = await openChaosDesk({
    startAt: '2026-11-02T07:00:00Z',
    seed: options.seed,
    longestRequestSeconds: 120,
    timeoutSeconds: 30,
  });
  try {
    const old = await receive(desk, 'old', options.tickets);
    await classify(desk, old.slice(0, options.tickets / 2));
    desk.time.advanceTo(Date.parse('2026-11-23T08:00:00Z'));
    const beforeAt = lettersOfService(desk);
    const { whileObserving, atTheSwitch } = await desk.visit(async ({ tick, turn }) => {
      await tick();
      desk.time.advanceBy(MS_PER_HOUR);
      await tick();
      const observed = lettersOfService(desk) - beforeAt;
      await turn('on');
      for (let round = 0; round < 4; round += 1) {
        desk.time.advanceBy(10 * MS_PER_MINUTE);
        await tick();
      }
      return { whileObserving: observed, atTheSwitch: lettersOfService(desk) - beforeAt - observed };
    });
    const share = Math.max(4, Math.floor(options.tickets / 100));
    const meanwhile = await receive(desk, 'meanwhile', share);
    await classify(desk, meanwhile);
    desk.time.advanceTo(desk.time.now() + 3 * MS_PER_DAY);
    const lately = await receive(desk, 'lately', share);
    await classify(desk, lately);
    desk.time.advanceBy(10 * MS_PER_MINUTE);
    const before = lettersOfService(desk);
    const beforeToLately = lettersOfService(desk, 'lately');
    await desk.visit(async ({ tick }) => {
      for (let round = 0; round < 4; round += 1) {
        await tick();
        desk.time.advanceBy(10 * MS_PER_MINUTE);
      }
    });
    const all = lettersOfService(desk) - before;
    const afterDowntime = lettersOfService(desk, 'lately') - beforeToLately;
    return {
      oldTickets: old.length,
      whileObserving,
      atTheSwitch,
      afterDowntime,
      afterDowntimeToOthers: all - afterDowntime,
      classifiedBefore: options.tickets / 2,
      classifiedMeanwhile: meanwhile.length,
      classifiedLately: lately.length,
    };
  } finally {
    await desk.close();
  }
}

async function receive(
  { simulator, time }: ChaosDesk,
  name: string,
  count: number,
): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = `Applicant <${name}${index}@example.net>`;
    const mail = { from, to: 'support@desk.example.org', subject: `${name} ${index}`, body: 'Please help.' };
    ids.push(simulator.receiveMail(mail).ticketId);
    time.advanceBy(1_000);
    // Thousands of letters take a while: what else waits, as a connection that is closed, gets its turn.
    await setImmediate();
  }
  return ids;
}

async function classify({ stage, time }: ChaosDesk, ids: readonly number[]): Promise<void> {
  const values = { request_type: 'error', priority_id: stage.priorities.get('low') };
  for (const id of ids) await stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  time.advanceBy(5_000);
}

/** Letters that carry a key of ours, by the outbox: those of the helpdesk's own triggers have none. */
function lettersOfService({ simulator }: ChaosDesk, addressee = ''): number {
  const { articles, outbox } = simulator.dump();
  const ours = new Set(
    articles.flatMap(({ id, preferences }) =>
      (preferences as { reglament?: object } | null)?.reglament === undefined ? [] : [id],
    ),
  );
  return outbox.filter(
    ({ articleId, to }) => ours.has(articleId) && to.startsWith(addressee) && to.includes('@example.net'),
  ).length;
}
