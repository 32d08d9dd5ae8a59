import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/store.ts';

export function describeState(store: () => Store): void {
  describe('state', () => {
    it('remembers the last value of a name', async () => {
      await store().state.set('cursor', '1');
      await store().state.set('cursor', '2 – два');

      expect(await store().state.get('cursor')).toBe('2 – два');
      expect(await store().state.get('nothing')).toBeNull();
    });

    it('sets only over the expected value', async () => {
      expect(await store().state.compareAndSet('run', 'a', 'b')).toBe(false);
      expect(await store().state.compareAndSet('run', null, 'a')).toBe(true);
      expect(await store().state.compareAndSet('run', null, 'b')).toBe(false);
      expect(await store().state.compareAndSet('run', 'a', 'b')).toBe(true);
      expect(await store().state.get('run')).toBe('b');
    });
  });

  describe('lease', () => {
    it('belongs to one holder until it ends or is given up', async () => {
      expect(await store().lease('one', 'daemon', 1_000, 0)).toBe(true);
      expect(await store().lease('two', 'daemon', 1_000, 999)).toBe(false);
      expect(await store().lease('one', 'daemon', 1_000, 999)).toBe(true);
      expect(await store().lease('two', 'daemon', 1_000, 1_998)).toBe(false);
      expect(await store().lease('two', 'daemon', 1_000, 1_999)).toBe(true);
      expect(await store().lease('two', 'daemon', 0, 2_000)).toBe(true);
      expect(await store().lease('one', 'daemon', 1_000, 2_000)).toBe(true);
      expect(await store().lease('two', 'other name', 1_000, 2_000)).toBe(true);
    });
  });
}
