import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainTicket } from '../../src/app/explain.ts';
import { renderExplanation } from '../../src/cli/views/explanation.ts';
import type { Store } from '../../src/store/store.ts';
import { kyivPack, kyivTicket } from '../packs/kyiv.ts';
import { at } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const tickets = [
    kyivTicket({ id: 3, at: '2026-11-23T08:00:00Z' }),
    kyivTicket({ id: 2, at: '2026-11-20T08:00:00Z', fields: { state: 'closed' } }),
    kyivTicket({ id: 1, at: '2026-11-10T08:00:00Z', fields: { state: 'closed' } }),
    kyivTicket({ id: 4, at: '2026-11-24T08:00:00Z' }),
    kyivTicket({ id: 5, at: '2026-11-01T08:00:00Z', applicant: { id: '99' } }),
  ];
  await store.tickets.saveAll(tickets, at('2026-11-24T09:00:00Z'));
});
afterAll(() => store.close());

describe('explainTicket', () => {
  it('lists the earlier requests of the applicant beside the new one [K 1 «Проактивна Підтримка користувачів ГБ»]', async () => {
    const pack = kyivPack();
    const explanation = await explainTicket('20263', { pack, store, now: at('2026-11-24T09:00:00Z') });

    expect(explanation.earlier.map(({ number, state }) => [number, state])).toEqual([
      ['20261', 'closed'],
      ['20262', 'closed'],
    ]);
    expect(renderExplanation(explanation, pack)).toContain('Earlier requests of this applicant');
  });
});
