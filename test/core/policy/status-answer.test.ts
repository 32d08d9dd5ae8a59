import { describe, expect, it } from 'vitest';
import { openData, statusData } from '../../../src/core/policy/status-answer.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { aTicket, at, sets } from '../../support/a-ticket.ts';
import type { Step, TicketOptions } from '../../support/a-ticket.ts';

const pack = compileTestPack();
const fields = { group: 'front', type: 'fault', priority: 'high', state: 'open' };

function termAt(now: string, options: TicketOptions = {}, ...steps: Step[]): unknown {
  const ticket = aTicket({ ...options, fields: { ...fields, ...options.fields } }, ...steps);
  return statusData(ticket, pack, at(now))['term'];
}

describe('what everybody may be told of a ticket [K 4.10.5]', () => {
  it('is its number, its state in the words of the pack and the term it is solved by', () => {
    expect(statusData(aTicket({ fields }), pack, at('2026-11-23T09:00:00Z'))).toEqual({
      'ticket.number': '20261',
      state: 'open',
      term: { instant: at('2026-11-23T12:00:00Z') },
      'pack.title': 'Support rules of the Small Office',
      'addresses.board': 'board@example.org',
    });
  });

  it('is no state where none is known', () => {
    const { state } = statusData(
      aTicket({ fields: { ...fields, state: null } }),
      pack,
      at('2026-11-23T09:00:00Z'),
    );
    expect(state).toBeNull();
    const bare = { ...aTicket({ fields }), fields: {} };
    expect(statusData(bare, pack, at('2026-11-23T09:00:00Z'))['state']).toBeNull();
  });

  it('is the term when it is over too', () => {
    expect(termAt('2026-11-23T13:00:00Z')).toEqual({ instant: at('2026-11-23T12:00:00Z') });
  });

  it.each<[string, TicketOptions, Step[]]>([
    ['that is provisional', { fields: { type: null } }, []],
    ['of what waits for the applicant', {}, [sets('2026-11-23T08:30:00Z', { state: 'awaiting-applicant' })]],
    ['of what is solved', {}, [sets('2026-11-23T08:30:00Z', { state: 'closed' })]],
    ['of what does not exist yet', { at: '2026-11-24T08:00:00Z' }, []],
  ])('is no term %s', (_what, options, steps) => {
    expect(termAt('2026-11-23T09:00:00Z', options, ...steps)).toBeNull();
  });

  it('is no term by a regulation that has none for solving', () => {
    const clocks = pack.clocks.filter(({ native }) => native !== 'solution');
    const ticket = aTicket({ fields });
    expect(statusData(ticket, { ...pack, clocks }, at('2026-11-23T09:00:00Z'))['term']).toBeNull();
  });

  it('names the addresses of the overlay before those of the pack', () => {
    const overlay = {
      ...pack.overlay,
      addresses: { board: 'ours@example.org', office: 'office@example.org' },
    };
    expect(openData({ ...pack, overlay })).toEqual({
      'pack.title': 'Support rules of the Small Office',
      'addresses.board': 'ours@example.org',
      'addresses.office': 'office@example.org',
    });
  });
});
