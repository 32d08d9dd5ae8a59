import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/recordings/', import.meta.url));

/** One request to a real Zammad 6.5.0 and its answer. */
export interface Recording {
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: unknown };
  readonly response: { readonly status: number; readonly body: unknown };
}

/** The recordings are large and stay where they were made; a copy of this project may be without them. */
export const hasRecordings = existsSync(folder);

/** Says in a suite's name why it is skipped. */
export const recordingsHint = hasRecordings ? '' : ' (skipped: the recordings are not on this machine)';

/** By file name without `.json`, such as `230-g-history` or `kyiv-trial/106-articles-email`. */
export function recording(name: string): Recording {
  return { name, ...(JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')) as Omit<Recording, 'name'>) };
}

/** Every recording with a request and an answer in JSON. */
export function allRecordings(): readonly Recording[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/?\d+-[^/]+\.json$/.test(file))
    .sort()
    .map((file) => recording(file.replace(/\.json$/, '')));
}
