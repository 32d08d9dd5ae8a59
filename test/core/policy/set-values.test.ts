import { describe, expect, it } from 'vitest';
import type { Intent } from '../../../src/core/policy/intent.ts';
import type { Person } from '../../../src/core/policy/evaluation.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';
import { effectsWith, evaluationOf, noDirectory, packWithRules } from './evaluation-of.ts';
import type { EvaluationOptions } from './evaluation-of.ts';

const fields = { group: 'front', channel: 'email', type: 'fault', priority: 'high' };
const when = '2026-11-23T09:00:00Z';
const now = '2026-11-23T09:01:00Z';

/** What a rule on "opened" owes that sets these values. */
function intentFor(
  set: Readonly<Record<string, unknown>>,
  { options = {}, steps = [sets(when, { state: 'open' })] }: { options?: TicketOptions; steps?: Step[] } = {},
  known: EvaluationOptions = {},
): Intent | undefined {
  const pack = packWithRules([{ on: { event: { changed: { state: 'open' } } }, do: [{ set }] }]);
  const ticket = aTicket({ ...options, fields: { ...fields, ...options.fields } }, ...steps);
  return evaluationOf(pack, ticket, now, known).intents.find(({ ruleId }) => ruleId === 'rule');
}

const setOf = (...asked: Parameters<typeof intentFor>): Intent['set'] | undefined => intentFor(...asked)?.set;

describe('what a rule sets', () => {
  it('is owed whole: what, when, on what it rests and what it must still find', () => {
    expect(intentFor({ process: 'access', type: null })).toEqual({
      key: 'ticket:1/rule/h1-state',
      subject: 'ticket:1',
      ruleId: 'rule',
      ground: { kind: 'clause', clause: 'S 1' },
      class: 'move',
      owedAt: at(when),
      notBefore: at(when),
      inOpenHours: true,
      staleAt: null,
      set: { process: 'access', type: null },
      expect: { process: null, type: 'fault' },
      article: null,
      mail: null,
      evidence: ['h1-state'],
      change: null,
    });
  });

  it('is not what stands there already, and nothing where all does', () => {
    expect(setOf({ type: 'fault', process: 'access' })).toEqual({ process: 'access' });
    expect(intentFor({ type: 'fault', process: null })).toBeUndefined();
  });

  it('is not written again once it was done', () => {
    const effects = effectsWith('done', 'ticket:1/rule/h1-state');
    expect(intentFor({ process: 'access' }, {}, { effects })).toBeUndefined();
  });

  it.each([
    ['hold', { state: 'awaiting-applicant' }],
    ['move', { state: 'closed' }],
    ['move', { group: 'back' }],
    ['move', { owner: '11' }],
    ['move', { type: 'question' }],
    ['move', { priority: 'low' }],
    ['fields', { process: 'access' }],
  ])('is of the class %s: %j', (kind, set) => {
    expect(intentFor(set)?.class).toBe(kind);
  });

  it('may be the due instant of a clock, if it has one', () => {
    expect(setOf({ reaction_due: { due_of: 'reaction' } })).toEqual({ reaction_due: at(when) });
    expect(setOf({ reaction_due: { due_of: 'unheard-of' } })).toBeUndefined();
  });

  it('may be when it happened: the instant, or the local date where the field is a date', () => {
    const late = '2026-11-23T22:30:00Z';
    const pack = packWithRules([
      {
        on: { event: { changed: { state: 'open' } } },
        do: [{ set: { postponed_until: { occurrence: true }, reaction_due: { occurrence: true } } }],
      },
    ]);
    const ticket = aTicket({ fields }, sets(late, { state: 'open' }));
    const { intents } = evaluationOf(pack, ticket, late);
    expect(intents.find(({ ruleId }) => ruleId === 'rule')?.set).toEqual({
      postponed_until: '2026-11-24',
      reaction_due: at(late),
    });
  });

  it('may be who did it, if that was an agent', () => {
    expect(setOf({ owner: { person: 'actor' } })).toEqual({ owner: '10' });
    const steps = [sets(when, { state: 'open' }, { by: 'applicant' })];
    expect(setOf({ owner: { person: 'actor' } }, { steps })).toBeUndefined();
  });

  it('may be the group of the applicant, if they have one', () => {
    const options = { applicant: { group: 'budget' } };
    expect(setOf({ process: { applicant: 'group' } }, { options })).toEqual({ process: 'budget' });
    expect(setOf({ process: { applicant: 'group' } })).toBeUndefined();
  });

  describe('a person of the desk', () => {
    const dana: Person = { id: '12', login: 'dana', email: null, isActive: true, isOutOfOffice: false };
    const shift = { on: '2026-11-23', groupId: 'front', login: 'dana', breaks: [] };
    const shifts = [{ ...shift, fromMinutes: 0, toMinutes: 24 * 60 }];
    const leads = new Map([['front', '15']]);
    const people = new Map([['12', dana]]);
    const rosters = { zone: 'Europe/Kyiv', byMonth: new Map([['2026-11', { month: '2026-11', shifts }]]) };

    it('is the lead of the ticket’s line', () => {
      const directory = { ...noDirectory, leads, people, rosters };
      expect(setOf({ owner: { person: 'lead' } }, {}, { directory })).toEqual({ owner: '15' });
      expect(intentFor({ owner: { person: 'lead' } }, {}, { directory })?.evidence).toEqual(['h1-state']);
    });

    it('is who is on duty, with the roster as evidence, or the lead where nobody is', () => {
      const directory = { ...noDirectory, leads, people, rosters };
      const onDuty = intentFor({ owner: { person: 'duty' } }, {}, { directory });
      expect(onDuty).toMatchObject({ set: { owner: '12' }, evidence: ['h1-state', 'roster:2026-11'] });
      const empty = { ...directory, people: new Map<string, Person>() };
      const lead = intentFor({ owner: { person: 'duty' } }, {}, { directory: empty });
      expect(lead).toMatchObject({ set: { owner: '15' }, evidence: ['h1-state', 'lead-on-duty'] });
    });

    it('is left out where there is none', () => {
      expect(setOf({ owner: { person: 'duty' }, process: 'access' })).toEqual({ process: 'access' });
      expect(intentFor({ owner: { person: 'lead' } })).toBeUndefined();
    });
  });

  describe('the value before the act', () => {
    const previous = { previous: true };

    it('is that of the same act, of no other', () => {
      const steps = [
        sets('2026-11-23T08:30:00Z', { priority: 'low' }),
        sets(when, { state: 'open', type: 'question' }),
      ];
      expect(setOf({ type: previous, priority: previous }, { steps })).toEqual({ type: 'fault' });
    });

    it('is nothing before the registration for fields of the pack, and unknown for others', () => {
      const pack = packWithRules([
        {
          on: { event: 'registered' },
          do: [{ set: { process: previous, priority: previous, group: previous } }],
        },
      ]);
      const ticket = aTicket({ fields: { ...fields, process: 'access' } });
      const { intents } = evaluationOf(pack, ticket, '2026-11-23T08:01:00Z');
      expect(intents.find(({ ruleId }) => ruleId === 'rule')?.set).toEqual({ process: null });
    });
  });
});

