import { describe, expect, it } from 'vitest';
import { fieldsAt, historyAsOf, momentAt, readHistory } from '../../../src/core/ticket/history.ts';
import { aTicket, at, sets, writes } from '../../support/a-ticket.ts';
import { barePack } from './bare-pack.ts';

const END = at('2026-12-31T00:00:00Z');

describe('historyAsOf', () => {
  it('is what reading as of that instant says, between acts, within one, and before the first message', () => {
    const pack = { ...barePack, catalog: { ...barePack.catalog, channel_of: { email: 'mail' } } };
    const withChannel = { ...pack, fieldByRole: new Map([['channel', 'channel']] as const) };
    const ticket = aTicket(
      {},
      writes('2026-11-23T09:00:00.000Z', { actor: 'applicant' }),
      sets('2026-11-23T10:00:00.000Z', { state: 'in-work' }),
      writes('2026-11-23T10:00:00.400Z'),
      sets('2026-11-23T11:00:00.000Z', { state: 'closed' }),
    );
    const whole = readHistory(ticket, withChannel, END, () => 'running');
    const edges = ticket.timeline.flatMap((fact) => [fact.at - 1, fact.at, fact.at + 1]);
    for (const instant of [...edges, END]) {
      const { clockStateAt, ...found } = historyAsOf(whole, instant);
      const { clockStateAt: unknown, ...read } = readHistory(ticket, withChannel, instant);
      expect(found).toEqual(read);
      expect(clockStateAt('reaction', instant)).toBe(unknown('reaction', instant));
    }
  });
});

describe('readHistory', () => {
  it('takes what one person does within a second as one act', () => {
    const ticket = aTicket(
      {},
      sets('2026-11-23T09:00:00.000Z', { state: 'closed' }),
      writes('2026-11-23T09:00:00.040Z'),
    );
    const { acts } = readHistory(ticket, barePack, END);
    expect(acts.map((act) => act.facts.map((fact) => fact.id))).toEqual([['created'], ['h1-state', 'a2']]);
    expect(acts[1]).toMatchObject({ fieldsBefore: { state: 'new' }, fieldsAfter: { state: 'closed' } });
  });

  it('keeps apart two changes of one field, two actors, and what is a second apart', () => {
    const ticket = aTicket(
      {},
      sets('2026-11-23T09:00:00.000Z', { state: 'in-work' }),
      sets('2026-11-23T09:00:00.100Z', { state: 'closed' }),
      writes('2026-11-23T09:00:00.200Z', { actor: 'automation' }),
      writes('2026-11-23T09:00:02.000Z', { actor: 'automation' }),
    );
    expect(readHistory(ticket, barePack, END).acts).toHaveLength(5);
  });

  it('ignores facts later than now and says when the next one comes', () => {
    const ticket = aTicket({}, sets('2026-11-23T09:00:00Z', { state: 'closed' }));
    const history = readHistory(ticket, barePack, at('2026-11-23T08:59:59Z'));
    expect(history.acts).toHaveLength(1);
    expect(history.nextFactAt).toBe(at('2026-11-23T09:00:00Z'));
  });

  it('leaves out articles that came by merge', () => {
    const ticket = aTicket({}, writes('2026-11-20T09:00:00Z', { isMerged: true }));
    expect(readHistory(ticket, barePack, END).acts).toHaveLength(1);
  });

  it.each([
    ['of the first message', {}, 'email', 'mail'],
    ['that was entered', { channel: 'form' }, 'email', 'form'],
    ['nobody knows', {}, 'other', undefined],
  ] as const)('knows the channel %s', (_, fields, channel, expected) => {
    const ticket = aTicket({ fields }, writes('2026-11-23T08:00:00.010Z', { actor: 'applicant', channel }));
    expect(readHistory(ticket, barePack, END).acts[0]?.fieldsAfter['channel']).toBe(expected);
  });

  it('is empty before the registration', () => {
    expect(readHistory(aTicket(), barePack, 0)).toMatchObject({ acts: [], nextFactAt: aTicket().createdAt });
  });
});

describe('fieldsAt and momentAt', () => {
  const ticket = aTicket({}, sets('2026-11-23T09:00:00Z', { state: 'in-work', owner: '10' }));

  it.each([
    ['2026-11-23T07:59:59Z', undefined],
    ['2026-11-23T08:00:00Z', 'new'],
    ['2026-11-23T08:59:59Z', 'new'],
    ['2026-11-23T09:00:00Z', 'in-work'],
  ])('at %s the state is %s', (when, state) => {
    expect(fieldsAt(ticket, at(when))['state']).toBe(state);
    expect(momentAt(readHistory(ticket, barePack, END), at(when)).fields['state']).toBe(state);
  });
});
