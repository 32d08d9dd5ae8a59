import { createWallClock } from '../calendar/wall-clock.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { mayFindFault } from '../regulation/may-find-fault.ts';
import { serviceWords } from '../regulation/schema/condition.ts';
import type { Condition, EventMatch } from '../regulation/schema/condition.ts';
import type { Action, Rule } from '../regulation/schema/rule.ts';
import type { Text } from '../regulation/schema/text.ts';
import { listTextNames } from '../regulation/text-names.ts';
import { parseOffset, parseSpan } from '../regulation/span.ts';
import type { ParsedOffset, ParsedSpan } from '../regulation/span.ts';
import { traceOfField } from '../ticket/event-traces.ts';
import type { Traces } from '../ticket/event-traces.ts';
import { eventOf, testOf } from '../ticket/holds.ts';
import type { PreparedEvent, Test } from '../ticket/holds.ts';
import { groundOf } from './ground.ts';
import type { Ground } from './intent.ts';

/** When a rule acts, with its spans read. */
export type Occasion =
  | { readonly kind: 'event'; readonly event: PreparedEvent }
  | { readonly kind: 'parent'; readonly match: EventMatch }
  | { readonly kind: 'clock'; readonly clockId: string; readonly moment: 'breach' | 'due' | ClockPoint }
  | {
      readonly kind: 'lasting';
      readonly while: Test;
      readonly lasts: ParsedSpan;
      readonly changesWith: ChangesWith;
    }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly traces: Traces;
      readonly offset: ParsedOffset | null;
    }
  | { readonly kind: 'due-change'; readonly clockId: string; readonly settles: ParsedSpan };

/** What can make a condition begin or cease to hold: fields alone, any fact, or clocks too. */
type ChangesWith = 'fields' | 'facts' | 'clocks';

/** A point of a clock's goal: a share of it, or an offset from its due instant. */
export type ClockPoint =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'offset'; readonly offset: ParsedOffset };

/** An action of a rule with what its key adds to the occurrence's own: nothing for the first, `/2` for the second. */
interface NumberedAction {
  readonly action: Action;
  readonly suffix: string;
}

/** A rule ready to be looked at many times. */
export interface IndexedRule {
  readonly rule: Rule;
  readonly ground: Ground;
  readonly actions: readonly NumberedAction[];
  /** Its condition; null where it has none. */
  readonly when: Test | null;
  readonly occasion: Occasion;
  readonly staleAfter: ParsedSpan | null;
  /** Whether any of its actions may find fault. */
  readonly findsFaults: boolean;
  /** Ids of the fields its conditions ask to be missing or not. */
  readonly askedFields: readonly string[];
  /** File extensions its conditions ask about. */
  readonly askedFiles: readonly string[];
}

/** What is worked out once a pack. */
export interface RuleIndex {
  readonly rules: readonly IndexedRule[];
  /** Those of them that can have anything to say of a ticket that left such traces. */
  readonly rulesFor: (traces: Traces) => readonly IndexedRule[];
  readonly wallClock: WallClock;
  /** How long each notice may take, where the pack says so. */
  readonly overdueAfter: ReadonlyMap<string, ParsedSpan>;
  /** The names that each text shows. */
  readonly namesOfText: ReadonlyMap<string, readonly string[]>;
  /** Clocks whose due instant a text of the pack shows: text id → clock ids. */
  readonly termsOfText: ReadonlyMap<string, readonly string[]>;
}

const indexes = new WeakMap<CompiledPack, RuleIndex>();

/** The index of a pack, made the first time it is asked for. */
export function ruleIndexOf(pack: CompiledPack): RuleIndex {
  const indexed = indexes.get(pack);
  if (indexed !== undefined) return indexed;
  const known = knownNames(pack);
  const overdueAfter = new Map(
    [...pack.notices.values()].flatMap(({ id, overdue_after: span }) =>
      span === undefined ? [] : [[id, parseSpan(span)] as const],
    ),
  );
  const namesOfText = new Map([...pack.texts].map(([id, text]) => [id, namesIn(text, known)]));
  const rules = pack.rules.map((rule) => indexRule(rule, pack));
  const index: RuleIndex = {
    rules,
    rulesFor: choosingByTraces(rules),
    wallClock: createWallClock(pack.manifest.zone),
    overdueAfter,
    namesOfText,
    termsOfText: new Map([...namesOfText].map(([textId, names]) => [textId, termsIn(names, pack)])),
  };
  indexes.set(pack, index);
  return index;
}

