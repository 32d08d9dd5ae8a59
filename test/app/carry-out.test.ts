import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tick, type TickReport } from '../../src/app/tick.ts';
import { AppError } from '../../src/core/app-error.ts';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';
import { wrapHelpdesk } from '../support/wrap-helpdesk.ts';

let governed: GovernedDesk;
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z' });
});
afterAll(() => governed.close());

/** So many requests that nobody classified come in, are at rest, and are classified: each owes its term. */
async function classifyRequests(count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => {
    const mail = { from: `a${index}@example.net`, to: supportAddress, subject: 'Help', body: 'Please.' };
    return governed.simulator.receiveMail(mail).ticketId;
  });
  for (let round = 0; round < 5; round += 1) {
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    await governed.tick();
  }
  const values = { request_type: 'error', priority_id: governed.stage.priorities.get('high') };
  for (const id of ids) await governed.stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  governed.time.advanceBy(1_000);
}

function tickWith(replaced: Partial<Helpdesk>): Promise<TickReport> {
  const { desk } = governed;
  const helpdesk = wrapHelpdesk(desk.helpdesk, replaced);
  return tick({ ...desk, helpdesk }, { directory: null, lastAt: null });
}

describe('an effect beside others', () => {
  const throttled = new AppError('unavailable', 'too many requests', { details: { retryAfterMs: 7_000 } });
  let tries = 0;
  /** Has no time for the writes of these places in the order of all. */
  const busy = (isBusy: (place: number) => boolean): Partial<Helpdesk> => ({
    write: (ticket, change) => {
      tries += 1;
      return isBusy(tries) ? Promise.reject(throttled) : governed.desk.helpdesk.write(ticket, change);
    },
  });
  beforeEach(async () => {
    tries = 0;
    await classifyRequests(5);
  });

  it('is left to the next tick when the helpdesk has no time for it, as long as it has for others', async () => {
    const beganAt = governed.time.now();
    const { executed } = await tickWith(busy((place) => place % 3 !== 0));
    expect(executed.filter(({ became }) => became === 'waits').length).toBeGreaterThan(2);
    expect(executed.filter(({ became }) => became === 'done').length).toBeGreaterThan(1);
    // It was left alone for as long as it asked.
    expect(governed.time.now() - beganAt).toBeGreaterThanOrEqual(3 * 7_000);
    const { executed: rest } = await governed.tick();
    expect(rest.some(({ became }) => became === 'done')).toBe(true);
    expect((await governed.tick()).executed).toEqual([]);
  });

  it('comes before what else is owed to its ticket, also when it has to wait', async () => {
    const { executed } = await tickWith(busy((place) => place === 1));
    const [first] = executed;
    const ofTicket = executed.filter(({ intent }) => intent.subject === first?.intent.subject);
    expect(ofTicket.length).toBeGreaterThan(1);
    expect(ofTicket.map(({ became }) => became)).toEqual(ofTicket.map(() => 'waits'));
    expect(executed.some(({ became }) => became === 'done')).toBe(true);
    const { executed: rest } = await governed.tick();
    expect(rest.map(({ intent, became }) => [intent.key, became])).toEqual(
      ofTicket.map(({ intent }) => [intent.key, 'done']),
    );
  });

  it('ends the tick when it has time for none', async () => {
    await expect(tickWith(busy(() => true))).rejects.toBe(throttled);
    expect(tries).toBe(3);
    const { executed } = await governed.tick();
    expect(executed.length).toBeGreaterThan(3);
    expect(executed.every(({ became }) => became === 'done')).toBe(true);
  });
});
