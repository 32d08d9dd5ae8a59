import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/app-error.ts';
import { MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { ticketId, type TicketId } from '../../src/core/ticket/ticket-id.ts';
import type { Helpdesk } from '../../src/helpdesk/helpdesk.ts';
import { recordEnforcement } from '../../src/app/enforcement.ts';
import { tick, type TickReport } from '../../src/app/tick.ts';
import type { MailTools } from '../../src/app/send-mail-once.ts';
import type { OutgoingMail } from '../../src/output/output.ts';
import type { LedgerEntry } from '../../src/store/store.ts';
import { type GovernedDesk, openGovernedDesk, supportAddress } from '../support/a-governed-desk.ts';
import { deskMailTools } from '../support/desk-mail-tools.ts';
import { wrapHelpdesk } from '../support/wrap-helpdesk.ts';

let governed: GovernedDesk;
let applicants = 0;
beforeAll(async () => {
  governed = await openGovernedDesk({ startAt: '2026-11-23T08:00:00Z' });
});
afterAll(() => governed.close());
afterEach(async () => {
  governed.simulator.faults.clear();
  governed.time.advanceBy(5 * MS_PER_MINUTE);
  await quiesce();
});

/** Ticks until nothing is done any more. */
async function quiesce(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const { executed } = await governed.tick();
    if (executed.length === 0) return;
    governed.time.advanceBy(3 * MS_PER_MINUTE);
  }
}

/** A mail comes in and is pulled; its ticket is at rest. */
async function mailComesIn(): Promise<TicketId> {
  applicants += 1;
  const { ticketId: id } = governed.simulator.receiveMail({
    from: `Applicant <a${applicants}@example.net>`,
    to: supportAddress,
    subject: 'It does not work',
    body: 'Please help.',
  });
  governed.time.advanceBy(1_000);
  await quiesce();
  return ticketId(id);
}

/** An agent of the information line saves a form. */
async function agentSaves(id: TicketId, values: Readonly<Record<string, unknown>>): Promise<void> {
  await governed.stage.admin.call('PUT', `tickets/${id}`, values, 'information-1');
  governed.time.advanceBy(1_000);
}

const classified = () => ({ request_type: 'error', priority_id: governed.stage.priorities.get('high') });

function tickWith(replaced: Partial<Helpdesk>, mail: MailTools | null = null): Promise<TickReport> {
  const { desk } = governed;
  return tick(
    { ...desk, mail, helpdesk: wrapHelpdesk(desk.helpdesk, replaced) },
    { directory: null, lastAt: null },
  );
}

async function ledgerOf(id: TicketId): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for await (const entries of governed.store.ledger.list({ subject: `ticket:${id}` })) found.push(...entries);
  return found;
}

/** Keys with which messages stand in the ticket. */
function marksIn(id: TicketId): string[] {
  return governed.simulator
    .dump()
    .articles.filter(({ ticket_id: of }) => String(of) === id)
    .flatMap(({ preferences }) => (preferences as { reglament?: { key: string } }).reglament?.key ?? []);
}

/** The helpdesk's clock so much ahead of ours. */
function ahead(offsetMs: number): Partial<Helpdesk> {
  const { helpdesk } = governed.desk;
  return {
    identify: async () => ({ ...(await helpdesk.identify()), serverAt: governed.time.now() + offsetMs }),
  };
}

function becomes({ executed }: TickReport): string[] {
  return executed.map(({ intent, became }) => `${intent.ruleId} ${became}`);
}

