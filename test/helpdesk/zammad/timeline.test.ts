import { describe, expect, it } from 'vitest';
import { anArticle, aRow, timelineOf } from './a-record.ts';

describe('tellTimeline', () => {
  it('begins with the values that the first changes came from', () => {
    const [created] = timelineOf({
      ticket: { request_type: 'question', process: 'access', priority_id: 21, told_number: true },
      history: [
        aRow(1, { attribute: 'request_type', value_from: '', value_to: 'fault' }),
        aRow(2, { attribute: 'request_type', value_from: 'fault', value_to: 'question' }),
        aRow(3, { attribute: 'priority', id_from: 22, id_to: 21, value_from: 'Low', value_to: 'High' }),
        aRow(4, { attribute: 'told_number', value_from: 'false', value_to: 'true' }),
      ],
    });

    expect(created).toMatchObject({
      kind: 'created',
      fields: {
        type: null,
        priority: 'low',
        process: 'access',
        told_number: false,
        owner: null,
        group: 'front',
      },
    });
  });

  it('reads what the history prints: instants to the second, dates, ticks', () => {
    const facts = timelineOf({
      history: [
        aRow(1, { attribute: 'reaction_due', value_from: '', value_to: '2026-11-23 09:30:00 UTC' }),
        aRow(2, { attribute: 'postponed_until', value_from: '2026-12-01', value_to: '' }),
        aRow(3, { attribute: 'told_number', value_from: 'false', value_to: 'true' }),
      ],
    });

    expect(facts.slice(1)).toMatchObject([
      { field: 'reaction_due', from: null, to: Date.parse('2026-11-23T09:30:00Z') },
      { field: 'postponed_until', from: '2026-12-01', to: null },
      { field: 'told_number', from: false, to: true },
    ]);
  });

  it('knows nothing of values that are not the pack’s', () => {
    const facts = timelineOf({
      ticket: { process: 'gone', state_id: 99 },
      history: [
        aRow(1, { attribute: 'state', id_from: 98, id_to: 99, value_from: 'odd', value_to: 'odder' }),
        aRow(2, { attribute: 'title', value_from: 'a', value_to: 'b' }),
        aRow(3, {
          attribute: 'group',
          id_from: 11,
          id_to: 77,
          value_from: 'Front desk',
          value_to: 'Canteen',
        }),
      ],
    });

    expect(facts).toMatchObject([
      { kind: 'created', fields: { state: null } },
      { id: 'h3', field: 'group', from: 'front', to: null },
    ]);
    expect(facts[0]).not.toHaveProperty('fields.process');
  });

  it.each([
    ['an agent', { created_by_id: 60 }, 'agent'],
    ['the applicant', { created_by_id: 50 }, 'applicant'],
    ['a colleague of the applicant', { created_by_id: 51 }, 'applicant'],
    ['our account', { created_by_id: 70 }, 'service'],
    ['a former account of ours', { created_by_id: 71 }, 'service'],
    ['the system', { created_by_id: 1 }, 'automation'],
    ['a trigger that an agent set off', { created_by_id: 60, sourceable_type: 'Trigger' }, 'automation'],
    ['somebody Zammad does not tell of', { created_by_id: 88 }, 'agent'],
  ])('sees that it was %s', (_, author, actor) => {
    const facts = timelineOf({ history: [aRow(1, { attribute: 'state', id_from: 1, id_to: 2, ...author })] });

    expect(facts[1]).toMatchObject({ actor, actorId: String(author.created_by_id) });
  });

  it('keeps Zammad’s order within one millisecond, and articles behind the change that came with them', () => {
    const at = '2026-11-23T09:00:00.000Z';
    const facts = timelineOf({
      history: [
        aRow(1, { attribute: 'state', id_from: 1, id_to: 2, created_at: at }),
        aRow(2, { object: 'Ticket::Article', type: 'created', o_id: 5, created_at: at }),
        aRow(3, { attribute: 'owner', id_from: 1, id_to: 60, created_at: at }),
      ],
      articles: [anArticle(5, { created_at: at })],
    });

    expect(facts.map(({ id }) => id)).toEqual(['created', 'h1', 'a5', 'h3']);
  });

  it('puts the beginning first even when a merge brought older articles', () => {
    const facts = timelineOf({
      history: [aRow(9, { type: 'received_merge', id_from: 8, id_to: 1 })],
      articles: [anArticle(4, { created_at: '2026-11-01T08:00:00.000Z' })],
    });

    expect(facts).toMatchObject([{ kind: 'created' }, { id: 'a4', isMerged: true }]);
  });

  it('takes a letter of our own by its mark, and nonsense in that place for nothing', () => {
    const mark = { reglament: { key: 'ticket:1/x/1', notice: 'changed' } };
    const facts = timelineOf({
      articles: [
        anArticle(1, { sender: 'System', created_by_id: 70, preferences: mark }),
        anArticle(2, { preferences: { reglament: 'a1', 'is-auto-response': 'yes', delivery_status: 7 } }),
        anArticle(3, { preferences: null }),
      ],
    });

    expect(facts.slice(1)).toMatchObject([
      { effectKey: 'ticket:1/x/1', notice: 'changed', actor: 'service', delivery: 'pending' },
      { effectKey: null, notice: null, isAutomatic: false },
      { effectKey: null, notice: null },
    ]);
  });

  it('does not take a trigger’s later letter for the arrival letter', () => {
    const late = anArticle(1, { sender: 'System', created_by_id: 1, created_at: '2026-11-23T11:00:00.000Z' });

    expect(timelineOf({ articles: [late] })[1]).toMatchObject({ notice: null, actor: 'automation' });
  });

  it('names attachments and ways of talking', () => {
    const facts = timelineOf({
      articles: [
        anArticle(1, { type: 'twitter status', attachments: [{ filename: 'знімок.png' }] }),
        anArticle(2, { type: 'phone', sender: 'Agent', created_by_id: 60 }),
      ],
    });

    expect(facts.slice(1)).toMatchObject([
      { channel: 'other', attachmentNames: ['знімок.png'], delivery: 'none' },
      { channel: 'phone', sender: 'agent', delivery: 'none' },
    ]);
  });

  it('knows that a message seems to show a password, and nothing of its text [E Appendix 1]', () => {
    const body = '<p>Логин: user-17</p><p>Пароль:<b>Qwerty12</b></p>';
    const facts = timelineOf({
      articles: [
        anArticle(1, { body, content_type: 'text/html' }),
        anArticle(2, { body: 'Забыл пароль', content_type: 'text/plain' }),
        anArticle(3, { body, content_type: 'text/html', sender: 'System' }),
      ],
    });

    expect(facts.filter((fact) => fact.kind === 'article' && fact.showsPassword === true)).toHaveLength(1);
    expect(JSON.stringify(facts)).not.toMatch(/Qwerty12|user-17|Забыл/);
  });
});
