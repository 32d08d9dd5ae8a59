import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/core/ticket/fact.ts';
import { ticketId } from '../../../src/core/ticket/ticket-id.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import type { TestDesk } from '../helpdesk.ts';

function changesOf(ticket: Ticket): readonly (readonly unknown[])[] {
  return ticket.timeline.flatMap((fact) =>
    fact.kind === 'field-changed' ? [[fact.field, fact.from, fact.to, fact.actor]] : [],
  );
}

function articlesOf(ticket: Ticket) {
  return ticket.timeline.filter(
    (fact): fact is Extract<Fact, { kind: 'article' }> => fact.kind === 'article',
  );
}

function describeAccount(desk: () => TestDesk): void {
  it('knows itself and its rights', async () => {
    const { helpdesk, serviceUserId } = desk();

    const identity = await helpdesk.identify();

    expect(identity.userId).toBe(serviceUserId);
    expect(identity.groups).toEqual(
      new Map([
        ['front', ['change', 'read']],
        ['back', ['change', 'read']],
      ]),
    );
  });

  it('tells the server’s clock to the second', async () => {
    const { helpdesk, now } = desk();

    const { serverAt } = await helpdesk.ping();

    expect(Math.abs(serverAt - now())).toBeLessThan(1_000);
  });

  it('lists those who work in the governed groups', async () => {
    const { helpdesk, colleague } = desk();

    const people = await helpdesk.listPeople();

    expect(people.map(({ id }) => id)).toContain(colleague.userId);
    expect(people.find(({ id }) => id === colleague.userId)).toMatchObject({
      isActive: true,
      isOutOfOffice: false,
    });
  });
}

function describeTimeline(desk: () => TestDesk): void {
  it('tells a life in order, in the pack’s words, with who did what', async () => {
    const { helpdesk, colleague, receiveMail, pass } = desk();
    const id = await receiveMail();
    await pass(60_000);
    await colleague.take(id);
    await pass(60_000);
    await colleague.classify(id);
    await colleague.answer(id);
    await pass(60_000);
    await colleague.handOver(id, 'back');

    const ticket = await helpdesk.readTicket(id);

    expect(ticket.fields).toMatchObject({ type: 'fault', priority: 'high', group: 'back', state: 'open' });
    expect(ticket.applicant).toMatchObject({ hasEmail: true });
    const [first] = ticket.timeline;
    expect(first).toMatchObject({ kind: 'created', at: ticket.createdAt, actor: 'applicant' });
    expect(first?.kind === 'created' && first.fields).toMatchObject({
      type: null,
      group: 'front',
      state: 'new',
      owner: null,
    });
    expect(changesOf(ticket)).toEqual(
      expect.arrayContaining([
        ['state', 'new', 'open', 'agent'],
        ['owner', null, colleague.userId, 'agent'],
        ['type', null, 'fault', 'agent'],
        ['group', 'front', 'back', 'agent'],
      ]),
    );
    const instants = ticket.timeline.slice(1).map(({ at }) => at);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(new Set(ticket.timeline.map((fact) => fact.id)).size).toBe(ticket.timeline.length);
  });

  it('tells whose words an article has, how they travelled and who sees them', async () => {
    const { helpdesk, colleague, receiveMail, pass } = desk();
    const id = await receiveMail();
    await pass(60_000);
    await colleague.answer(id);
    await colleague.remark(id);
    await pass(60_000);

    const articles = articlesOf(await helpdesk.readTicket(id));

    expect(articles).toEqual([
      expect.objectContaining({
        sender: 'applicant',
        actor: 'applicant',
        channel: 'email',
        delivery: 'none',
        notice: null,
      }),
      expect.objectContaining({
        sender: 'system',
        actor: 'automation',
        delivery: 'delivered',
        notice: 'registered',
      }),
      expect.objectContaining({
        sender: 'agent',
        actor: 'agent',
        channel: 'email',
        isInternal: false,
        delivery: 'delivered',
      }),
      expect.objectContaining({
        sender: 'agent',
        actor: 'agent',
        channel: 'note',
        isInternal: true,
        delivery: 'none',
      }),
    ]);
  });

  it('tells a mail that nobody wrote, and a letter that came back', async () => {
    const { helpdesk, receiveMail, colleague, bounce, pass } = desk();
    const id = await receiveMail({ isAutomatic: true });
    await colleague.answer(id);
    await pass(60_000);
    const sent = articlesOf(await helpdesk.readTicket(id)).find(({ sender }) => sender === 'agent');
    await bounce(sent?.articleId ?? '');

    const articles = articlesOf(await helpdesk.readTicket(id));

    expect(articles.map(({ isAutomatic, delivery }) => [isAutomatic, delivery])).toEqual([
      [true, 'none'],
      [false, 'failed'],
    ]);
  });

  it('tells a merge on both sides', async () => {
    const { helpdesk, colleague, receiveMail, pass } = desk();
    const source = await receiveMail();
    await pass(60_000);
    const target = await receiveMail();
    await colleague.merge(source, target);

    const [from, into] = [await helpdesk.readTicket(source), await helpdesk.readTicket(target)];

    expect(from.fields['state']).toBe('merged');
    expect(from.timeline).toContainEqual(
      expect.objectContaining({ kind: 'merged', into: target, actor: 'agent' }),
    );
    const incoming = articlesOf(into).filter(({ sender }) => sender === 'applicant');
    expect(incoming.map(({ isMerged }) => isMerged)).toEqual([true, false]);
    expect(into.timeline[0]?.kind).toBe('created');
  });

  it('tells of what a ticket was split', async () => {
    const { helpdesk, colleague, receiveMail } = desk();
    const origin = await receiveMail();

    const made = await colleague.split(origin);

    expect(await helpdesk.originOf(made)).toBe(origin);
    expect(await helpdesk.originOf(origin)).toBeNull();
  });

  it('says apart what is deleted and what it may not see', async () => {
    const { helpdesk, colleague, receiveMail, remove } = desk();
    const [gone, elsewhere] = [await receiveMail(), await receiveMail()];
    await remove(gone);
    await colleague.handOver(elsewhere, 'ungoverned');

    await expect(helpdesk.readTicket(gone)).rejects.toMatchObject({ code: 'not-found' });
    await expect(helpdesk.readTicket(elsewhere)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(helpdesk.readTicket(ticketId(987_654))).rejects.toMatchObject({ code: 'not-found' });
  });
}

export function describeReading(desk: () => TestDesk): void {
  describe('identify', () => {
    describeAccount(desk);
  });
  describe('readTicket', () => {
    describeTimeline(desk);
  });
}
