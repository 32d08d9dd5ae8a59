import type { FormRule } from '../../regulation/schema/helpdesk.ts';
import type { DesiredForm, Remark } from '../desired-object.ts';
import { type AllOf, joinAlternatives, type TestValue } from '../field-test.ts';
import { translateCondition, translateValues } from '../translate-condition.ts';
import { serviceRolesOf } from './catalog-objects.ts';
import { identityOf } from './identity.ts';
import type { Scope, Share } from './scope.ts';

type Unranked = Omit<DesiredForm, 'rank' | 'name'> & { readonly label: string };

/**
 * What forms ask of people: computed fields cannot be edited, a type offers its own priorities only, and the pack's
 * own form rules. None binds the service, which has its own rules. Those that bind are in force while enforcing.
 */
export function formObjects(scope: Scope): Share {
  const remarks: Remark[] = [];
  const forms = [
    ...computedFieldsForm(scope),
    ...scope.pack.catalog.types.map((type) => prioritiesForm(type.id, scope)),
    ...scope.pack.helpdesk.forms.flatMap((rule) => formsOfRule(rule, scope, remarks)),
  ];
  return { objects: forms.map((form, rank) => named(form, rank, scope)), remarks };
}

/** The helpdesk wants distinct names, and sorts by them what we number. */
function named({ label, ...form }: Unranked, rank: number, { pack }: Scope): DesiredForm {
  return { ...form, rank, name: `${pack.manifest.letter} ${String(rank + 1).padStart(2, '0')} · ${label}` };
}

function emptyForm(scope: Scope, when: AllOf) {
  return {
    kind: 'form',
    when,
    changedTo: [],
    exemptRoles: serviceRolesOf(scope),
    require: [],
    restrict: {},
    show: [],
    hide: [],
    readOnly: [],
  } as const;
}

function computedFieldsForm(scope: Scope): readonly Unranked[] {
  const computed = scope.pack.catalog.fields.filter(
    (field) => field.of === 'ticket' && field.computed === true,
  );
  if (computed.length === 0) return [];
  return [
    {
      ...identityOf('form', { id: 'computed-fields' }, ''),
      ...emptyForm(scope, [scope.isGoverned]),
      label: computed.map(({ label }) => scope.naming.label(label)).join(', '),
      readOnly: computed.map(({ id }) => id),
      isActive: true,
    },
  ];
}

function prioritiesForm(typeId: string, scope: Scope): Unranked {
  const type = scope.pack.types.get(typeId);
  const priorities = (type?.priorities ?? []).map((priority) => scope.naming.value('priority', priority));
  return {
    ...identityOf('form', { id: `priorities-of-${typeId}`, clause: type?.clause }, ''),
    ...emptyForm(scope, [
      scope.isGoverned,
      { field: scope.naming.attribute('type'), isNegated: false, values: [typeId] },
    ]),
    label: `${scope.naming.shown('type', typeId)}: ${priorities.join(', ')}`,
    restrict: { priority: priorities },
    isActive: scope.enforcing,
  };
}

function formsOfRule(rule: FormRule, scope: Scope, remarks: Remark[]): readonly Unranked[] {
  const when = translateCondition(rule.when, scope);
  const change = translateValues(rule.on_change ?? {}, scope);
  if (!when.isPossible || !change.isPossible) {
    const because = when.isPossible ? (change.isPossible ? '' : change.because) : when.because;
    remarks.push({ key: `form:${rule.id}`, message: `not in the helpdesk's forms: ${because}` });
    return [];
  }
  return joinAlternatives(when.anyOf, change.anyOf).map((allOf, index) => ({
    ...identityOf('form', rule, ''),
    ...emptyForm(scope, allOf),
    key: `form:${rule.id}${index === 0 ? '' : `/${index + 1}`}`,
    label: `${scope.naming.label(rule.label)}${index === 0 ? '' : ` (${index + 1})`}`,
    changedTo: change.anyOf.flat(),
    require: rule.require.map(scope.naming.attribute),
    restrict: Object.fromEntries(
      Object.entries(rule.restrict).map((entry) => restriction(entry, rule, scope)),
    ),
    show: rule.show.map(scope.naming.attribute),
    hide: rule.hide.map(scope.naming.attribute),
    isActive: rule.enforce ? scope.enforcing : true,
  }));
}

/** A field that need not be entered may also stay empty. */
function restriction(
  [field, values]: readonly [string, readonly string[]],
  rule: FormRule,
  { naming }: Scope,
): readonly [string, readonly TestValue[]] {
  const isAlwaysEntered = ['group', 'priority', 'state'].includes(field) || rule.require.includes(field);
  const names = values.map((value) => naming.value(field, value));
  return [naming.attribute(field), isAlwaysEntered ? names : [null, ...names]];
}
