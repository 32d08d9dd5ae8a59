import { describe, expect, it } from 'vitest';
import type { Step } from '../support/a-ticket.ts';
import { at, sets, writes } from '../support/a-ticket.ts';
import { evaluateAt, intentOf, kyivCall, kyivTicket, textsOwed, violationsIn } from './kyiv.ts';

// Monday, 23 November 2026; 10:00 in Kyiv is 08:00 UTC.
const told = writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration' });
const deleted =
  (when: string): Step =>
  () => [{ kind: 'deleted', id: 'gone', at: Date.parse(when), actor: 'automation', actorId: null }];

describe('the letter with the number [K 4.15]', () => {
  it('is owed at once when the helpdesk has sent none, at night too', () => {
    const atNight = kyivTicket({ at: '2026-11-23T22:00:00Z' });
    const intent = intentOf('arrival-letter', evaluateAt('2026-11-23T22:05:00Z', atNight));

    expect(intent).toMatchObject({ class: 'letter', ground: { clause: 'K 4.15' }, inOpenHours: false });
  });

  it('is not owed once the helpdesk sent it', () => {
    expect(textsOwed(evaluateAt('2026-11-23T08:05:00Z', kyivTicket({}, told)))).not.toHaveProperty(
      'arrival-letter',
    );
  });

  it('counts as a violation when it went out late', () => {
    const late = writes('2026-11-23T11:00:00Z', { actor: 'service', notice: 'registration' });

    expect(violationsIn(evaluateAt('2026-11-23T11:05:00Z', kyivTicket({}, late)))).toContain(
      'K 4.15: registration-not-told',
    );
    expect(violationsIn(evaluateAt('2026-11-23T11:05:00Z', kyivTicket({}, told)))).toEqual([]);
  });

  it('becomes a task to call when it bounced', () => {
    const bounced = writes('2026-11-23T08:00:01Z', {
      actor: 'automation',
      notice: 'registration',
      delivery: 'failed',
    });

    expect(textsOwed(evaluateAt('2026-11-23T08:30:00Z', kyivTicket({}, bounced)))).toMatchObject({
      'arrival-letter': 'tell-number',
    });
  });

  it('asks for that call once, however long nobody calls', () => {
    const bounced = kyivTicket(
      {},
      writes('2026-11-23T08:00:01Z', { actor: 'automation', notice: 'registration', delivery: 'failed' }),
    );
    const { key } = intentOf('arrival-letter', evaluateAt('2026-11-23T08:30:00Z', bounced));
    const effects = new Map([
      [key, { key, status: 'done', at: at('2026-11-23T08:30:00Z'), details: {} }],
    ] as const);

    for (const later of ['2026-11-23T08:31:00Z', '2026-11-24T08:30:00Z'])
      expect(textsOwed(evaluateAt(later, bounced, { effects }))).not.toHaveProperty('arrival-letter');
  });

  it('answers no machine', () => {
    const robot = writes('2026-11-23T08:00:00Z', { actor: 'applicant', isAutomatic: true });

    expect(textsOwed(evaluateAt('2026-11-23T08:05:00Z', kyivTicket({}, robot)))).toEqual({});
  });
});

describe('a call', () => {
  it('asks the agent to tell number and term in the conversation and to tick it [K 4.9.5]', () => {
    const call = kyivCall({ fields: { type: 'consultation', priority: 'low' } });

    const { intents } = evaluateAt('2026-11-23T08:01:00Z', call);

    expect(intents.flatMap(({ article }) => article ?? [])).toMatchObject([
      { kind: 'note', to: ['owner'], textId: 'tell-number' },
    ]);
  });

  it('owes nothing more when the tick is there, and no letter [K 4.9.5, K Table 2]', () => {
    const fields = { type: 'consultation', priority: 'low', owner: '10', told_registration: true };

    expect(textsOwed(evaluateAt('2026-11-23T08:01:00Z', kyivCall({ fields })))).toEqual({});
  });

  it('is never refused, whatever its type [K 4.6, K 4.7]', () => {
    const call = kyivCall({
      fields: { type: 'error', priority: 'critical', state: 'open', told_registration: true },
    });
    const { intents } = evaluateAt('2026-11-23T08:01:00Z', call);

    expect(intents.filter(({ class: kind }) => kind === 'undo')).toEqual([]);
  });
});

describe('a call about an error or new functionality [K 4.6, K 4.7]', () => {
  it.each([
    ['error', null, ['oral-without-reason']],
    ['error', 'Немає доступу до пошти', []],
    ['consultation', null, []],
  ])('%s with the reason %s is marked %j, as our addition', (type, oral_reason, marks) => {
    const call = kyivCall({ fields: { type, priority: 'low', oral_reason, told_registration: true } });
    const { findings } = evaluateAt('2026-11-23T09:30:00Z', call);
    const codes = findings.filter(({ ground }) => ground.kind === 'product').map(({ code }) => code);

    expect(codes.filter((code) => code === 'oral-without-reason')).toEqual(marks);
  });
});

