import type { Problem } from '../diagnostic.ts';
import type { ChangeMatch, EventMatch } from '../schema/condition.ts';
import type { Action, Rule, SetValue } from '../schema/rule.ts';
import type { LintContext } from './lint-context.ts';
import { writesOf } from './rule-references.ts';
import { holdsSurely, matchesSurely } from './three-valued.ts';
import type { KnownValues } from './three-valued.ts';

/** That a rule writes a value (undefined: one that is not known here) into a field. */
interface Write {
  readonly rule: Rule;
  readonly field: string;
  readonly value: KnownValues[string] | undefined;
}

/**
 * No two rules can undo each other for ever, none can undo its own work, and no ring of rules goes round for ever: where
 * what the service writes by one rule can set off another that writes the same field differently, and so back to the
 * first, they would never settle.
 */
export function lintSettling(context: LintContext): readonly Problem[] {
  const pairs = lintPairs(context);
  // Of a pair nothing more is said as a ring.
  return pairs.length > 0 ? pairs : lintRings(context);
}

function lintPairs({ document, pathOf }: LintContext): readonly Problem[] {
  const writes = document.rules.rules.flatMap((rule) => writesOfRule(rule, rule.do));
  return writes.flatMap((write, index) =>
    writes
      .slice(index)
      .filter((other) => canAlternate(write, other))
      .map((other): Problem => {
        const pair =
          write.rule === other.rule
            ? `the rule "${write.rule.id}" can be set off by its own work`
            : `the rules "${write.rule.id}" and "${other.rule.id}" can undo each other`;
        const message = `${pair}: both react to and write "${write.field}"; limit the events by actor (by: agent) or by value`;
        return { severity: 'error', path: [...pathOf(write.rule), 'on'], message };
      }),
  );
}

/**
 * Rules that set each other off in a ring, in which some field is written differently: each time round it changes again,
 * and a change is a new occasion. What is undone does not count: a rule undoes once in a ticket.
 */
function lintRings({ document, pathOf }: LintContext): readonly Problem[] {
  const writes = document.rules.rules.flatMap((rule) =>
    writesOfRule(
      rule,
      rule.do.filter((action) => !('undo' in action)),
    ),
  );
  const rules = [...new Set(writes.map(({ rule }) => rule))];
  const next = new Map(
    rules.map((rule) => [
      rule,
      rules.filter((other) => writes.some((write) => write.rule === rule && canSetOff(write, other))),
    ]),
  );
  const reached = new Map(rules.map((rule) => [rule, reachedFrom(rule, next)]));
  const leads = (one: Rule, other: Rule): boolean => reached.get(one)?.has(other) === true;
  const seen = new Set<Rule>();
  return rules.flatMap((rule): readonly Problem[] => {
    const ring = rules.filter((other) => leads(rule, other) && leads(other, rule));
    if (seen.has(rule) || ring.length === 0) return [];
    for (const each of ring) seen.add(each);
    const field = contestedField(writes.filter((write) => ring.includes(write.rule)));
    if (field === null) return [];
    const names = ring.map(({ id }) => `"${id}"`).join(', ');
    const message = `the rules ${names} can set each other off for ever: together they write "${field}" this way and that; limit the events by actor (by: agent) or by value`;
    return [{ severity: 'error', path: [...pathOf(rule), 'on'], message }];
  });
}

function reachedFrom(start: Rule, next: ReadonlyMap<Rule, readonly Rule[]>): ReadonlySet<Rule> {
  const reached = new Set<Rule>();
  const open = [...(next.get(start) ?? [])];
  for (let rule = open.pop(); rule !== undefined; rule = open.pop()) {
    if (reached.has(rule)) continue;
    reached.add(rule);
    open.push(...(next.get(rule) ?? []));
  }
  return reached;
}

/** A field for which the writes have more than one value, or one that is not known here; null when there is none. */
function contestedField(writes: readonly Write[]): string | null {
  const first = new Map<string, Write>();
  for (const write of writes) {
    const other = first.get(write.field);
    if (write.value === undefined || (other !== undefined && other.value !== write.value)) return write.field;
    first.set(write.field, write);
  }
  return null;
}

function writesOfRule(rule: Rule, actions: readonly Action[]): readonly Write[] {
  return actions
    .flatMap(writesOf)
    .flatMap((values) =>
      Object.entries(values).map(([field, value]) => ({ rule, field, value: plainValue(value) })),
    );
}

function plainValue(value: SetValue): KnownValues[string] | undefined {
  return typeof value === 'object' && value !== null ? undefined : value;
}

function canAlternate(one: Write, other: Write): boolean {
  const isSameResult = one.value !== undefined && one.value === other.value;
  return (
    one.field === other.field && !isSameResult && canSetOff(one, other.rule) && canSetOff(other, one.rule)
  );
}

/** Whether a write of the service may be an event that the rule reacts to. */
function canSetOff({ field, value }: Write, rule: Rule): boolean {
  if (!('event' in rule.on)) return false;
  const known = value === undefined ? {} : { [field]: value };
  return (
    canBeEvent(rule.on.event, field, value) &&
    (rule.when === undefined || holdsSurely(rule.when, known) !== 'no')
  );
}

function canBeEvent(event: EventMatch, field: string, value: Write['value']): boolean {
  if (typeof event === 'string') return isWordOf(event, field);
  if ('any' in event) return event.any.some((part) => canBeEvent(part, field, value));
  const { by, changed } = event;
  const isHandOver = event.handed_over !== undefined;
  const byWhom = by ?? (isHandOver || event.event === 'assigned' ? 'agent' : 'service');
  if (!(typeof byWhom === 'string' ? [byWhom] : byWhom).includes('service')) return false;
  if (
    event.when !== undefined &&
    value !== undefined &&
    holdsSurely(event.when, { [field]: value }) === 'no'
  ) {
    return false;
  }
  if (event.event !== undefined) return isWordOf(event.event, field);
  if (isHandOver) return field === 'group';
  const change = changed?.[field];
  return change !== undefined && canBeChange(change, value);
}

function canBeChange(change: ChangeMatch, value: Write['value']): boolean {
  if (typeof change === 'object' && change !== null && !Array.isArray(change)) {
    const { to } = change as { readonly to?: Exclude<ChangeMatch, { any?: true }> };
    return to === undefined || matchesSurely(to as KnownValues[string], value) !== 'no';
  }
  return matchesSurely(change, value) !== 'no';
}

/** Whether a plain word of an event speaks of that field. */
function isWordOf(word: string, field: string): boolean {
  const fields: Readonly<Record<string, string>> = {
    closed: 'state',
    reopened: 'state',
    waiting: 'state',
    resumed: 'state',
    assigned: 'owner',
    left: 'group',
  };
  return fields[word] === field;
}