describe('a value that another program took back', () => {
  const steps = (by: 'automation' | 'agent', back: string): Step[] => [
    sets('2026-11-23T08:10:00Z', { state: 'open' }, { by }),
    sets('2026-11-23T08:11:00Z', { process: 'access' }, { by: 'service' }),
    sets('2026-11-23T08:20:00Z', { process: back }, { by: 'automation' }),
    sets('2026-11-23T08:25:00Z', { state: 'closed' }, { by }),
    sets(when, { state: 'open' }, { by }),
  ];
  const effects = effectsWith('done', 'ticket:1/rule/h1-state');

  it('is not written again when a program asks for it', () => {
    expect(
      intentFor({ process: 'access' }, { steps: steps('automation', 'payroll') }, { effects }),
    ).toBeUndefined();
  });

  it('is written when a person asks for it', () => {
    expect(setOf({ process: 'access' }, { steps: steps('agent', 'payroll') }, { effects })).toEqual({
      process: 'access',
    });
  });

  it('is written the first time, whatever stood there before', () => {
    expect(setOf({ process: 'access' }, { steps: steps('automation', 'payroll') })).toEqual({
      process: 'access',
    });
    const longer = effectsWith('done', 'ticket:1/rule/h5-state/2', 'ticket:1/rule-2/h1-state');
    expect(
      setOf({ process: 'access' }, { steps: steps('automation', 'payroll') }, { effects: longer }),
    ).toEqual({
      process: 'access',
    });
  });

  it('is written when it was another value, or a person, that changed it', () => {
    expect(setOf({ type: 'question' }, { steps: steps('automation', 'payroll') }, { effects })).toEqual({
      type: 'question',
    });
    const byAgent = steps('automation', 'payroll').with(2, sets('2026-11-23T08:20:00Z', { process: null }));
    expect(setOf({ process: 'access' }, { steps: byAgent }, { effects })).toEqual({ process: 'access' });
  });
});

