import { describe, expect, it } from 'vitest';
import type { TextData } from '../../../src/core/policy/intent.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { Text } from '../../../src/core/regulation/schema/text.ts';
import type { Ticket } from '../../../src/core/ticket/ticket.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { evaluationOf, noDirectory, packWithRules } from './evaluation-of.ts';
import type { EvaluationOptions } from './evaluation-of.ts';

const fields = { group: 'front', channel: 'email', type: 'fault', priority: 'high', owner: '10' };
const person = { id: '10', login: 'anna', email: null, isActive: true, isOutOfOffice: false };
const directory = {
  ...noDirectory,
  people: new Map([['10', person]]),
  addresses: new Map([['board', 'board@desk.example']]),
};
const opened = { on: { event: { changed: { state: 'open' } } } };

/** A pack with one rule whose text shows the names. */
function packShowing(
  names: readonly string[],
  rule: Readonly<Record<string, unknown>>,
  message: Readonly<Record<string, unknown>> = { notify: ['owner'], text: 'shown' },
): CompiledPack {
  const pack = packWithRules([{ ...rule, do: [message] }]);
  const body = names.map((name) => `{{${name}}}`).join(' ');
  const text = Text.parse({ id: 'shown', subject: 'On {{ticket.number}}', body, product: true });
  return { ...pack, texts: new Map([...pack.texts, ['shown', text]]) };
}

/** What the text of the rule's message is filled with at an instant. */
function dataOf(
  names: readonly string[],
  rule: Readonly<Record<string, unknown>>,
  { ticket, now, options = {} }: { ticket: Ticket; now: string; options?: EvaluationOptions },
): TextData {
  const { intents } = evaluationOf(packShowing(names, rule), ticket, now, { directory, ...options });
  const intent = intents.find(({ ruleId }) => ruleId === 'rule');
  expect(intent?.article?.textId).toBe('shown');
  return intent!.article!.data;
}

