import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { phrasesDe } from './phrases.de.ts';
import { phrasesEn } from './phrases.en.ts';
import { phrasesRu } from './phrases.ru.ts';
import { phrasesUk } from './phrases.uk.ts';
import type { Phrases, Topic } from './phrases.ts';

const byLanguage: Readonly<Record<string, Phrases>> = {
  uk: phrasesUk,
  ru: phrasesRu,
  de: phrasesDe,
  en: phrasesEn,
};

/** The phrases of the pack's first language, or English ones; topics are kept only where the pack has their ids. */
export function phrasesFor(pack: CompiledPack): Phrases {
  const language = pack.manifest.languages[0]?.split('-')[0] ?? 'en';
  const phrases = byLanguage[language] ?? phrasesEn;
  return { ...phrases, topics: phrases.topics.filter((topic) => isOfPack(topic, pack)) };
}

function isOfPack(
  { type, process, fields = {}, closing = {}, returning = {}, state }: Topic,
  pack: CompiledPack,
): boolean {
  const processes = pack.fields.get(pack.fieldByRole.get('process') ?? '')?.options ?? [];
  return (
    pack.types.has(type) &&
    (process === undefined || processes.some(({ id }) => id === process)) &&
    (state === undefined || pack.states.has(state)) &&
    Object.keys({ ...fields, ...closing, ...returning }).every((field) => pack.fields.has(field))
  );
}
