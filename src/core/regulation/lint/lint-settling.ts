import type { Problem } from '../diagnostic.ts';
import type { ChangeMatch, EventMatch } from '../schema/condition.ts';
import type { Rule, SetValue } from '../schema/rule.ts';
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
 * No two rules can undo each other for ever, and none can undo its own work: where what the service writes by one rule
 * can set off another that writes the same field differently, and back, the two would never settle.
 */
export function lintSettling({ document, pathOf }: LintContext): readonly Problem[] {
  const writes = document.rules.rules.flatMap(writesOfRule);
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

function writesOfRule(rule: Rule): readonly Write[] {
  return rule.do
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
