import type { Localized } from './schema/scalars.ts';

/** A text of the pack in a language; in another one when it lacks that. */
export function localize(localized: Localized, language: string): string {
  if (typeof localized === 'string') return localized;
  return localized[language] ?? Object.values(localized)[0] ?? '';
}