describe('tick', () => {
  it('tells the term once it is classified, by a letter that carries the key [K 4.9.5]', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    expect(becomes(await governed.tick())).toContain('term-on-classification done');
    expect(marksIn(id)).toEqual([expect.stringMatching(new RegExp(`^ticket:${id}/term-on-classification/`))]);
    governed.time.advanceBy(1_000);
    const [letter] = governed.simulator
      .dump()
      .outbox.filter(({ ticketId: of, subject }) => String(of) === id && subject.includes('строк'));
    expect(letter?.body).toContain('Помилка/проблема');
  });

  it('is not woken by what it wrote itself', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    await governed.tick();
    governed.time.advanceBy(1_000);
    await governed.tick();
    const { pull, evaluated } = await governed.tick();
    expect({ changed: pull.changed, evaluated }).toEqual({ changed: [], evaluated: 0 });
  });

  it('writes the deadlines into the fields that agents sort by', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    await governed.tick();
    const ticket = await governed.desk.helpdesk.readTicket(id);
    expect(ticket.fields['reaction_due_at']).toBe(ticket.createdAt + 120 * MS_PER_MINUTE);
  });

  it('stops at once when the token is refused', async () => {
    const refused = () => Promise.reject(new AppError('unauthorized', 'no'));
    await expect(tickWith({ identify: refused })).rejects.toMatchObject({ code: 'unauthorized' });
  });

  it('keeps the cursor while a group is lost', async () => {
    const { state } = governed.store;
    const before = await state.get('sync.cursor');
    await mailComesIn().catch(() => undefined);
    const identity = await governed.desk.helpdesk.identify();
    const groups = new Map([...identity.groups].filter(([group]) => group !== 'technical'));
    const cursor = await state.get('sync.cursor');
    const report = await tickWith({ identify: () => Promise.resolve({ ...identity, groups }) });
    expect(report.lostGroups).toEqual(['technical']);
    expect(await state.get('sync.cursor')).toBe(cursor);
    expect(before).not.toBeNull();
  });

  it('pulls but enforces nothing while the clocks are more than a minute apart', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    const report = await tickWith(ahead(61_000));
    expect(report.stopped).toContain('61 s');
    expect([report.isEnforcing, report.executed, report.pull.changed]).toEqual([false, [], [id]]);
    expect(report.observed.map(({ ruleId }) => ruleId)).toContain('term-on-classification');
  });

  it('owes afterwards what came due while the clocks could not be trusted', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    expect(await tickWith(ahead(90_000))).toMatchObject({ executed: [] });
    expect(becomes(await governed.tick())).toContain('term-on-classification done');
  });

  it('keeps time by the helpdesk while they are less apart', async () => {
    const report = await tickWith(ahead(45_000));
    expect([report.stopped, report.at]).toEqual([null, governed.time.now() + 45_000]);
  });

  it('writes nothing while it only observes', async () => {
    const id = await mailComesIn();
    await agentSaves(id, classified());
    const { state } = governed.store;
    await recordEnforcement(state, { mode: 'observing', since: governed.time.now() });
    const report = await governed.tick();
    await recordEnforcement(state, { mode: 'enforcing', since: Date.parse('2026-11-23T08:00:00Z') });
    expect(report.observed.map(({ ruleId }) => ruleId)).toContain('term-on-classification');
    expect(marksIn(id)).toEqual([]);
  });
});

