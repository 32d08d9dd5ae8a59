import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { FieldValues } from '../core/ticket/field-value.ts';
import { phrasesEn } from './phrases.en.ts';
import { phrasesRu } from './phrases.ru.ts';
import { phrasesUk } from './phrases.uk.ts';

/** What a request may be about. Ids are of the pack it was written for; in another pack it is not used. */
export interface Topic {
  readonly type: string;
  /** The priorities that fit it; all of its type when left out. */
  readonly priorities?: readonly string[];
  /** Value of the field in the role `process`. */
  readonly process?: string;
  readonly title: string;
  readonly body: string;
  /** What a careful agent enters beside type, priority and process. */
  readonly fields?: FieldValues;
  /** The state that a careful agent chooses instead of taking it into work. */
  readonly state?: string;
  /** The field whose date ends that waiting. */
  readonly resumesWith?: string;
  /** Everything after the classification is done by others. */
  readonly isDoneElsewhere?: boolean;
  /** Fields with which it is closed. */
  readonly closing?: FieldValues;
  /** The group that closes it. */
  readonly closedBy?: string;
}

/** The words of one language. In texts, `{topic}` stands for the title of the request. */
export interface Phrases {
  readonly surnames: readonly string[];
  readonly givenNames: readonly string[];
  readonly greeting: string;
  readonly topics: readonly Topic[];
  /** Bodies of requests in a pack that the topics were not written for. */
  readonly bodies: readonly string[];
  readonly answers: readonly string[];
  readonly questions: readonly string[];
  readonly replies: readonly string[];
  readonly complaints: readonly string[];
  readonly handovers: readonly string[];
  readonly handbacks: readonly string[];
  readonly calls: readonly string[];
  readonly absences: readonly string[];
  readonly spam: readonly { readonly title: string; readonly body: string }[];
  /** Values for text fields that a form requires, by field id; `default` for the rest. */
  readonly entries: Readonly<Record<string, readonly string[]>> & { readonly default: readonly string[] };
}

const byLanguage: Readonly<Record<string, Phrases>> = { uk: phrasesUk, ru: phrasesRu, en: phrasesEn };

/** The phrases of the pack's first language, or English ones; topics are kept only where the pack has their ids. */
export function phrasesFor(pack: CompiledPack): Phrases {
  const language = pack.manifest.languages[0]?.split('-')[0] ?? 'en';
  const phrases = byLanguage[language] ?? phrasesEn;
  return { ...phrases, topics: phrases.topics.filter((topic) => isOfPack(topic, pack)) };
}

function isOfPack({ type, process, fields = {}, state }: Topic, pack: CompiledPack): boolean {
  const processes = pack.fields.get(pack.fieldByRole.get('process') ?? '')?.options ?? [];
  return (
    pack.types.has(type) &&
    (process === undefined || processes.some(({ id }) => id === process)) &&
    (state === undefined || pack.states.has(state)) &&
    Object.keys(fields).every((field) => pack.fields.has(field))
  );
}