describe('what a text may show', () => {
  it('is told in the words of the pack, and nothing but what it names', () => {
    const ticket = aTicket({ fields }, sets('2026-11-23T08:30:00Z', { state: 'open' }));
    const names = ['ticket.received', 'type', 'priority', 'group', 'state', 'owner', 'clause', 'pack.title'];
    expect(dataOf(names, opened, { ticket, now: '2026-11-23T08:31:00Z' })).toEqual({
      'ticket.number': '20261',
      'ticket.received': { instant: at('2026-11-23T08:00:00Z') },
      type: 'Fault',
      priority: 'High',
      group: 'Front desk',
      state: 'open',
      owner: 'anna',
      clause: 'S 1',
      'pack.title': 'Support rules of the Small Office',
    });
  });

  it('is nothing where nothing is known', () => {
    const ticket = aTicket(
      { fields: { group: 'front', owner: '99' } },
      sets('2026-11-23T08:30:00Z', { state: 'open' }),
    );
    const names = [
      'type',
      'owner',
      'clause',
      'clock',
      'term',
      'old_term',
      'reaction_term',
      'resolution_term',
    ];
    const more = ['share', 'used', 'remaining', 'taken_in', 'parent.number', 'addresses.board'];
    const product = { ...opened, clause: undefined, product: true };
    const options = { directory: noDirectory };
    expect(dataOf([...names, ...more], product, { ticket, now: '2026-11-23T08:31:00Z', options })).toEqual({
      'ticket.number': '20261',
      type: null,
      owner: null,
      clause: null,
      clock: null,
      term: null,
      old_term: null,
      reaction_term: null,
      resolution_term: null,
      share: null,
      used: null,
      remaining: null,
      taken_in: false,
      'parent.number': null,
      'addresses.board': null,
    });
  });

  it('is the change that the rule reacts to, and when it was', () => {
    const ticket = aTicket({ fields }, sets('2026-11-23T08:30:00Z', { priority: 'low' }));
    const rule = { on: { event: { changed: { priority: { any: true } } } } };
    expect(dataOf(['old', 'new', 'event'], rule, { ticket, now: '2026-11-23T08:31:00Z' })).toMatchObject({
      old: 'High',
      new: 'Low',
      event: { instant: at('2026-11-23T08:30:00Z') },
    });
    const message = aTicket({ fields }, writes('2026-11-23T08:30:00Z', { actor: 'applicant' }));
    const asked = { on: { event: 'applicant-message' } };
    expect(dataOf(['old', 'new'], asked, { ticket: message, now: '2026-11-23T08:31:00Z' })).toMatchObject({
      old: null,
      new: null,
    });
  });

  it('is how far a clock is used up', () => {
    const rule = { on: { clock: 'resolution', at: '25%' } };
    const names = ['clock', 'term', 'share', 'used', 'remaining'];
    const ticket = aTicket({ fields });
    expect(dataOf(names, rule, { ticket, now: '2026-11-23T09:30:00Z' })).toMatchObject({
      clock: 'Resolution',
      term: { instant: at('2026-11-23T12:00:00Z') },
      share: 38,
      used: 5_400_000,
      remaining: 9_000_000,
    });
    const late = { on: { clock: 'resolution', at: 'breach' } };
    expect(dataOf(names, late, { ticket, now: '2026-11-23T13:00:00Z' })).toMatchObject({
      share: 125,
      used: 18_000_000,
      remaining: null,
    });
  });

  it('is the due instants of the helpdesk’s own clocks, and of any by its name', () => {
    const ticket = aTicket({ fields }, sets('2026-11-23T08:30:00Z', { state: 'open' }));
    const names = ['reaction_term', 'resolution_term', 'terms.reaction', 'terms.resolution'];
    const answer = dataOf(names, opened, { ticket, now: '2026-11-23T08:31:00Z' });
    expect(answer).toMatchObject({
      reaction_term: { instant: at('2026-11-23T09:00:00Z') },
      resolution_term: { instant: at('2026-11-23T12:00:00Z') },
      'terms.reaction': { instant: at('2026-11-23T09:00:00Z') },
      'terms.resolution': { instant: at('2026-11-23T12:00:00Z') },
    });
  });

  it('promises no term by a provisional goal', () => {
    const ticket = aTicket(
      { fields: { group: 'front', owner: '10' } },
      sets('2026-11-23T08:10:00Z', { state: 'open' }),
    );
    expect(dataOf(['resolution_term'], opened, { ticket, now: '2026-11-23T08:11:00Z' })).toMatchObject({
      resolution_term: null,
    });
  });

  it('is what is still to be entered, by its label', () => {
    const rule = { on: { while: { missing: ['type', 'process'] }, lasts: '15m' } };
    const pack = packShowing(['missing'], rule);
    const ticket = aTicket({ fields: { ...fields, type: null } });
    const { intents } = evaluationOf(pack, ticket, '2026-11-23T08:20:00Z');
    expect(intents.find(({ ruleId }) => ruleId === 'rule')?.article?.data['missing']).toEqual([
      'Type',
      'Process',
    ]);
    const half = { on: { while: { any: [{ missing: ['type'] }, { missing: ['process'] }] }, lasts: '15m' } };
    const answer = evaluationOf(packShowing(['missing'], half), aTicket({ fields }), '2026-11-23T08:20:00Z');
    expect(answer.intents.find(({ ruleId }) => ruleId === 'rule')?.article?.data['missing']).toEqual([
      'Process',
    ]);
  });

  it('is ten of the files that the rule asks about at most', () => {
    const attachmentNames = [...Array.from({ length: 12 }, (_, index) => `${index}.png`), 'letter.txt'];
    const ticket = aTicket(
      { fields },
      writes('2026-11-23T08:05:00Z', { actor: 'applicant', attachmentNames }),
    );
    const rule = { on: { event: 'applicant-message' }, when: { attached: ['png'] } };
    const data = dataOf(['attached'], rule, { ticket, now: '2026-11-23T08:06:00Z' });
    expect(data['attached']).toEqual(attachmentNames.slice(0, 10));
  });

  it('is the fields of the ticket and of its parent, the parent’s number, addresses and switches', () => {
    const due = at('2026-11-24T08:00:00Z');
    const ticket = aTicket(
      { fields: { ...fields, process: 'payroll', postponed_until: '2026-12-01', reaction_due: due } },
      sets('2026-11-23T08:30:00Z', { state: 'open' }),
    );
    const parent = aTicket({ id: 7, fields: { ...fields, process: 'access' } });
    const ofTicket = [
      'fields.process',
      'fields.postponed_until',
      'fields.reaction_due',
      'fields.told_number',
    ];
    const ofOthers = ['parent.number', 'parent.process', 'parent.postponed_until', 'addresses.board'];
    const names = [...ofTicket, ...ofOthers, 'switches.pause-while-waiting'];
    expect(dataOf(names, opened, { ticket, now: '2026-11-23T08:31:00Z', options: { parent } })).toEqual({
      'ticket.number': '20261',
      'fields.process': 'Payroll',
      'fields.postponed_until': '2026-12-01',
      'fields.reaction_due': { instant: due },
      'fields.told_number': null,
      'parent.number': '20267',
      'parent.process': 'Access',
      'parent.postponed_until': null,
      'addresses.board': 'board@desk.example',
      'switches.pause-while-waiting': true,
    });
  });

  it('is what the overlay supplies, if that is one value', () => {
    const pack = packShowing(['values.phone', 'values.room', 'values.open', 'values.list'], opened);
    const values = { phone: '12-34', room: 5, open: true, list: ['a'] };
    const ticket = aTicket({ fields }, sets('2026-11-23T08:30:00Z', { state: 'open' }));
    const { intents } = evaluationOf(
      { ...pack, overlay: { ...pack.overlay, values } },
      ticket,
      '2026-11-23T08:31:00Z',
    );
    expect(intents.find(({ ruleId }) => ruleId === 'rule')?.article?.data).toEqual({
      'ticket.number': '20261',
      'values.phone': '12-34',
      'values.room': 5,
      'values.open': true,
      'values.list': null,
    });
  });
});

