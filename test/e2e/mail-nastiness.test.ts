import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { evaluateClocks } from '../../src/core/clock/evaluate-clocks.ts';
import type { Fact } from '../../src/core/ticket/fact.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { ticketId } from '../../src/core/ticket/ticket-id.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';
import { zammadApi } from '../support/zammad-api.ts';

let governed: GovernedDesk;
let applicants = 0;
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z' });
});
afterAll(() => governed.close());

/** What mail programs that answer by themselves say of it. */
const away = { 'Auto-Submitted': 'auto-replied' };

interface Request {
  readonly id: number;
  readonly number: string;
  readonly address: string;
}

async function requestArrives(): Promise<Request> {
  applicants += 1;
  const address = `n${applicants}@example.net`;
  const id = mailFrom(address, 'It does not work');
  const { number } = await api().get<{ number: string }>(`tickets/${id}`);
  return { id, number, address };
}

function mailFrom(address: string, subject: string, headers: Readonly<Record<string, string>> = {}): number {
  const mail = { from: `Applicant <${address}>`, to: supportAddress, subject, body: 'Please help.', headers };
  const { ticketId: id } = governed.simulator.receiveMail(mail);
  governed.time.advanceBy(5_000);
  return id;
}

function answersByItself({ number, address }: Request): void {
  mailFrom(address, `Automatic reply: [Ticket#${number}]`, away);
}

function api() {
  return zammadApi(governed.simulator.url, governed.simulator.adminToken);
}

async function agentSaves(id: number, values: object): Promise<void> {
  await governed.stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  governed.time.advanceBy(5_000);
}

/** Ticks, three minutes apart, until nothing is left to do. */
async function rest(): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    if ((await governed.tick()).executed.length === 0) return;
  }
}

const priority = (id: string) => governed.stage.priorities.get(id);
const classified = () => ({ request_type: 'error', priority_id: priority('high') });

/** Keys of the messages that we wrote into a ticket, in order. */
function written(id: number): readonly string[] {
  return governed.simulator.dump().articles.flatMap(({ ticket_id: of, preferences }) => {
    const { reglament } = preferences as { reglament?: { key: string } };
    return of === id && reglament !== undefined ? [reglament.key] : [];
  });
}

const tellings = (id: number, rule: string) => written(id).filter((key) => key.includes(`/${rule}/`));

function lettersTo(address: string): readonly { readonly at: string | number; readonly articleId: number }[] {
  return governed.simulator.dump().outbox.filter(({ to }) => to.includes(address));
}

async function readTicket(id: number): Promise<Ticket> {
  return governed.desk.helpdesk.readTicket(ticketId(id));
}

/** How each clock stands, without what grows with time. */
async function clocksOf(id: number): Promise<readonly string[]> {
  const ticket = await readTicket(id);
  const { pack, time } = governed;
  return evaluateClocks({ pack, ticket }, time.now()).map(
    ({ clockId, cycle, state, stoppedAt }) => `${clockId} ${cycle} ${state} ${stoppedAt ?? ''}`,
  );
}

const isAutomatic = (fact: Fact): boolean => fact.kind === 'article' && fact.isAutomatic;

describe('a letter of ours that bounces', () => {
  it('told nothing: an agent is asked once to telephone instead [K 4.9.5]', async () => {
    const request = await requestArrives();
    await agentSaves(request.id, classified());
    await rest();
    const told = lettersTo(request.address).at(-1);
    expect(tellings(request.id, 'term-on-classification')).toHaveLength(1);
    governed.simulator.receiveBounce(told?.articleId ?? 0);
    await rest();
    await rest();
    expect(tellings(request.id, 'term-on-classification')).toEqual([
      expect.not.stringMatching(/\/call$/),
      expect.stringMatching(/\/call$/),
    ]);
    const letters = lettersTo(request.address).length;
    await rest();
    expect(lettersTo(request.address)).toHaveLength(letters);
  });
});

