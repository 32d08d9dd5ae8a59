import { describe, expect, it } from 'vitest';
import { sql, type SqlDatabase } from '../../../src/store/sql/sql-database.ts';
import type { ActDraft, Store } from '../../../src/store/store.ts';

function anAct(part: Partial<ActDraft> = {}): ActDraft {
  return {
    year: 2026,
    documentId: 'request-form',
    subject: 'ticket:7',
    issuedAt: 1_795_000_000_000,
    packHash: 'f'.repeat(64),
    effectKey: null,
    ...part,
  };
}

export function describeActs(store: () => Store, database: () => SqlDatabase): void {
  describe('acts', () => {
    it('numbers each year from one and tells back what was registered', async () => {
      const first = await store().acts.register(anAct());
      const second = await store().acts.register(anAct({ subject: 'period:2026-11-01/2026-11-30' }));
      const newYear = await store().acts.register(anAct({ year: 2027 }));

      expect([first, second, newYear].map(({ year, number }) => `${number}/${year}`)).toEqual([
        '1/2026',
        '2/2026',
        '1/2027',
      ]);
      expect(first).toEqual({ ...anAct(), number: 1, files: {}, cancelled: null });
      expect(await store().acts.get({ year: 2026, number: 2 })).toEqual(second);
      expect(await store().acts.get({ year: 2026, number: 3 })).toBeNull();
      expect(await store().acts.list(2026)).toEqual([first, second]);
      expect(await store().acts.list(null)).toEqual([first, second, newYear]);
    });

    it('gives numbers without gaps or doubles to many who issue at once', async () => {
      const issued = await Promise.all(Array.from({ length: 24 }, () => store().acts.register(anAct())));

      const numbers = issued.map(({ number }) => number).sort((one, other) => one - other);
      expect(numbers).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    });

    it('takes no number when the transaction that registers is not completed', async () => {
      await store().acts.register(anAct());
      const cut = store().transaction(async ({ acts }) => {
        await acts.register(anAct());
        throw new Error('cut off');
      });
      await expect(cut).rejects.toThrow('cut off');

      expect(await store().acts.register(anAct())).toMatchObject({ number: 2 });
    });

    it('gives one effect one act, also when it asks twice at once', async () => {
      const draft = anAct({ effectKey: 'ticket:7/request-form/4' });
      const asked = await Promise.all([1, 2, 3].map(() => store().acts.register(draft)));

      expect(new Set(asked.map(({ number }) => number))).toEqual(new Set([1]));
      expect(await store().acts.list(2026)).toHaveLength(1);
    });

    it('keeps the hashes of the files that were made first', async () => {
      const act = await store().acts.register(anAct());

      await store().acts.noteMade(act, { html: 'a', docx: 'b' });
      await store().acts.noteMade(act, { html: 'c', docx: 'd' });

      expect(await store().acts.get(act)).toMatchObject({ files: { html: 'a', docx: 'b' } });
    });

    it('keeps the number of a cancelled act and says why, once', async () => {
      const act = await store().acts.register(anAct());
      const cancelled = { at: 5, why: 'Помилковий заявник' };

      expect(await store().acts.cancel(act, cancelled)).toEqual({ ...act, cancelled });
      await expect(store().acts.cancel(act, { at: 6, why: 'again' })).rejects.toMatchObject({
        code: 'refused',
      });
      await expect(
        store().acts.cancel({ year: 2026, number: 9 }, { at: 6, why: 'no such' }),
      ).rejects.toMatchObject({ code: 'input' });
      expect(await store().acts.get(act)).toEqual({ ...act, cancelled });
      expect(await store().acts.register(anAct())).toMatchObject({ number: 2 });
    });

    it('lets nobody take an act off the register', async () => {
      const act = await store().acts.register(anAct());

      await expect(database().query(sql('DELETE FROM act'))).rejects.toThrow();

      expect(await store().acts.list(null)).toEqual([act]);
    });
  });
}