describe('a letter', () => {
  const told = { id: 'told', text: 'letter-term', by_channel: {} };
  const withTerm = compileTestPack();

  function letterData(rule: Readonly<Record<string, unknown>>, ticket: Ticket, now: string): TextData {
    const pack = packWithRules([{ ...rule, do: [{ letter: 'told' }] }], [told]);
    const body = '{{owner}} {{term}} {{old_term}} {{clock}}';
    const text = Text.parse({ id: 'letter-term', body, product: true });
    const texts = new Map([...withTerm.texts, ['letter-term', text]]);
    const { intents } = evaluationOf({ ...pack, texts }, ticket, now, { directory });
    return intents.find(({ article }) => article?.kind === 'letter')!.article!.data;
  }

  it('names no people, and shows the term the ticket is solved by, whatever clock it is about', () => {
    const ticket = aTicket({ fields });
    const rule = { on: { clock: 'reaction', at: '50%' } };
    expect(letterData(rule, ticket, '2026-11-23T08:30:00Z')).toEqual({
      owner: null,
      term: { instant: at('2026-11-23T12:00:00Z') },
      old_term: null,
      clock: 'Reaction',
    });
  });

  it('shows the term that was told before beside the new one', () => {
    const ticket = aTicket(
      { fields },
      writes('2026-11-23T08:05:00Z', { actor: 'service', notice: 'told' }),
      sets('2026-11-23T08:20:00Z', { priority: 'low' }),
    );
    const rule = { on: { due_changed: 'resolution', settles: '15m' } };
    expect(letterData(rule, ticket, '2026-11-23T08:40:00Z')).toMatchObject({
      term: { instant: at('2026-11-24T15:00:00Z') },
      old_term: { instant: at('2026-11-23T12:00:00Z') },
    });
  });
});