describe('a reply that nobody wrote', () => {
  it('is not answered and stops no clock [K 4.15]', async () => {
    const request = await requestArrives();
    await rest();
    const [letters, before] = [lettersTo(request.address).length, await clocksOf(request.id)];
    answersByItself(request);
    await rest();
    expect((await readTicket(request.id)).timeline.filter(isAutomatic)).toHaveLength(1);
    expect(lettersTo(request.address)).toHaveLength(letters);
    expect(await clocksOf(request.id)).toEqual(before);
  });

  it.each([
    ['that the helpdesk knows for an absence', { 'Auto-Submitted': 'auto-replied (vacation)' }],
    ['that the helpdesk takes for a word of the applicant', away],
  ])('%s reopens nothing', async (_, headers) => {
    const request = await requestArrives();
    await agentSaves(request.id, { request_type: 'consultation', priority_id: priority('low') });
    await rest();
    await api().put(`tickets/${request.id}`, {
      state_id: governed.stage.states.get('closed'),
      business_process: 'eds',
      closing_reason: 'advised',
      consultation: 'How it is done.',
    });
    await rest();
    const [keys, before] = [written(request.id), await clocksOf(request.id)];
    mailFrom(request.address, `Away: [Ticket#${request.number}]`, headers);
    await rest();
    expect(await clocksOf(request.id)).toEqual(before);
    expect(written(request.id)).toEqual(keys);
  });
});

describe('a machine that answers every letter', () => {
  it('gets no letter any more once it answered, and never more than three an hour', async () => {
    const request = await requestArrives();
    for (let round = 0; round < 6; round += 1) {
      const before = lettersTo(request.address).length;
      await agentSaves(request.id, {
        ...classified(),
        priority_id: priority(round % 2 === 0 ? 'high' : 'low'),
      });
      governed.time.advanceBy(16 * MS_PER_MINUTE);
      await governed.tick();
      governed.time.advanceBy(5_000);
      if (lettersTo(request.address).length > before) answersByItself(request);
    }
    const afterFirst = lettersTo(request.address).length;
    expect(afterFirst).toBeLessThanOrEqual(2);
  });

  it('that hides it, under a new request for each letter, gets three letters of ours an hour [K 4.15]', async () => {
    const address = 'loop@example.net';
    for (let round = 0; round < 8; round += 1) {
      const id = mailFrom(address, `Thank you for your letter ${round}`);
      await agentSaves(id, classified());
      governed.time.advanceBy(3 * MS_PER_MINUTE);
      await governed.tick();
    }
    await governed.tick();
    const { articles } = governed.simulator.dump();
    const ours = new Set(
      articles.flatMap(({ id, preferences }) => ('reglament' in (preferences as object) ? [id] : [])),
    );
    expect(lettersTo(address).filter(({ articleId }) => ours.has(articleId))).toHaveLength(3);
  });
});

describe('an applicant without an address', () => {
  it('is telephoned: an agent is asked once, and no letter is tried [K 4.9.5]', async () => {
    const customer = await api().post<{ id: number }>('users', {
      firstname: 'Olena',
      phone: '+380441234567',
      login: 'olena-without-mail',
      roles: ['Customer'],
    });
    const request = await api().post<{ id: number }>('tickets', {
      title: 'By the counter',
      group: governed.stage.groups.get('information')?.name,
      customer_id: customer.id,
      article: { body: 'Please help.', type: 'web', sender: 'Customer', internal: false },
    });
    const letters = governed.simulator.dump().outbox.length;
    governed.time.advanceBy(5_000);
    await agentSaves(request.id, classified());
    await rest();
    await rest();
    const calls = written(request.id).filter((key) => key.endsWith('/call'));
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls).size).toBe(calls.length);
    expect(governed.simulator.dump().outbox).toHaveLength(letters);
  });
});

describe('a group without a mail channel, while no mail server is set', () => {
  it('has an agent asked to telephone instead of the letter [K 4.9.5]', async () => {
    const { id: groupId } = governed.stage.groups.get('information') ?? { id: 0 };
    const { email_address_id: sender } = await api().get<{ email_address_id: number }>(`groups/${groupId}`);
    const request = await requestArrives();
    await rest();
    await api().put(`groups/${groupId}`, { email_address_id: null });
    await agentSaves(request.id, classified());
    await rest();
    await rest();
    await api().put(`groups/${groupId}`, { email_address_id: sender });
    await rest();
    expect(tellings(request.id, 'term-on-classification')).toEqual([expect.stringMatching(/\/call$/)]);
  });
});
