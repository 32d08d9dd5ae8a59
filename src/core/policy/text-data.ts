import type { ClockReading } from '../clock/clock-reading.ts';
import { localize } from '../regulation/localize.ts';
import type { TextName } from '../regulation/text-names.ts';
import { hasValue } from '../ticket/matches-value.ts';
import { goalLengthMs } from './clock-progress.ts';
import type { TextData, TextValue } from './intent.ts';
import type { IndexedRule } from './rule-index.ts';
import type { RuleOccurrence } from './rule-occurrence.ts';
import { findClock } from './situation.ts';
import type { Situation } from './situation.ts';
import { findToldTerm } from './told-term.ts';
import { fieldLabel, languageOf, valueLabel } from './value-label.ts';

/** What a text is written about. */
export interface TextOccasion {
  readonly indexed: IndexedRule;
  readonly occurrence: RuleOccurrence;
  /** Letters name no people and show the term the ticket is solved by. */
  readonly isLetter: boolean;
}

/**
 * The data of a text, by the names that texts may show. Values are in the words of the pack; nothing here is text
 * that somebody wrote in a ticket, but for the pack's own short fields.
 */
export function buildTextData(situation: Situation, occasion: TextOccasion): TextData {
  const { pack, ticket, directory } = situation.input;
  const { fields } = situation.present;
  const label = (field: string): TextValue => valueLabel(field, fields[field] ?? null, pack);
  const owner = occasion.isLetter ? undefined : directory.people.get(String(fields['owner']))?.login;
  const own: Record<TextName, TextValue> = {
    'ticket.number': ticket.number,
    'ticket.received': { instant: ticket.createdAt },
    type: label('type'),
    priority: label('priority'),
    group: label('group'),
    state: label('state'),
    owner: owner ?? null,
    missing: occasion.indexed.askedFields
      .filter((field) => !hasValue(fields[field]))
      .map((field) => fieldLabel(field, pack)),
    clause: occasion.indexed.ground.kind === 'clause' ? occasion.indexed.ground.clause : null,
    'pack.title': pack.manifest.title,
    ...describeEvent(situation, occasion),
    ...describeClocks(situation, occasion),
  };
  return {
    ...own,
    ...family(
      'terms',
      situation.clocks.map((clock) => [clock.clockId, due(clock)]),
    ),
    ...family(
      'fields',
      [...pack.fields.keys()].map((field) => [field, label(field)]),
    ),
    ...family('addresses', [...directory.addresses]),
    ...family(
      'values',
      Object.entries(pack.overlay.values).map(([id, value]) => [id, plain(value)]),
    ),
    ...family('switches', [...pack.switches]),
  };
}

function describeEvent(
  { input }: Situation,
  { occurrence }: TextOccasion,
): Pick<Record<TextName, TextValue>, 'event' | 'old' | 'new'> {
  const { fact } = occurrence;
  const event = { instant: occurrence.at };
  if (fact?.kind !== 'field-changed') return { event, old: null, new: null };
  return {
    event,
    old: valueLabel(fact.field, fact.from, input.pack),
    new: valueLabel(fact.field, fact.to, input.pack),
  };
}

type ClockNames =
  'clock' | 'term' | 'old_term' | 'reaction_term' | 'resolution_term' | 'share' | 'used' | 'remaining';

function describeClocks(
  situation: Situation,
  { occurrence, isLetter }: TextOccasion,
): Pick<Record<TextName, TextValue>, ClockNames> {
  const { pack } = situation.input;
  const native = (kind: 'first-response' | 'solution'): ClockReading | null => {
    const clock = pack.clocks.find((each) => each.native === kind);
    return clock === undefined ? null : findClock(situation.clocks, clock.id);
  };
  const about = occurrence.clock;
  const shown = isLetter ? (native('solution') ?? about) : about;
  const label = pack.clocks.find(({ id }) => id === about?.clockId)?.label;
  const totalMs = about === null ? 0 : (goalLengthMs(about, situation) ?? 0);
  const told = shown === null ? null : findToldTerm(shown.clockId, situation);
  return {
    clock: label === undefined ? null : localize(label, languageOf(pack)),
    term: due(shown),
    old_term: told === null ? null : { instant: told.dueAt },
    reaction_term: due(native('first-response')),
    resolution_term: due(native('solution')),
    share: about === null || totalMs === 0 ? null : Math.round((about.usedMs / totalMs) * 100),
    used: about?.usedMs ?? null,
    remaining: about === null || about.usedMs >= totalMs ? null : totalMs - about.usedMs,
  };
}

function due(reading: ClockReading | null): TextValue {
  return reading?.dueAt == null || reading.goals.at(-1)?.isProvisional === true
    ? null
    : { instant: reading.dueAt };
}

function family(name: string, values: readonly (readonly [string, TextValue])[]): TextData {
  return Object.fromEntries(values.map(([id, value]) => [`${name}.${id}`, value]));
}

function plain(value: unknown): TextValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
