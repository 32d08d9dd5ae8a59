import type { StateStore } from '../../src/store/store.ts';

/** Named values in memory. */
export function createMemoryState(): StateStore {
  const values = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(values.get(key) ?? null),
    set: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
    compareAndSet: (key, expected, value) => {
      if ((values.get(key) ?? null) !== expected) return Promise.resolve(false);
      values.set(key, value);
      return Promise.resolve(true);
    },
  };
}
