import type { ClockReading } from '../clock/clock-reading.ts';
import { localize } from '../regulation/localize.ts';
import type { TextName } from '../regulation/text-names.ts';
import { listAttached } from '../ticket/attached.ts';
import { hasValue } from '../ticket/matches-value.ts';
import { goalLengthMs } from './clock-progress.ts';
import type { TextData, TextValue } from './intent.ts';
import { ruleIndexOf } from './rule-index.ts';
import type { IndexedRule } from './rule-index.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';
import { findToldTerm } from './told-term.ts';
import { fieldLabel, languageOf, valueLabel } from './value-label.ts';

/** What a text is written about. */
export interface TextOccasion {
  readonly situation: Situation;
  readonly indexed: IndexedRule;
  readonly occurrence: RuleOccurrence;
  /** Letters name no people and show the term the ticket is solved by. */
  readonly isLetter: boolean;
}

type Resolver = (occasion: TextOccasion) => TextValue;

/**
 * The data of a text: a value for each name that it shows. Values are in the words of the pack; nothing here is text
 * that somebody wrote in a ticket, but for the pack's own short fields.
 */
export function buildTextData(textId: string, occasion: TextOccasion): TextData {
  const names = ruleIndexOf(occasion.situation.input.pack).namesOfText.get(textId) ?? [];
  return Object.fromEntries(names.map((name) => [name, resolve(name, occasion)]));
}

function resolve(name: string, occasion: TextOccasion): TextValue {
  if (name in plainNames) return plainNames[name as TextName](occasion);
  const dot = name.indexOf('.');
  return families[name.slice(0, dot)]?.(name.slice(dot + 1), occasion) ?? null;
}

const plainNames: Readonly<Record<TextName, Resolver>> = {
  'ticket.number': ({ situation }) => situation.input.ticket.number,
  'ticket.received': ({ situation }) => ({ instant: situation.input.ticket.createdAt }),
  type: (occasion) => fieldValue('type', occasion),
  priority: (occasion) => fieldValue('priority', occasion),
  group: (occasion) => fieldValue('group', occasion),
  state: (occasion) => fieldValue('state', occasion),
  owner: ({ situation: { input, present }, isLetter }) =>
    isLetter ? null : (input.directory.people.get(String(present.fields['owner']))?.login ?? null),
  clock: ({ situation, occurrence }) => {
    const { pack } = situation.input;
    const label = pack.clocks.find(({ id }) => id === occurrence.clock?.clockId)?.label;
    return label === undefined ? null : localize(label, languageOf(pack));
  },
  term: (occasion) => due(shownClock(occasion)),
  old_term: (occasion) => {
    const clock = shownClock(occasion);
    const told = clock === null ? null : findToldTerm(clock.clockId, occasion.situation);
    return told === null ? null : { instant: told.dueAt };
  },
  reaction_term: ({ situation }) => due(nativeClock('first-response', situation)),
  resolution_term: ({ situation }) => due(nativeClock('solution', situation)),
  share: ({ situation, occurrence: { clock } }) => {
    const totalMs = clock === null ? null : goalLengthMs(clock, situation);
    return clock === null || totalMs === null || totalMs === 0
      ? null
      : Math.round((clock.usedMs / totalMs) * 100);
  },
  used: ({ occurrence }) => occurrence.clock?.usedMs ?? null,
  remaining: ({ situation, occurrence: { clock } }) => {
    const leftMs = clock === null ? 0 : (goalLengthMs(clock, situation) ?? 0) - clock.usedMs;
    return leftMs > 0 ? leftMs : null;
  },
  event: ({ occurrence }) => ({ instant: occurrence.at }),
  old: ({ situation, occurrence: { fact } }) =>
    fact?.kind === 'field-changed' ? valueLabel(fact.field, fact.from, situation.input.pack) : null,
  new: ({ situation, occurrence: { fact } }) =>
    fact?.kind === 'field-changed' ? valueLabel(fact.field, fact.to, situation.input.pack) : null,
  missing: ({ situation: { input, present }, indexed }) =>
    indexed.askedFields
      .filter((field) => !hasValue(present.fields[field]))
      .map((field) => fieldLabel(field, input.pack)),
  attached: ({ situation: { present }, indexed }) => listAttached(indexed.askedFiles, present).slice(0, 10),
  // Known when the letter is read.
  taken_in: () => false,
  clause: ({ indexed }) => (indexed.ground.kind === 'clause' ? indexed.ground.clause : null),
  'pack.title': ({ situation }) => situation.input.pack.manifest.title,
};

const families: Readonly<Record<string, (id: string, occasion: TextOccasion) => TextValue>> = {
  parent: (id, { situation: { input } }) => {
    const parent = input.parent ?? null;
    if (parent === null) return null;
    return id === 'number' ? parent.number : valueLabel(id, parent.fields[id] ?? null, input.pack);
  },
  terms: (id, { situation }) => due(findClock(situation.clocks, id)),
  fields: fieldValue,
  addresses: (id, { situation }) => situation.input.directory.addresses.get(id) ?? null,
  values: (id, { situation }) => {
    const value = situation.input.pack.overlay.values[id];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  },
  switches: (id, { situation }) => situation.input.pack.switches.get(id) ?? false,
};

function fieldValue(field: string, { situation: { present, input } }: TextOccasion): TextValue {
  return valueLabel(field, present.fields[field] ?? null, input.pack);
}

function shownClock({ situation, occurrence, isLetter }: TextOccasion): ClockReading | null {
  return isLetter ? (nativeClock('solution', situation) ?? occurrence.clock) : occurrence.clock;
}

function nativeClock(kind: 'first-response' | 'solution', { input, clocks }: Situation): ClockReading | null {
  const clock = input.pack.clocks.find(({ native }) => native === kind);
  return clock === undefined ? null : findClock(clocks, clock.id);
}

function due(reading: ClockReading | null): TextValue {
  const isReal = reading?.goals.at(-1)?.isProvisional === false;
  return isReal && reading.dueAt !== null ? { instant: reading.dueAt } : null;
}
