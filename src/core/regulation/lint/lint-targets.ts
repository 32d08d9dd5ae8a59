import type { Problem } from '../diagnostic.ts';
import type { EventMatch, ValueMatch } from '../schema/condition.ts';
import type { Rule, SetValue } from '../schema/rule.ts';
import type { LintContext } from './lint-context.ts';
import { writesOf } from './rule-references.ts';

/**
 * What rules write can be written: no state of kind new (the helpdesk refuses to go back there), none of kind merged,
 * none of kind waiting without the date it needs, persons only as owner, fields that only the service computes not by
 * rules, and the value before an event only where that event says from which values it may come.
 */
export function lintTargets(context: LintContext): readonly Problem[] {
  return context.document.rules.rules.flatMap((rule) =>
    rule.do.flatMap((action) =>
      writesOf(action).flatMap((values) =>
        Object.entries(values).flatMap(([field, value]) =>
          faultsOfWrite({ rule, field, value, values }, context).map((message): Problem => ({
            severity: 'error',
            path: [...context.pathOf(values), field],
            message,
          })),
        ),
      ),
    ),
  );
}

interface Write {
  readonly rule: Rule;
  readonly field: string;
  readonly value: SetValue;
  readonly values: Readonly<Record<string, SetValue>>;
}

function faultsOfWrite(write: Write, context: LintContext): readonly string[] {
  const { field, value, rule } = write;
  const definition = context.document.catalog.fields.find(({ id }) => id === field);
  const faults: string[] = [];
  if (definition?.due !== undefined) {
    faults.push(`"${field}" is computed from the clock "${definition.due}"; no rule writes it`);
  }
  if (typeof value === 'object' && value !== null) {
    if ('person' in value && field !== 'owner') faults.push('a person can only become the owner');
    if (('due_of' in value || 'occurrence' in value) && !/^date/.test(definition?.kind ?? '')) {
      faults.push(`"${field}" holds no date; an instant does not fit`);
    }
    if ('previous' in value && !isChangeOf(rule, field)) {
      faults.push(`the rule does not react to a change of "${field}", so there is no value before it`);
    }
  }
  if (field === 'state')
    faults.push(...targetStates(write, context).flatMap((id) => faultsOfState(id, write, context)));
  return faults;
}

/** The states that a write can lead to; those before the event when it puts the state back. */
function targetStates({ value, rule }: Write, { document }: LintContext): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || !('previous' in value)) return [];
  const from = 'event' in rule.on ? fromStates(rule.on.event) : null;
  return from ?? document.catalog.states.map(({ id }) => id);
}

/** The states from which an event may come; null when it does not say. */
function fromStates(event: EventMatch): readonly string[] | null {
  if (typeof event !== 'object') return null;
  if ('any' in event) {
    const parts = event.any.map(fromStates);
    return parts.includes(null) ? null : parts.flatMap((part) => part ?? []);
  }
  const change = event.changed?.['state'];
  if (typeof change !== 'object' || change === null || Array.isArray(change)) return null;
  const from = (change as { readonly from?: ValueMatch }).from;
  return from === undefined ? null : (Array.isArray(from) ? from : [from]).map(String);
}

function isChangeOf(rule: Rule, field: string): boolean {
  const changes = (event: EventMatch): boolean => {
    if (typeof event === 'string') {
      return field === 'state' && ['closed', 'reopened', 'waiting', 'resumed'].includes(event);
    }
    if ('any' in event) return event.any.every(changes);
    if (event.event !== undefined)
      return changes(event.event) || (field === 'owner' && event.event === 'assigned');
    return event.changed?.[field] !== undefined || (field === 'group' && event.handed_over !== undefined);
  };
  return 'event' in rule.on && changes(rule.on.event);
}

function faultsOfState(id: string, { values }: Write, { document }: LintContext): readonly string[] {
  const state = document.catalog.states.find((each) => each.id === id);
  const isDated = Object.entries(values).some(
    ([field, value]) =>
      value !== null && document.catalog.fields.some((each) => each.id === field && /^date/.test(each.kind)),
  );
  switch (state?.kind) {
    case 'new':
      return [`this may put the ticket into "${id}", a state of kind new: the helpdesk refuses that`];
    case 'merged':
      return [`this may put the ticket into "${id}": only merging does that`];
    case 'waiting':
      return state.remind_after !== undefined || isDated
        ? []
        : [
            `this may put the ticket into "${id}", a waiting state, without a date: give the state remind_after, or set a date beside it`,
          ];
    default:
      return [];
  }
}
