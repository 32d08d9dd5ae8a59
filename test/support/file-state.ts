import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { StateStore } from '../../src/store/store.ts';

/** Named values in a file, each write whole or not at all: what a killed process leaves behind. */
export function createFileState(path: string): StateStore {
  const read = (): Record<string, string> =>
    existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {};
  const set = (key: string, value: string): Promise<void> => {
    writeFileSync(`${path}.new`, JSON.stringify({ ...read(), [key]: value }));
    renameSync(`${path}.new`, path);
    return Promise.resolve();
  };
  return {
    get: (key) => Promise.resolve(read()[key] ?? null),
    set,
    compareAndSet: async (key, expected, value) => {
      if ((read()[key] ?? null) !== expected) return false;
      await set(key, value);
      return true;
    },
  };
}
