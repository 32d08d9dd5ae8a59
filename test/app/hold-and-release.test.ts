import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { ticketId, type TicketId } from '../../src/core/ticket/ticket-id.ts';
import { preview } from '../../src/app/preview.ts';
import { listHeld, releaseHeld } from '../../src/app/release.ts';
import type { TickReport } from '../../src/app/tick.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';

const rule = 'term-on-classification';
let governed: GovernedDesk;
let applicants = 0;
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z', caps: { perTick: { letter: 1 } } });
});
afterAll(() => governed.close());

/** So many tickets are classified at one moment: each owes a letter, of which one may leave in a tick. */
async function classifyTogether(count: number): Promise<TicketId[]> {
  const ids = Array.from({ length: count }, () => {
    applicants += 1;
    const { ticketId: id } = governed.simulator.receiveMail({
      from: `Applicant <a${applicants}@example.net>`,
      to: supportAddress,
      subject: 'It does not work',
      body: 'Please help.',
    });
    return ticketId(id);
  });
  governed.time.advanceBy(1_000);
  await governed.tick();
  governed.time.advanceBy(1_000);
  await governed.tick();
  const values = { request_type: 'error', priority_id: governed.stage.priorities.get('high') };
  for (const id of ids) await governed.stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  governed.time.advanceBy(1_000);
  return ids;
}

function becomes({ executed }: TickReport, wanted: string): string[] {
  return executed
    .filter(({ intent }) => intent.ruleId === wanted)
    .map(({ intent, became }) => `${intent.subject} ${became}`);
}

async function statusesOf(id: TicketId): Promise<string[]> {
  const found: string[] = [];
  for await (const entries of governed.store.ledger.list({ subject: `ticket:${id}` })) {
    for (const { ruleId, status, details } of entries) {
      const why = typeof details['why'] === 'string' ? ` ${details['why']}` : '';
      if (ruleId === rule) found.push(`${status}${why}`);
    }
  }
  return found;
}

function lettersIn(id: TicketId): number {
  return governed.simulator
    .dump()
    .articles.filter(({ ticket_id: of }) => String(of) === id)
    .map(({ preferences }) => (preferences as { reglament?: { key: string } }).reglament?.key ?? '')
    .filter((key) => key.includes(`/${rule}/`)).length;
}

describe('preview', () => {
  it('says what a tick would do and leaves it to the tick', async () => {
    const [first = ticketId('0'), second] = await classifyTogether(2);
    const requests = governed.simulator.dump().articles.length;
    const ledgerBefore = await governed.store.ledger.head();

    const { rows, enforcingSince } = await preview(governed.desk);

    const { number } = await governed.desk.helpdesk.readTicket(first);
    const letters = rows.filter(({ ruleId }) => ruleId === rule);
    expect(letters.map(({ subject, standing }) => `${subject} ${standing}`)).toEqual([
      `ticket:${first} now`,
      `ticket:${second} held`,
    ]);
    expect(letters[0]).toMatchObject({
      number,
      ground: { kind: 'clause', clause: 'K 4.9.5' },
      action: expect.stringMatching(/^letter /) as string,
      recipients: ['applicant'],
      until: null,
    });
    expect(enforcingSince).not.toBeNull();
    expect(governed.simulator.dump().articles).toHaveLength(requests);
    expect(await governed.store.ledger.head()).toEqual(ledgerBefore);
    expect(becomes(await governed.tick(), rule)).toEqual([`ticket:${first} done`]);
  });
});

describe('release', () => {
  it('sends what a cap held once, and only then', async () => {
    const [held] = await listHeld(governed.store);
    if (held === undefined) throw new Error('nothing is held');
    const id = ticketId(held.subject.slice('ticket:'.length));
    expect(held).toMatchObject({ ruleId: rule, why: 'per-tick' });
    governed.time.advanceBy(MS_PER_MINUTE);
    expect(becomes(await governed.tick(), rule)).toEqual([]);

    await releaseHeld(governed.store, { keys: [held.key] }, governed.time.now());
    expect(await listHeld(governed.store)).toEqual([]);
    expect(becomes(await governed.tick(), rule)).toEqual([`${held.subject} done`]);
    governed.time.advanceBy(MS_PER_MINUTE);
    expect(becomes(await governed.tick('restarted'), rule)).toEqual([]);

    expect(lettersIn(id)).toBe(1);
    expect(await statusesOf(id)).toEqual(['held per-tick', 'pending', 'pending', 'done']);
  });

  it('lets nothing go when one of the keys holds nothing', async () => {
    const [, second] = await classifyTogether(2);
    await governed.tick();
    const [held] = await listHeld(governed.store);
    expect(held?.subject).toBe(`ticket:${second}`);

    const release = releaseHeld(
      governed.store,
      { keys: [held?.key ?? '', 'ticket:0/x/y'] },
      governed.time.now(),
    );

    await expect(release).rejects.toMatchObject({ code: 'input', details: { unknown: ['ticket:0/x/y'] } });
    expect(await listHeld(governed.store)).toHaveLength(1);
  });

  it('keeps a held letter owed past the time after which it would be stale', async () => {
    const [held] = await listHeld(governed.store);
    const id = ticketId(held?.subject.slice('ticket:'.length) ?? '');
    governed.time.advanceBy(6 * MS_PER_DAY);
    await governed.store.tickets.wakeNow([id]);
    await governed.tick();
    expect((await listHeld(governed.store)).map(({ key }) => key)).toEqual([held?.key]);

    await releaseHeld(governed.store, { rules: [rule] }, governed.time.now());
    await governed.tick();

    expect(lettersIn(id)).toBe(1);
  });

  it('drops visibly what is held and owed no more', async () => {
    const [, second = ticketId('0')] = await classifyTogether(2);
    await governed.tick();
    expect(await statusesOf(second)).toEqual(['held per-tick']);
    await governed.store.tickets.markGone(second, 'deleted', governed.time.now());
    await governed.store.tickets.wakeNow([second]);
    governed.time.advanceBy(MS_PER_MINUTE);

    await governed.tick();

    expect(await statusesOf(second)).toEqual(['held per-tick', 'skipped no longer owed']);
    expect(await listHeld(governed.store)).toEqual([]);
  });
});
