import { isFieldGoal, isGoalCell } from '../goal-table.ts';
import type { Figure } from '../schema/figure.ts';
import type { Catalog, Field } from '../schema/catalog.ts';
import type { GoalTable, PackClock } from '../schema/clock.ts';
import type { HelpdeskObjects } from '../schema/helpdesk.ts';
import type { Overlay } from '../schema/manifest.ts';
import type { Measure, PeriodicReport } from '../schema/report.ts';
import { conditionReferences, eventReferences, valueReferences } from './condition-references.ts';
import type { PathOf } from './lint-context.ts';
import { keysOf, namesIn } from './reference.ts';
import type { Reference } from './reference.ts';

/** Everything that the catalogue names. */
export function* catalogReferences(catalog: Catalog, pathOf: PathOf): Generator<Reference> {
  for (const type of catalog.types) {
    yield* namesIn('priority', type.priorities, pathOf);
    if (type.help !== undefined) yield* keysOf('priority', type.help, pathOf);
  }
  for (const field of catalog.fields) yield* fieldReferences(field, pathOf);
  for (const role of catalog.roles) yield* keysOf('group', role.groups, pathOf);
  for (const condition of [catalog.unclassified, catalog.excluded]) {
    if (condition !== undefined) yield* conditionReferences(condition, pathOf);
  }
  const channel = catalog.fields.find(({ role }) => role === 'channel')?.id ?? 'channel';
  for (const [way, option] of Object.entries(catalog.channel_of ?? {})) {
    const path = [...pathOf(catalog.channel_of ?? {}), way];
    yield { kind: 'value', field: channel, value: option, path };
  }
  for (const { when, set } of catalog.proposals) {
    yield* conditionReferences(when, pathOf);
    yield* setReferences(set, pathOf);
  }
}

/** Everything that a clock names, the keys of its goals included. */
export function* clockReferences(clock: PackClock, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(clock);
  if (clock.applies !== undefined) yield* conditionReferences(clock.applies, pathOf);
  for (const key of ['starts', 'restarts', 'stops', 'resumes'] as const) {
    const event = clock[key];
    if (event !== undefined) yield* eventReferences(event, pathOf, [...path, key]);
  }
  for (const pause of clock.pauses) yield* conditionReferences(pause.while, pathOf);
  if (clock.calendar !== undefined) {
    yield { kind: 'calendar', name: clock.calendar, path: [...path, 'calendar'] };
  }
  yield* namesIn('field', clock.by, pathOf);
  yield* goalReferences(clock.goals, clock.by, pathOf);
  if (clock.unclassified !== undefined) yield* goalReferences(clock.unclassified, [], pathOf);
}

/** Everything that forms, overviews and macros name. */
export function* helpdeskReferences(
  { forms, overviews, macros }: HelpdeskObjects,
  pathOf: PathOf,
): Generator<Reference> {
  for (const form of forms) {
    if (form.when !== undefined) yield* conditionReferences(form.when, pathOf);
    if (form.on_change !== undefined) yield* setReferences(form.on_change, pathOf);
    for (const fields of [form.require, form.show, form.hide]) yield* namesIn('field', fields, pathOf);
    yield* setReferences(form.restrict, pathOf);
  }
  for (const overview of overviews) {
    const path = pathOf(overview);
    yield* conditionReferences(overview.when, pathOf);
    yield* namesIn('role', overview.roles, pathOf);
    yield { kind: 'overview column', name: overview.sort_by, path: [...path, 'sort_by'] };
    if (overview.group_by !== undefined) {
      yield { kind: 'overview column', name: overview.group_by, path: [...path, 'group_by'] };
    }
    yield* namesIn('overview column', overview.columns, pathOf);
  }
  for (const { set, message } of macros) {
    yield* setReferences(set, pathOf);
    if (message !== undefined) yield { kind: 'text', name: message.text, path: [...pathOf(message), 'text'] };
  }
}

