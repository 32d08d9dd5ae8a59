import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { aTicket } from '../../support/a-ticket.ts';

export function describeTransactions(store: () => Store): void {
  describe('transaction', () => {
    it('keeps every step and answers with the work’s result', async () => {
      const result = await store().transaction(async ({ tickets, state }) => {
        await tickets.save(aTicket(), 0);
        await state.set('cursor', 'after');
        return 'kept';
      });

      expect(result).toBe('kept');
      expect(await store().state.get('cursor')).toBe('after');
      expect(await store().tickets.countAll()).toBe(1);
    });

    it('keeps no step when one fails', async () => {
      const failing = store().transaction(async ({ tickets, state }) => {
        await tickets.save(aTicket(), 0);
        await state.set('cursor', 'after');
        throw new Error('cut off');
      });

      await expect(failing).rejects.toThrow('cut off');
      expect(await store().state.get('cursor')).toBeNull();
      expect(await store().tickets.countAll()).toBe(0);
    });
  });
}
