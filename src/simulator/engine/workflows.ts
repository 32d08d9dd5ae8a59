import { refusedByModel } from '../api-error.ts';
import type { CoreWorkflow } from '../state/records.ts';
import { isBlank, listOf, textOf, type JsonObject, type Params } from '../state/row.ts';
import { isSameValue } from './cast.ts';
import { isWorkflowMet } from './workflow-conditions.ts';
import {
  defaultOfRelation,
  isMandatory,
  isRelation,
  isShown,
  offeredValues,
  openForm,
  type Field,
  type TicketForm,
} from './workflow-form.ts';

/** What the workflows make of a form. */
interface FormState {
  readonly hidden: Set<string>;
  readonly mandatory: Set<string>;
  readonly offered: Map<string, string[]>;
  /** Fields whose values a workflow that applied has limited. */
  readonly limited: Set<string>;
  /** The values as the workflows see them: one that is not offered gives way to the default. */
  readonly params: Params;
}

/** Refuses a ticket that its form would not have let through: over REST, too, workflows bind. */
export function assertFormSatisfied(opened: Omit<TicketForm, 'fields'>): void {
  const form = openForm(opened);
  const state = settle(form);
  assertValuesOffered(form, state);
  assertNothingMissing(form, state);
}

const MAX_RERUNS = 25;

/** Runs the workflows again while they change the values on which they depend. */
function settle(form: TicketForm): FormState {
  const workflows = activeWorkflows(form);
  let params = { ...form.values };
  let state = runOnce(form, workflows, params);
  for (let run = 0; run < MAX_RERUNS && !isSameParams(params, state.params); run++) {
    params = { ...state.params };
    state = runOnce(form, workflows, params);
  }
  return state;
}

const isSameParams = (left: Params, right: Params): boolean =>
  Object.keys(right).every((name) => textOf(left[name]) === textOf(right[name]));

const activeWorkflows = ({ world }: TicketForm): CoreWorkflow[] =>
  world.workflows
    .filter((workflow) => workflow.active && (isBlank(workflow.object) || workflow.object === 'Ticket'))
    .sort((a, b) => a.priority - b.priority || a.id - b.id);

function runOnce(form: TicketForm, workflows: readonly CoreWorkflow[], params: Params): FormState {
  const state = initialState(form, params);
  for (const workflow of workflows) {
    if (!isWorkflowMet(form, workflow, state.params)) continue;
    for (const [key, action] of Object.entries(workflow.perform)) apply(form, state, key, action);
    if (workflow.stop_after_match) break;
  }
  return state;
}

function initialState(form: TicketForm, params: Params): FormState {
  const state: FormState = {
    hidden: new Set(),
    mandatory: new Set(),
    offered: new Map(),
    limited: new Set(),
    params: { ...params },
  };
  for (const [name, field] of form.fields) {
    if (!isShown(field)) state.hidden.add(name);
    if (isMandatory(field)) state.mandatory.add(name);
    const offered = offeredValues(form, field);
    if (offered === undefined) continue;
    state.offered.set(name, offered);
    giveWay(form, state, name);
  }
  settlePendingTime(form, state);
  return state;
}

/** The time is asked for in pending states, and only there. */
function settlePendingTime(form: TicketForm, state: FormState): void {
  if (/^pending/.test(form.world.stateTypeName(Number(state.params['state_id'])))) {
    state.hidden.delete('pending_time');
    state.mandatory.add('pending_time');
  } else {
    state.hidden.add('pending_time');
    state.mandatory.delete('pending_time');
  }
}

function apply(form: TicketForm, state: FormState, key: string, action: JsonObject): void {
  const name = key.split('.').at(-1) ?? '';
  for (const operator of listOf(action['operator']).map(textOf)) {
    const values = listOf(action[operator]).map(textOf);
    switch (operator) {
      case 'hide':
      case 'remove':
        state.hidden.add(name);
        break;
      case 'show':
        state.hidden.delete(name);
        break;
      case 'set_mandatory':
        state.mandatory.add(name);
        break;
      case 'set_optional':
        state.mandatory.delete(name);
        break;
      case 'select':
      case 'fill_in':
      case 'fill_in_empty':
        fill(state, name, operator, values);
        break;
      default:
        limit(form, state, { name, operator, values });
    }
  }
}