describe('a message that sets fields too', () => {
  const opened = { on: { event: { changed: { state: 'open' } } } };
  const ticket = aTicket({ fields }, sets(when, { state: 'open' }));
  const intentOf = (action: Readonly<Record<string, unknown>>, known: EvaluationOptions = {}) =>
    evaluationOf(packWithRules([{ ...opened, do: [action] }]), ticket, now, known).intents.find(
      ({ ruleId }) => ruleId === 'rule',
    );

  it.each([
    ['reminder', undefined, {}],
    ['reminder', { process: 'access' }, { process: 'access' }],
    ['move', { group: 'back' }, { group: 'back' }],
    ['hold', { state: 'awaiting-applicant' }, { state: 'awaiting-applicant' }],
  ])('to the desk is a %s when it sets %j', (kind, set, values) => {
    const action = { notify: ['owner', 'lead'], text: 'note-undone', ...(set && { set }) };
    expect(intentOf(action)).toMatchObject({ class: kind, set: values, expect: {} });
    expect(intentOf(action)?.article).toEqual({
      kind: 'note',
      to: ['owner', 'lead'],
      asksToTell: null,
      textId: 'note-undone',
      data: { 'ticket.number': '20261' },
    });
  });

  it('to the desk may carry a document', () => {
    const action = { notify: ['owner'], text: 'note-undone', document: 'act' };
    expect(intentOf(action)?.article).toMatchObject({ documentId: 'act' });
  });

  it('to a mailbox goes by mail', () => {
    const action = { mail: 'board', text: 'note-undone', set: { process: 'access' } };
    expect(intentOf(action)).toMatchObject({
      class: 'mail',
      set: { process: 'access' },
      article: null,
      mail: { to: 'board', textId: 'note-undone', data: { 'ticket.number': '20261' } },
      inOpenHours: false,
    });
    expect(intentOf({ mail: 'board', text: 'note-undone' })?.set).toEqual({});
  });

  it('about a letter that is read names its intake, and goes to owner and lead unless said otherwise', () => {
    const action = { take_in: 'monitoring', text: 'note-undone' };
    expect(intentOf(action)).toMatchObject({ class: 'move', set: {} });
    expect(intentOf(action)?.article).toEqual({
      kind: 'note',
      to: ['owner', 'lead'],
      asksToTell: null,
      takesIn: 'monitoring',
      textId: 'note-undone',
      data: { 'ticket.number': '20261' },
    });
    const told = intentOf({ ...action, to: ['duty'], set: { process: 'access' } });
    expect(told).toMatchObject({ set: { process: 'access' }, article: { to: ['duty'] } });
  });

  it('goes once', () => {
    const effects = effectsWith('done', 'ticket:1/rule/h1-state');
    const actions = [
      { notify: ['owner'], text: 'note-undone' },
      { mail: 'board', text: 'note-undone' },
      { take_in: 'monitoring', text: 'note-undone' },
    ];
    for (const action of actions) expect(intentOf(action, { effects })).toBeUndefined();
  });

  it('names the roster when it asks for who is on duty', () => {
    const rosters = { zone: 'Europe/Kyiv', byMonth: new Map() };
    const directory = { ...noDirectory, rosters };
    const toDuty = { notify: ['owner', 'duty'], text: 'note-undone' };
    expect(intentOf(toDuty, { directory })?.evidence).toEqual(['h1-state', 'lead-on-duty']);
    expect(intentOf(toDuty)?.evidence).toEqual(['h1-state']);
    const toOwner = { notify: ['owner'], text: 'note-undone' };
    expect(intentOf(toOwner, { directory })?.evidence).toEqual(['h1-state']);
  });
});

describe('several actions of one rule', () => {
  it('are numbered from the second on, findings apart', () => {
    const pack = packWithRules([
      {
        on: { event: { changed: { state: 'open' } } },
        do: [
          { finding: 'seen' },
          { notify: ['owner'], text: 'note-undone' },
          { mail: 'board', text: 'note-undone' },
          { set: { process: 'access' } },
        ],
      },
    ]);
    const ticket = aTicket({ fields }, sets(when, { state: 'open' }));
    const { intents, findings } = evaluationOf(pack, ticket, now);
    expect(findings).toEqual([
      {
        key: 'ticket:1/rule/h1-state',
        subject: 'ticket:1',
        ruleId: 'rule',
        code: 'seen',
        ground: { kind: 'clause', clause: 'S 1' },
        at: at(when),
        evidence: ['h1-state'],
        withdrawn: null,
      },
    ]);
    const keys = intents.filter(({ ruleId }) => ruleId === 'rule').map(({ key }) => key);
    expect(keys).toEqual(['ticket:1/rule/h1-state', 'ticket:1/rule/h1-state/2', 'ticket:1/rule/h1-state/3']);
  });
});

