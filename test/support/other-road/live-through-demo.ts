import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDemo } from '../../../src/demo/run-demo.ts';
import { readOpenTime } from './open-time.ts';
import type { OpenTime } from './open-time.ts';
import type { RawWorld } from './raw-lives.ts';
import type { TableRow } from './read-table.ts';

const mappings = fileURLToPath(new URL('../../../mappings', import.meta.url));
const autumn = { from: '2026-10-08T00:00:00Z', to: '2026-12-01T00:00:00Z' };

/** What a demo left, and the calendar of its pack. */
export interface LivedDemo {
  readonly time: OpenTime;
  readonly world: RawWorld;
  /** The file whose name begins and ends so. */
  readonly fileOf: (begin: string, end: string) => string;
  readonly remove: () => void;
}

/** Lives through a small demo of a pack, in a folder of its own. */
export async function liveThroughDemo(
  pack: string,
  size: { readonly seed: number; readonly weeks: number; readonly count: number },
): Promise<LivedDemo> {
  const folder = mkdtempSync(join(tmpdir(), 'other-road-'));
  await runDemo({
    packFolder: `${mappings}/${pack}`,
    outFolder: folder,
    ...size,
    say: () => undefined,
    onProgress: () => undefined,
  });
  const read = (name: string): string => readFileSync(`${mappings}/${pack}/${name}`, 'utf8');
  return {
    time: readOpenTime({ calendars: read('calendars.yaml'), overlay: read('overlay.example.yaml') }, autumn),
    world: JSON.parse(readFileSync(join(folder, 'raw.json'), 'utf8')) as RawWorld,
    fileOf: (begin, end) => {
      const name = readdirSync(folder).find((each) => each.includes(begin) && each.endsWith(end));
      if (name === undefined) throw new Error(`the demo left no ${begin}…${end}`);
      return join(folder, name);
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** A row of a table by what stands in its first columns. */
export function rowOf(rows: readonly TableRow[], ...begins: readonly string[]): TableRow {
  const row = rows.find((each) => begins.every((begin, index) => Object.values(each)[index] === begin));
  if (row === undefined) throw new Error(`no row ${begins.join(', ')}`);
  return row;
}