/** Everything that a report names. */
export function* reportReferences(report: PeriodicReport, pathOf: PathOf): Generator<Reference> {
  yield* namesIn('address', report.to, pathOf);
  for (const line of report.lines) {
    if ('field' in line) yield { kind: 'field', name: line.field, path: [...pathOf(line), 'field'] };
  }
  for (const annex of report.annexes) {
    if ('clocks' in annex) yield* namesIn('clock', annex.clocks, pathOf);
    if ('rows' in annex) for (const { when } of annex.rows) yield* conditionReferences(when, pathOf);
    if ('columns' in annex) yield* namesIn('report column', annex.columns, pathOf);
    if ('when' in annex && annex.when !== undefined) yield* conditionReferences(annex.when, pathOf);
    if ('measures' in annex) yield* namesIn('measure', annex.measures, pathOf);
    if ('group_by' in annex) {
      yield { kind: 'report group', name: annex.group_by, path: [...pathOf(annex), 'group_by'] };
    }
    if ('figures' in annex) for (const figure of annex.figures) yield* figureReferences(figure, pathOf);
    if ('field' in annex) yield { kind: 'field', name: annex.field, path: [...pathOf(annex), 'field'] };
  }
  const list = report.open_list;
  if (list === undefined) return;
  yield { kind: 'field', name: list.group_by, path: [...pathOf(list), 'group_by'] };
  yield* namesIn('report column', list.columns, pathOf);
}

function* figureReferences(figure: Figure, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(figure);
  if (figure.still !== undefined) yield* conditionReferences(figure.still, pathOf);
  if ('count' in figure) yield* eventReferences(figure.count, pathOf, [...path, 'count']);
  else yield* eventReferences(figure.on, pathOf, [...path, 'on']);
  if ('filled' in figure) yield* namesIn('field', figure.filled, pathOf);
  if (!('values_of' in figure)) return;
  yield { kind: 'field', name: figure.values_of, path: [...path, 'values_of'] };
  for (const [index, value] of figure.values.entries()) {
    yield { kind: 'value', field: figure.values_of, value, path: [...pathOf(figure.values), index] };
  }
  if (figure.asked_of !== undefined) yield* conditionReferences(figure.asked_of, pathOf);
}

/** Everything that a measure names. */
export function* measureReferences(measure: Measure, pathOf: PathOf): Generator<Reference> {
  yield* namesIn('field', measure.since, pathOf);
  for (const condition of [measure.met_when, measure.attested_when]) {
    if (condition !== undefined) yield* conditionReferences(condition, pathOf);
  }
}

/** Everything of the pack that the operator's overlay names. */
export function* overlayReferences(overlay: Overlay, pathOf: PathOf): Generator<Reference> {
  for (const groups of [overlay.leads, overlay.deputies, overlay.senders]) {
    yield* keysOf('group', groups, pathOf);
  }
  yield* keysOf('switch', overlay.switches, pathOf);
  yield* keysOf('intake', overlay.intake, pathOf);
  for (const { labels } of Object.values(overlay.intake)) yield* keysOf('field', labels, pathOf);
  yield* keysOf('calendar', overlay.calendar_exceptions, pathOf);
  yield* keysOf('calendar', overlay.calendar_hours, pathOf);
}

function* fieldReferences(field: Field, pathOf: PathOf): Generator<Reference> {
  const path = pathOf(field);
  if (field.due !== undefined) yield { kind: 'clock', name: field.due, path: [...path, 'due'] };
  if (field.default !== undefined && field.of === 'ticket') {
    yield { kind: 'value', field: field.id, value: field.default, path: [...path, 'default'] };
  }
}

function* setReferences(values: object, pathOf: PathOf): Generator<Reference> {
  yield* keysOf('field', values, pathOf);
  for (const field of Object.keys(values)) yield* valueReferences(field, values, field, pathOf);
}

function* goalReferences(goals: GoalTable, by: readonly string[], pathOf: PathOf): Generator<Reference> {
  if (isGoalCell(goals)) {
    if (typeof goals === 'string') return;
    const [kind, name] = isFieldGoal(goals)
      ? (['field', goals.field] as const)
      : (['calendar', goals.calendar] as const);
    yield { kind, name, path: [...pathOf(goals), kind] };
    return;
  }
  const [field = null, ...inner] = by;
  for (const [value, cell] of Object.entries(goals)) {
    if (field !== null) yield { kind: 'value', field, value, path: [...pathOf(goals), value] };
    yield* goalReferences(cell, inner, pathOf);
  }
}