function fill(state: FormState, name: string, operator: string, values: readonly string[]): void {
  const [value] = values;
  if (value === undefined || (operator === 'fill_in_empty' && !isBlank(state.params[name]))) return;
  if (operator !== 'select') state.params[name] = value;
  else if (state.offered.get(name)?.includes(value) === true) {
    state.params[name] = value;
    state.limited.add(name);
  }
}

interface Limit {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
}

function limit(form: TicketForm, state: FormState, { name, operator, values }: Limit): void {
  const offered = state.offered.get(name);
  const before = offered ?? listOf(state.params[name]).map(textOf);
  if (operator === 'add_option') {
    state.offered.set(name, [...new Set([...before, ...values])]);
    if (values.includes(textOf(form.values[name]))) state.params[name] = form.values[name];
  } else if (operator === 'remove_option') {
    state.offered.set(
      name,
      before.filter((value) => !values.includes(value)),
    );
    giveWay(form, state, name);
  } else if (operator === 'set_fixed_to') {
    state.offered.set(
      name,
      offered === undefined ? [...values] : offered.filter((value) => values.includes(value)),
    );
    giveWay(form, state, name);
  } else return;
  state.limited.add(name);
}

/** A value that is not offered is replaced, for the eyes of the workflows, by the default. */
function giveWay(form: TicketForm, state: FormState, name: string): void {
  const offered = state.offered.get(name) ?? [];
  const value = state.params[name];
  if (Array.isArray(value)) state.params[name] = value.filter((item) => offered.includes(textOf(item)));
  else if (!offered.includes(textOf(value))) state.params[name] = fallbackOf(form, name) ?? offered[0];
}

function fallbackOf(form: TicketForm, name: string): string | undefined {
  const field = form.fields.get(name);
  return field !== undefined && isRelation(field) ? defaultOfRelation(form, name) : undefined;
}

function assertValuesOffered(form: TicketForm, state: FormState): void {
  const restricted = restrictedByConfiguration(form);
  for (const [name, value] of Object.entries(form.values)) {
    const offered = state.offered.get(name);
    const field = form.fields.get(name);
    if (offered === undefined || offered.length === 0 || isBlank(value)) continue;
    if (form.saved !== null && isSameValue(form.saved[name], value)) continue;
    if (!isBinding(field, state, restricted)) continue;
    const isOffered = Array.isArray(value)
      ? value.every((item) => offered.includes(textOf(item)))
      : offered.includes(textOf(value));
    if (!isOffered) throw refusedByModel(`Invalid value '${textOf(value)}' for field '${name}'!`);
  }
}

/** Options of plain selections bind only when some workflow limits the field, whether it applied or not. */
function isBinding(field: Field | undefined, state: FormState, restricted: ReadonlySet<string>): boolean {
  if (field === undefined || isRelation(field)) return true;
  return state.limited.has(field.attribute.name) || restricted.has(field.attribute.name);
}

const LIMITING = new Set(['select', 'remove_option', 'set_fixed_to', 'add_option']);

function restrictedByConfiguration(form: TicketForm): Set<string> {
  const names = new Set<string>();
  for (const workflow of activeWorkflows(form)) {
    for (const [key, action] of Object.entries(workflow.perform)) {
      if (LIMITING.has(textOf(action['operator']))) names.add(key.split('.').at(-1) ?? '');
    }
  }
  return names;
}

function assertNothingMissing(form: TicketForm, state: FormState): void {
  const names = new Set([...form.fields.keys(), ...state.mandatory]);
  for (const name of names) {
    if (!state.mandatory.has(name) || state.hidden.has(name)) continue;
    const value = form.values[name];
    const isEmpty = typeof value !== 'boolean' && isBlank(value);
    const columnDefault = form.fields.get(name)?.attribute.data_option['default'];
    const hasColumnDefault = typeof columnDefault === 'boolean' || typeof columnDefault === 'number';
    if (isEmpty && !(hasColumnDefault && name in form.values)) {
      throw refusedByModel(`Missing required value for field '${name}'!`);
    }
  }
}
