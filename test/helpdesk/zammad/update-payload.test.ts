import { describe, expect, it } from 'vitest';
import type { ArticleToWrite, TicketChange } from '../../../src/helpdesk/helpdesk.ts';
import { updatePayload } from '../../../src/helpdesk/zammad/update-payload.ts';
import { codecs, pack } from './a-record.ts';

const now = Date.parse('2026-11-23T10:00:00Z');
const aNote: ArticleToWrite = {
  kind: 'note',
  isInternal: true,
  to: null,
  subject: null,
  html: '<p>x</p>',
  notice: null,
  mentionUserIds: [],
};

function payloadOf(change: Partial<TicketChange>, to: string | null = null) {
  const context = { pack, codecs, now, to, nameOf: (id: string) => `<b>${id}</b>` };
  return updatePayload({ set: {}, article: null, key: 'k', ...change }, context);
}

describe('updatePayload', () => {
  it('speaks in ids and attributes', () => {
    const dueAt = Date.parse('2026-11-24T07:00:00Z');

    expect(
      payloadOf({
        set: {
          type: 'fault',
          priority: 'high',
          group: 'back',
          state: 'open',
          owner: '60',
          reaction_due: dueAt,
        },
      }),
    ).toEqual({
      request_type: 'fault',
      priority_id: 21,
      group_id: 12,
      state_id: 2,
      owner_id: 60,
      reaction_due: '2026-11-24T07:00:00.000Z',
    });
    expect(payloadOf({ set: { owner: null, type: null, postponed_until: '2026-12-01' } })).toEqual({
      owner_id: 1,
      request_type: null,
      postponed_until: '2026-12-01',
    });
  });

  it('gives a waiting state the instant to be reminded at', () => {
    // The small pack waits three working days: Monday 12:00 in Kyiv to Thursday 12:00.
    expect(payloadOf({ set: { state: 'awaiting-applicant' } })).toEqual({
      state_id: 3,
      pending_time: '2026-11-26T10:00:00.000Z',
    });
  });

  it('says explicitly that a note is internal, and marks it', () => {
    expect(payloadOf({ article: aNote })).toEqual({
      article: {
        type: 'note',
        sender: 'System',
        internal: true,
        content_type: 'text/html',
        body: '<p>x</p>',
        preferences: { reglament: { key: 'k', notice: null } },
      },
    });
  });

  it('addresses a letter', () => {
    const letter: ArticleToWrite = {
      ...aNote,
      kind: 'letter',
      isInternal: false,
      subject: 'Due',
      notice: 'changed',
    };

    expect(payloadOf({ article: letter }, 'anna@applicant.test')).toMatchObject({
      article: {
        type: 'email',
        internal: false,
        to: 'anna@applicant.test',
        subject: 'Due',
        preferences: { reglament: { key: 'k', notice: 'changed' } },
      },
    });
  });

  it('mentions people by links, with their names as text', () => {
    const { article } = payloadOf({ article: { ...aNote, mentionUserIds: ['60', '61'] } });

    expect(article).toMatchObject({
      body:
        '<p>x</p><p><a data-mention-user-id="60">@&lt;b&gt;60&lt;/b&gt;</a> ' +
        '<a data-mention-user-id="61">@&lt;b&gt;61&lt;/b&gt;</a></p>',
    });
  });

  it.each([{ state: 'unheard-of' }, { group: null }, { priority: 'vital' }])(
    'refuses what Zammad has nothing for: %j',
    (set) => {
      expect(() => payloadOf({ set })).toThrow(
        expect.objectContaining({
          code: 'rejected',
          details: expect.objectContaining({ reason: 'unbound' }) as object,
        }),
      );
    },
  );
});