describe('an effect', () => {
  let id: TicketId;
  beforeEach(async () => {
    id = await mailComesIn();
  });

  /** What became of the letter with the term of this ticket. */
  function theTerm({ executed }: TickReport): string[] {
    return executed
      .filter(({ intent }) => intent.subject === `ticket:${id}` && intent.ruleId === 'term-on-classification')
      .map(({ intent, became }) => (intent.key.endsWith('/call') ? `call ${became}` : became));
  }

  it('is found done by a process that ended right after the write', async () => {
    await agentSaves(id, classified());
    const { helpdesk } = governed.desk;
    const killed = tickWith({
      write: async (ticket, change) => {
        await helpdesk.write(ticket, change);
        throw new Error('killed');
      },
    });
    await expect(killed).rejects.toThrow('killed');
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    await governed.tick('restarted');
    expect(marksIn(id)).toHaveLength(1);
    expect((await ledgerOf(id)).at(-1)).toMatchObject({ status: 'done' });
    const term = (await ledgerOf(id)).filter(({ ruleId }) => ruleId === 'term-on-classification');
    expect(term.map(({ status }) => status)).toEqual(['pending', 'done']);
  });

  it('is carried out by the next process when the first ended before the write', async () => {
    await agentSaves(id, classified());
    await expect(tickWith({ write: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed');
    governed.time.advanceBy(MS_PER_MINUTE);
    expect(theTerm(await governed.tick('restarted'))).toEqual(['waits']);
    expect(marksIn(id)).toEqual([]);
    governed.time.advanceBy(2 * MS_PER_MINUTE);
    expect(theTerm(await governed.tick('restarted'))).toEqual(['done']);
    expect(marksIn(id)).toHaveLength(1);
  });

  it('is carried out by the next process when the first was killed before it promised anything', async () => {
    await agentSaves(id, classified());
    await new Promise<void>((resolve) => {
      // Never heard of again.
      const beforeEffect = (): Promise<void> => {
        resolve();
        return new Promise(() => undefined);
      };
      void tick(governed.desk, { directory: null, lastAt: null }, { beforeEffect });
    });
    expect(marksIn(id)).toEqual([]);
    expect(theTerm(await governed.tick('restarted'))).toEqual(['done']);
  });

  it('does not wait when the request was certainly not sent', async () => {
    await agentSaves(id, classified());
    const down = await tickWith({ write: () => Promise.reject(new AppError('unavailable', 'down')) });
    expect(theTerm(down)).toEqual(['waits']);
    governed.time.advanceBy(10_000);
    expect(theTerm(await governed.tick())).toEqual(['done']);
  });

  it('is not owed any more when a person acted between evaluation and write', async () => {
    await agentSaves(id, classified());
    const { helpdesk } = governed.desk;
    let reads = 0;
    const report = await tickWith({
      readTicket: async (ticket) => {
        reads += 1;
        if (reads === 2) await agentSaves(id, { state_id: governed.stage.states.get('spam') });
        return helpdesk.readTicket(ticket);
      },
    });
    expect(theTerm(report)).toEqual(['not-owed']);
    expect(marksIn(id)).toEqual([]);
  });

  it('that the helpdesk refuses is told, not tried again, and asked for by telephone', async () => {
    await agentSaves(id, classified());
    const refused = new AppError('rejected', 'Missing required value', { details: { reason: 'workflow' } });
    expect(theTerm(await tickWith({ write: () => Promise.reject(refused) }))).toEqual(['refused']);
    governed.time.advanceBy(5 * MS_PER_MINUTE);
    expect(theTerm(await governed.tick())).toEqual(['call done']);
    expect(await ledgerOf(id)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'finding', details: expect.objectContaining({ code: 'refused' }) }),
      ]),
    );
  });

  describe('in a group without a mail channel', () => {
    const noChannel = new AppError('rejected', 'cannot send', { details: { reason: 'no-mail-channel' } });
    const letters: Partial<Helpdesk> = {
      write: (ticket, change) =>
        change.article?.kind === 'letter'
          ? Promise.reject(noChannel)
          : governed.desk.helpdesk.write(ticket, change),
    };
    let mailed: OutgoingMail[] = [];
    const tools = (failure?: AppError): MailTools => deskMailTools(governed.desk, mailed, failure);
    const toApplicant = (): readonly OutgoingMail[] =>
      mailed.filter(({ to }) => to.includes(`a${applicants}@example.net`));
    beforeEach(async () => {
      mailed = [];
      await agentSaves(id, classified());
    });

    it('leaves as a mail of ours, once, and stands in the ticket as a note that counts as told', async () => {
      expect(theTerm(await tickWith(letters, tools()))).toEqual(['done']);
      governed.time.advanceBy(3 * MS_PER_MINUTE);
      expect(theTerm(await tickWith(letters, tools()))).toEqual([]);
      expect(toApplicant()).toHaveLength(1);
      expect(toApplicant()[0]?.text).toContain('Помилка/проблема');
      expect(marksIn(id)).toEqual([
        expect.stringMatching(new RegExp(`^ticket:${id}/term-on-classification/`)),
      ]);
      const { timeline } = await governed.desk.helpdesk.readTicket(id);
      const note = timeline.find((fact) => fact.kind === 'article' && fact.effectKey !== null);
      expect(note).toMatchObject({ isInternal: false, notice: expect.any(String) });
      expect(JSON.stringify(await ledgerOf(id))).not.toContain('example.net');
    });

    it('waits while the mail server is away, and is mailed once it is back', async () => {
      const down = new AppError('unavailable', 'down');
      expect(theTerm(await tickWith(letters, tools(down)))).toEqual(['waits']);
      expect(marksIn(id)).toEqual([]);
      governed.time.advanceBy(3 * MS_PER_MINUTE);
      expect(theTerm(await tickWith(letters, tools()))).toEqual(['done']);
      expect(toApplicant()).toHaveLength(2);
      expect(new Set(toApplicant().map(({ messageId }) => messageId)).size).toBe(1);
    });

    it('is mailed once by two processes, the first of which ended before the note', async () => {
      const killed: Partial<Helpdesk> = {
        write: (_ticket, change) =>
          Promise.reject(change.article?.kind === 'letter' ? noChannel : new Error('killed')),
      };
      await expect(tickWith(killed, tools())).rejects.toThrow('killed');
      governed.time.advanceBy(3 * MS_PER_MINUTE);
      expect(theTerm(await tickWith(letters, tools()))).toEqual(['done']);
      expect([toApplicant().length, marksIn(id).length]).toEqual([1, 1]);
    });

    it('is asked for by telephone when the mail server refuses it', async () => {
      const gone = new AppError('rejected', 'no such mailbox');
      expect(theTerm(await tickWith(letters, tools(gone)))).toEqual(['refused']);
      governed.time.advanceBy(3 * MS_PER_MINUTE);
      expect(theTerm(await tickWith(letters, tools()))).toEqual(['call done']);
      expect(toApplicant()).toHaveLength(1);
    });
  });

  it('whose outcome stays unknown is given up after five attempts, and told', async () => {
    await agentSaves(id, classified());
    const unknown = () => Promise.reject(new AppError('unknown-outcome', 'cut'));
    const outcomes: string[] = [];
    for (let round = 0; round < 7; round += 1) {
      outcomes.push(...theTerm(await tickWith({ write: unknown })));
      governed.time.advanceBy(3 * MS_PER_MINUTE);
    }
    expect(outcomes).toEqual(['waits', 'waits', 'waits', 'waits', 'waits', 'refused', 'call waits']);
  });

  it('that replaced what a person entered meanwhile gives it back, once', async () => {
    await meetAgent({});
    expect((await governed.desk.helpdesk.readTicket(id)).fields['state']).toBe('handed-over');
    const told = (await ledgerOf(id)).filter(({ details }) => details['code'] === 'put-back');
    expect(told).toHaveLength(1);
  });

  /** A write that meets an agent who hands the ticket over at the same moment. */
  async function meetAgent(replaced: Partial<Helpdesk>): Promise<TickReport> {
    const { helpdesk } = governed.desk;
    const { states, priorities } = governed.stage;
    await agentSaves(id, { request_type: 'new-functionality', priority_id: priorities.get('low') });
    await quiesce();
    await agentSaves(id, { state_id: states.get('open') });
    let isFirst = true;
    return tickWith({
      write: async (ticket, change) => {
        if (isFirst && change.set['state'] !== undefined) {
          isFirst = false;
          await agentSaves(id, { state_id: states.get('handed-over') });
        }
        return helpdesk.write(ticket, change);
      },
      ...replaced,
    });
  }

  async function codesOf(ticket: TicketId): Promise<unknown[]> {
    return (await ledgerOf(ticket)).flatMap(({ details }) =>
      ['put-back', 'overwritten'].includes(String(details['code'])) ? [details['code']] : [],
    );
  }

  it('that replaced what a person entered gives it back although the process ended before it knew', async () => {
    const { helpdesk } = governed.desk;
    let isWritten = false;
    const killed = meetAgent({
      readTicket: async (ticket) => {
        const read = await helpdesk.readTicket(ticket);
        const { states } = governed.stage;
        const raw = await governed.stage.admin.call<{ state_id: number }>('GET', `tickets/${ticket}`);
        isWritten ||= read.timeline.some(
          ({ kind, actor, ...fact }) =>
            kind === 'field-changed' && actor === 'agent' && 'to' in fact && fact.to === 'handed-over',
        );
        if (isWritten && raw.state_id !== states.get('handed-over')) throw new Error('killed');
        return read;
      },
    });
    await expect(killed).rejects.toThrow('killed');
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    await governed.tick('restarted');
    expect((await helpdesk.readTicket(id)).fields['state']).toBe('handed-over');
    expect(await codesOf(id)).toEqual(['put-back']);
  });

  it('gives back what a person entered when the first try to do so has no certain outcome', async () => {
    const { helpdesk } = governed.desk;
    const { states } = governed.stage;
    let isMet = false;
    let backs = 0;
    await meetAgent({
      write: async (ticket, change) => {
        if (change.key.endsWith('/back')) {
          backs += 1;
          throw new AppError('unknown-outcome', 'cut');
        }
        if (!isMet && change.set['state'] !== undefined) {
          isMet = true;
          await agentSaves(id, { state_id: states.get('handed-over') });
        }
        return helpdesk.write(ticket, change);
      },
    });
    expect(backs).toBe(1);
    governed.time.advanceBy(3 * MS_PER_MINUTE);
    await governed.tick('restarted');
    expect((await helpdesk.readTicket(id)).fields['state']).toBe('handed-over');
    expect(await codesOf(id)).toEqual(['put-back']);
  });

  it('that fields alone show is done, however late they came', async () => {
    const { helpdesk } = governed.desk;
    let late: (() => Promise<unknown>) | null = null;
    await agentSaves(id, classified());
    await tickWith({
      write: (ticket, change) => {
        if (!change.key.includes('/computed-fields/')) return helpdesk.write(ticket, change);
        late = () => helpdesk.write(ticket, change);
        return Promise.reject(new AppError('unknown-outcome', 'cut'));
      },
    });
    governed.time.advanceBy(MS_PER_MINUTE);
    await governed.tick();
    governed.time.advanceBy(2 * MS_PER_MINUTE);
    await tickWith({
      readTicket: async (ticket) => {
        await late?.();
        late = null;
        return helpdesk.readTicket(ticket);
      },
    });
    const fields = (await ledgerOf(id)).filter(({ key }) => key.includes('/computed-fields/'));
    expect(fields.at(-1)).toMatchObject({ status: 'done' });
  });
});