describe('registration', () => {
  it('keeps whatever comes, without type or category [K 4.9.3]', () => {
    const { clocks } = evaluateAt('2026-11-23T08:01:00Z', kyivTicket());

    expect(clocks.find(({ clockId }) => clockId === 'reaction')?.state).toBe('running');
  });

  it.each(['email', 'phone', 'form'])(
    'by %s of each type has its number told and its clocks [K 4.9.3]',
    (request_channel) => {
      for (const type of ['error', 'new-functionality', 'consultation']) {
        const ticket = kyivTicket({ fields: { request_channel, type, priority: 'low' } });
        const { clocks, intents } = evaluateAt('2026-11-23T08:01:00Z', ticket);

        expect(intents.map(({ article }) => article?.textId)).toContain(
          request_channel === 'phone' ? 'tell-number' : 'registration',
        );
        expect(clocks.map(({ clockId }) => clockId)).toEqual(
          expect.arrayContaining(['reaction', 'resolution', 'retention']),
        );
      }
    },
  );

  it('begins in Information: a letter that came elsewhere is moved there [K 2.8]', () => {
    const stray = kyivTicket({ fields: { group: 'technical' } }, told);
    const intent = intentOf('starts-in-information', evaluateAt('2026-11-23T08:01:00Z', stray));

    expect(intent).toMatchObject({ set: { group: 'information' }, article: { kind: 'note', to: ['lead'] } });
  });

  it('leaves a call where Organizational entered it [K 2.8]', () => {
    const call = kyivCall({ fields: { group: 'organizational', told_registration: true } });

    expect(textsOwed(evaluateAt('2026-11-23T08:01:00Z', call))).not.toHaveProperty('starts-in-information');
  });

  it.each([
    ['internal', 'group-of-applicant', 'internal'],
    ['moderators', 'group-of-applicant', 'moderators'],
    [null, 'unknown-sender-is-external', 'external'],
  ])('copies the group %s of the applicant [K 2.6]', (group, rule, copied) => {
    const ticket = kyivTicket({ applicant: { group } }, told);

    expect(intentOf(rule, evaluateAt('2026-11-23T08:01:00Z', ticket)).set).toEqual({
      applicant_group: copied,
    });
  });
});

describe('an unofficial channel [K 2.7, K 4.2]', () => {
  const fromFacebook = kyivTicket({}, told, sets('2026-11-23T08:10:00Z', { request_channel: 'unofficial' }));

  it('is closed as not registered, with a draft of where to turn for the agent alone', () => {
    const intent = intentOf('unofficial-is-not-registered', evaluateAt('2026-11-23T08:11:00Z', fromFacebook));

    expect(intent).toMatchObject({
      set: { state: 'unregistered' },
      article: { kind: 'note', textId: 'where-to-turn-draft' },
    });
  });

  it('classified or not, owned or not, is told nothing', () => {
    const fields = { request_channel: 'unofficial', type: 'consultation', priority: 'low', owner: '10' };
    const { intents } = evaluateAt('2026-11-23T08:01:00Z', kyivTicket({ by: 'agent', fields }));

    expect(intents.filter(({ article }) => article?.kind === 'letter')).toEqual([]);
    expect(intents.map(({ article }) => article?.textId)).not.toContain('tell-number');
  });

  it('then has no clock and no letters', () => {
    const closed = kyivTicket(
      {},
      told,
      sets('2026-11-23T08:10:00Z', { request_channel: 'unofficial' }),
      sets('2026-11-23T08:11:00Z', { state: 'unregistered' }, { by: 'service' }),
    );
    const answer = evaluateAt('2026-11-25T08:11:00Z', closed);

    expect(textsOwed(answer)).toEqual({});
    expect(violationsIn(answer)).toEqual([]);
    expect(answer.clocks.map(({ state }) => state)).not.toContain('breached');
  });
});

describe('keeping for three years [K 4.3]', () => {
  it.each([
    ['2029-11-22T08:00:00Z', ['K 4.3: deleted-before-term']],
    ['2029-11-24T08:00:00Z', []],
  ])('a ticket of 2026 deleted at %s is on record as %j', (when, violations) => {
    const answer = evaluateAt('2030-01-10T08:00:00Z', kyivTicket({}, told, deleted(when)));

    expect(violationsIn(answer).filter((violation) => violation.startsWith('K 4.3'))).toEqual(violations);
  });
});