describe('a rule', () => {
  const opened = { on: { event: { changed: { state: 'open' } } } };
  const notify = { notify: ['owner'], text: 'note-undone' };
  const ticket = aTicket({ fields }, sets(when, { state: 'open' }));
  const owes = (part: Readonly<Record<string, unknown>>, one = ticket, known: EvaluationOptions = {}) =>
    evaluationOf(packWithRules([{ ...opened, do: [notify], ...part }]), one, now, known).intents.some(
      ({ ruleId }) => ruleId === 'rule',
    );
  const activation = (rule: number | null, enforcing: number | null) => ({
    activation: {
      enforcingSince: enforcing,
      rules: new Map(rule === null ? [] : [['rule', rule]]),
      packSince: null,
      catchesUp: false,
    },
  });

  it.each([
    ['owes what came when it was adopted', at(when), null, true],
    ['owes nothing of before it was adopted', at(when) + 1, null, false],
    ['owes nothing as long as nobody adopted it', null, null, false],
    ['owes what came when enforcing began', 0, at(when), true],
    ['owes nothing of before enforcing began', 0, at(when) + 1, false],
  ])('%s', (_what, rule, enforcing, expected) => {
    expect(owes({}, ticket, activation(rule, enforcing))).toBe(expected);
  });

  it('owes nothing about a ticket that others have, and something about spam', () => {
    const away = aTicket(
      { fields },
      sets(when, { state: 'open' }),
      sets(when, { group: null }, { who: '11' }),
    );
    expect(owes({}, away)).toBe(false);
    const spam = aTicket(
      { fields },
      sets(when, { state: 'open' }),
      sets(when, { state: 'spam' }, { who: '11' }),
    );
    expect(owes({}, spam)).toBe(true);
  });

  it('owes nothing once its condition is over, unless it has begun', () => {
    const two = { when: { priority: 'high' }, do: [notify, { mail: 'board', text: 'note-undone' }] };
    const lowered = aTicket(
      { fields },
      sets(when, { state: 'open' }),
      sets('2026-11-23T09:00:30Z', { priority: 'low' }, { who: '11' }),
    );
    expect(owes(two, ticket)).toBe(true);
    expect(owes(two, lowered)).toBe(false);
    const begun = { effects: effectsWith('done', 'ticket:1/rule/h1-state') };
    expect(owes(two, lowered, begun)).toBe(true);
    for (const status of ['pending', 'held', 'skipped', 'refused'] as const) {
      expect(owes(two, lowered, { effects: effectsWith(status, 'ticket:1/rule/h1-state') })).toBe(false);
    }
    for (const status of ['ineffective', 'possibly-twice'] as const) {
      expect(owes(two, lowered, { effects: effectsWith(status, 'ticket:1/rule/h1-state') })).toBe(true);
    }
    const marked = writes('2026-11-23T09:00:10Z', {
      actor: 'service',
      isInternal: true,
      effectKey: 'ticket:1/rule/h1-state',
    });
    const written = aTicket(
      { fields },
      sets(when, { state: 'open' }),
      marked,
      sets('2026-11-23T09:00:30Z', { priority: 'low' }, { who: '11' }),
    );
    expect(owes(two, written)).toBe(true);
  });

  it('that only warns tells the desk, and neither applicants nor other programs', () => {
    const early = aTicket({ fields: { ...fields, type: null } });
    const warning = { on: { clock: 'reaction', at: '50%' } };
    const owed = (action: Readonly<Record<string, unknown>>) => {
      const pack = packWithRules([{ ...warning, do: [action] }]);
      const { intents, findings } = evaluationOf(pack, early, '2026-11-23T08:20:00Z');
      return [...intents, ...findings].some(({ ruleId }) => ruleId === 'rule');
    };
    expect(owed(notify)).toBe(true);
    expect(owed({ finding: 'seen' })).toBe(false);
    expect(owed({ letter: 'changed' })).toBe(false);
    expect(owed({ mail: 'board', text: 'note-undone' })).toBe(false);
    expect(owed({ set: { process: 'access' } })).toBe(false);
  });
});
