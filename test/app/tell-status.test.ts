import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellStatus } from '../../src/app/tell-status.ts';
import type { Store } from '../../src/store/store.ts';
import { kyivPack, kyivTicket } from '../packs/kyiv.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { at, sets } from '../support/a-ticket.ts';
import { openTestStore } from '../support/open-test-store.ts';

const now = at('2026-11-23T09:00:00Z');
let store: Store;
beforeAll(async () => {
  store = await openTestStore();
  const classified = sets('2026-11-23T08:10:00Z', {
    type: 'error',
    priority: 'high',
    state: 'open',
    page_link: 'https://gb.example.org/private',
    applicant_name: '•',
  });
  await store.tickets.save(kyivTicket({ id: 1, at: '2026-11-23T08:00:00Z' }, classified), now);
  await store.tickets.save(
    kyivTicket({ id: 2, at: '2026-11-23T08:00:00Z' }, sets('2026-11-23T08:10:00Z', { state: 'closed' })),
    now,
  );
});
afterAll(() => store.close());

const tell = (number: string | null, pack = kyivPack()) => tellStatus(number, { pack, store, now });

describe('tellStatus', () => {
  it('says where to turn, and state and term of a ticket, and nothing else of it [K 4.10.5]', async () => {
    const { whereToTurn, status } = await tell('20261');

    expect(whereToTurn).toContain('support.gb@kyivcity.gov.ua');
    // 16 working hours from Monday 10:00 in Kyiv.
    expect(status).toBe(
      [
        'Звернення № 20261: статус — «в роботі», орієнтовний строк вирішення — 24 листопада 2026 р., 17:00.',
        'Подробиці ми надсилаємо Заявникові каналом, яким надійшло звернення.',
      ].join('\n\n'),
    );
  });

  it('names no term of a ticket that is not being solved [K 4.10.5]', async () => {
    expect((await tell('20262')).status).toMatch(/^Звернення № 20262: статус — «закрито»\.\n/);
  });

  it('says where to turn when no number is known [K 4.10.5]', async () => {
    expect(await tell(null)).toMatchObject({ status: null });
  });

  it('refuses a number that it does not govern, and a pack without such texts', async () => {
    await expect(tell('999')).rejects.toThrow('There is no ticket 999');
    await expect(tell(null, compileTestPack())).rejects.toThrow('has no text marked with "answer"');
  });
});
