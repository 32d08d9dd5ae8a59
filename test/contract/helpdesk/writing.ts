import { describe, expect, it } from 'vitest';
import type { FieldValues } from '../../../src/core/ticket/field-value.ts';
import type { ArticleToWrite, TicketChange } from '../../../src/helpdesk/helpdesk.ts';
import type { TestDesk } from '../helpdesk.ts';

const aNote: ArticleToWrite = {
  kind: 'note',
  isInternal: true,
  to: null,
  subject: 'Reminder',
  html: '<p>Half of the time is over.</p>',
  notice: null,
  mentionUserIds: [],
};
const aLetter: ArticleToWrite = { ...aNote, kind: 'letter', isInternal: false, notice: 'changed' };

function aChange(part: Partial<TicketChange> = {}): TicketChange {
  return { set: {}, article: aNote, key: 'ticket:1/remind/1', ...part };
}

function describeNotes(desk: () => TestDesk): void {
  it('sets fields and adds a marked note in one request', async () => {
    const { helpdesk, receiveMail, pass } = desk();
    const id = await receiveMail();
    await helpdesk.identify();
    const dueAt = Date.parse('2026-11-24T10:30:00Z');
    await pass(1_000);
    const requestsBefore = helpdesk.requestCount();

    const outcome = await helpdesk.write(
      id,
      aChange({ set: { priority: 'low', reaction_due: dueAt, told_number: true } }),
    );

    expect(helpdesk.requestCount() - requestsBefore).toBe(1);
    const ticket = await helpdesk.readTicket(id);
    expect(ticket.fields).toMatchObject({ priority: 'low', reaction_due: dueAt, told_number: true });
    expect(outcome.updatedAt).toBe(ticket.updatedAt);
    expect(ticket.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'article',
        articleId: outcome.articleId,
        actor: 'service',
        sender: 'system',
        isInternal: true,
        effectKey: 'ticket:1/remind/1',
      }),
    );
    expect(ticket.timeline).toContainEqual(
      expect.objectContaining({
        kind: 'field-changed',
        field: 'reaction_due',
        from: null,
        to: dueAt,
        actor: 'service',
      }),
    );
  });

  it('finds the mark again, and no other', async () => {
    const { helpdesk, receiveMail } = desk();
    const id = await receiveMail();

    await helpdesk.write(id, aChange({ key: 'k1' }));

    expect(await helpdesk.hasMark(id, 'k1')).toBe(true);
    expect(await helpdesk.hasMark(id, 'k')).toBe(false);
  });

  it.each<[FieldValues]>([
    [{ type: 'question', process: 'payroll', postponed_until: '2026-12-24' }],
    [{ type: null, process: null, postponed_until: null, reaction_due: null, owner: null }],
    [{ state: 'awaiting-applicant' }],
    [{ state: 'closed', group: 'back' }],
  ])('reads back what it wrote: %j', async (set) => {
    const { helpdesk, receiveMail } = desk();
    const id = await receiveMail();
    await helpdesk.write(
      id,
      aChange({ set: { process: 'access', postponed_until: '2026-12-01' }, article: null }),
    );

    const outcome = await helpdesk.write(id, aChange({ set, article: null }));

    const { fields } = await helpdesk.readTicket(id);
    const written = Object.keys(set).map((field) => [field, fields[field] ?? null]);
    expect(Object.fromEntries(written)).toEqual(set);
    expect(outcome.articleId).toBeNull();
  });

  it('mentions people without letting their names become markup', async () => {
    const { helpdesk, colleague, receiveMail } = desk();
    const id = await receiveMail();

    await helpdesk.write(id, aChange({ article: { ...aNote, mentionUserIds: [colleague.userId] } }));

    expect(await helpdesk.hasMark(id, 'ticket:1/remind/1')).toBe(true);
  });
}

function describeLetters(desk: () => TestDesk): void {
  it('writes to the applicant in the name of the system', async () => {
    const { helpdesk, receiveMail, pass } = desk();
    const id = await receiveMail();

    const { articleId } = await helpdesk.write(id, aChange({ article: aLetter, key: 'letter' }));
    await pass(60_000);

    expect((await helpdesk.readTicket(id)).timeline).toContainEqual(
      expect.objectContaining({
        articleId,
        actor: 'service',
        sender: 'system',
        channel: 'email',
        isInternal: false,
        effectKey: 'letter',
        notice: 'changed',
        delivery: 'delivered',
      }),
    );
  });

  it('says so when the group sends no mail, and changes nothing', async () => {
    const { helpdesk, colleague, receiveMail } = desk();
    const id = await receiveMail();
    await colleague.handOver(id, 'back');
    const before = await helpdesk.readTicket(id);

    const refused = helpdesk.write(id, aChange({ set: { process: 'access' }, article: aLetter, key: 'no' }));

    await expect(refused).rejects.toMatchObject({ code: 'rejected', details: { reason: 'no-mail-channel' } });
    expect(await helpdesk.readTicket(id)).toEqual(before);
  });

  it('refuses to write where it may not, and into nothing', async () => {
    const { helpdesk, colleague, receiveMail, remove } = desk();
    const [elsewhere, gone] = [await receiveMail(), await receiveMail()];
    await colleague.handOver(elsewhere, 'ungoverned');
    await remove(gone);

    await expect(helpdesk.write(elsewhere, aChange())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(helpdesk.write(gone, aChange())).rejects.toMatchObject({ code: 'not-found' });
    await expect(helpdesk.write(gone, aChange({ set: { state: 'unheard-of' } }))).rejects.toMatchObject({
      code: 'rejected',
    });
  });
}

export function describeWriting(desk: () => TestDesk): void {
  describe('write', () => {
    describeNotes(desk);
    describeLetters(desk);
  });
}