/** Tickets leave few different sets of the traces that rules ask for: each set is asked about once. */
function choosingByTraces(rules: readonly IndexedRule[]): RuleIndex['rulesFor'] {
  const chosen = new Map<Traces, readonly IndexedRule[]>();
  const asked = rules.reduce((all, { occasion }) => all | (tracesAskedBy(occasion) ?? 0), 0);
  return (traces) => {
    const known = chosen.get(traces & asked);
    if (known !== undefined) return known;
    const found = rules.filter(({ occasion }) => {
      const wanted = tracesAskedBy(occasion);
      return wanted === null || (traces & wanted) !== 0;
    });
    chosen.set(traces & asked, found);
    return found;
  };
}

/** Traces of which an occasion needs one; null where it may come without any. */
function tracesAskedBy(occasion: Occasion): Traces | null {
  if (occasion.kind === 'event') return occasion.event.traces;
  return occasion.kind === 'field' ? occasion.traces : null;
}

function indexRule(rule: Rule, pack: CompiledPack): IndexedRule {
  return {
    rule,
    ground: groundOf(rule),
    actions: numberActions(rule),
    when: rule.when === undefined ? null : testOf(rule.when),
    occasion: readOccasion(rule.on),
    staleAfter: rule.stale_after === undefined ? null : parseSpan(rule.stale_after),
    findsFaults: rule.do.some((action) => mayFindFault(action, pack)),
    askedFields: listAsked('missing', rule),
    askedFiles: listAsked('attached', rule),
  };
}

/** A finding stands under the occurrence's own key, and is not counted among the actions that are carried out. */
function numberActions(rule: Rule): readonly NumberedAction[] {
  let written = 0;
  return rule.do.map((action) => {
    if (!('finding' in action)) written += 1;
    return { action, suffix: 'finding' in action || written === 1 ? '' : `/${written}` };
  });
}

function readOccasion(on: Rule['on']): Occasion {
  if ('event' in on) return { kind: 'event', event: eventOf(on.event) };
  if ('of_parent' in on) return { kind: 'parent', match: on.of_parent };
  if ('clock' in on) return { kind: 'clock', clockId: on.clock, moment: readClockPoint(on.at) };
  if ('while' in on) {
    return {
      kind: 'lasting',
      while: testOf(on.while),
      lasts: parseSpan(on.lasts),
      changesWith: changesWith(on.while),
    };
  }
  if ('field' in on) {
    return {
      kind: 'field',
      field: on.field,
      traces: traceOfField(on.field),
      offset: on.offset === undefined ? null : parseOffset(on.offset),
    };
  }
  return { kind: 'due-change', clockId: on.due_changed, settles: parseSpan(on.settles) };
}

function changesWith(condition: Condition): ChangesWith {
  const text = JSON.stringify(condition);
  if (text.includes('"clock":')) return 'clocks';
  return serviceWords.some((word) => text.includes(`"${word}":`)) ? 'facts' : 'fields';
}

function readClockPoint(at: string): 'breach' | 'due' | ClockPoint {
  if (at === 'breach' || at === 'due') return at;
  return at.endsWith('%')
    ? { kind: 'share', share: Number(at.slice(0, -1)) / 100 }
    : { kind: 'offset', offset: parseOffset(at) };
}

function listAsked(word: 'missing' | 'attached', rule: Rule): readonly string[] {
  return [...new Set(askedOf(word, [rule.when, 'while' in rule.on ? rule.on.while : undefined]))];
}

function askedOf(word: string, value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === word && Array.isArray(part) ? (part as string[]) : askedOf(word, part),
  );
}

/** The names that a text shows, in its subject or body, in any language. */
function namesIn(text: Text, known: ReadonlySet<string>): readonly string[] {
  const expressions = JSON.stringify(text).match(/\{\{.*?\}\}/g) ?? [];
  const words = expressions.flatMap((expression) => expression.match(/[\w.-]+/g) ?? []);
  return [...new Set(words)].filter((word) => known.has(word));
}

/** `term` and `resolution_term` name the clock of the helpdesk's solution, `reaction_term` that of its first response. */
function termsIn(names: readonly string[], pack: CompiledPack): readonly string[] {
  const natives = { term: 'solution', resolution_term: 'solution', reaction_term: 'first-response' } as const;
  return pack.clocks
    .filter(
      ({ id, native }) =>
        names.includes(`terms.${id}`) ||
        Object.entries(natives).some(([name, kind]) => native === kind && names.includes(name)),
    )
    .map((clock) => clock.id);
}

function knownNames(pack: CompiledPack): ReadonlySet<string> {
  return listTextNames({
    clockIds: pack.clocks.map(({ id }) => id),
    fieldNames: pack.fields.keys(),
    addressIds: [...Object.keys(pack.manifest.addresses), ...Object.keys(pack.overlay.addresses)],
    valueIds: Object.keys(pack.overlay.values),
    switchIds: pack.switches.keys(),
  });
}
