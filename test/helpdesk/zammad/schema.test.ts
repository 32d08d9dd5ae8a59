import { describe, expect, it } from 'vitest';
import { TicketSearch } from '../../../src/helpdesk/zammad/schema.ts';

const ticketAt = (at: string) => ({
  assets: { Ticket: { 1: { id: 1, created_at: at, updated_at: '2026-11-24T08:00:00.000Z' } } },
});

describe('instants of an answer', () => {
  it.each([
    ['2026-11-24T08:00:00.250Z', '2026-11-24T08:00:00.250Z'],
    ['2026-11-24T10:00:00+02:00', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T08:00:00Z', '2026-11-24T08:00:00.000Z'],
  ])('%s is %s', (written, meant) => {
    const { assets } = TicketSearch.parse(ticketAt(written));
    expect(assets.Ticket?.['1']?.created_at).toBe(Date.parse(meant));
  });

  it.each(['2026-11-24', '24.11.2026 08:00', '2026-11-24T08:00:00', '2026-13-24T08:00:00Z', '2026', ''])(
    'refuses "%s", which says no instant or leaves the zone open',
    (written) => {
      const { error } = TicketSearch.safeParse(ticketAt(written));
      expect(error?.issues).toMatchObject([{ path: ['assets', 'Ticket', '1', 'created_at'] }]);
    },
  );
});
