import { unprocessable } from '../api-error.ts';
import { isBlank, isObject, textOf } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { flag, integer, required, store, text, time } from './column.ts';
import type { Model, Save } from './model.ts';

const REQUIRED_IN_PERFORM: Readonly<Record<string, readonly string[]>> = {
  'article.note': ['body', 'subject', 'internal'],
  'notification.email': ['body', 'recipient', 'subject'],
  'notification.sms': ['body', 'recipient'],
  'notification.webhook': ['webhook_id'],
};
const MAY_BE_SPECIFIC = ['ticket.customer_id', 'ticket.organization_id', 'ticket.owner_id'];

/** Actions must be complete; the attributes they set are not looked at. */
function assertPerformComplete({ values }: Save): void {
  const perform = values['perform'];
  if (!isObject(perform)) return;
  const missing = (key: string, part: string): Error =>
    unprocessable(`The required 'perform' value for ${key}, ${part} is missing!`);
  for (const [key, parts] of Object.entries(REQUIRED_IN_PERFORM)) {
    const action = perform[key];
    if (!isObject(action)) continue;
    for (const part of parts) if (isBlank(action[part])) throw missing(key, part);
  }
  for (const key of MAY_BE_SPECIFIC) {
    const action = perform[key];
    if (isObject(action) && action['pre_condition'] === 'specific' && isBlank(action['value'])) {
      throw missing(key, 'value');
    }
  }
}

const oneOf =
  (column: string, human: string, allowed: readonly string[]) =>
  ({ values }: Save): void => {
    if (!allowed.includes(textOf(values[column])))
      throw unprocessable(`${human} is not included in the list`);
  };

const isActivatorKnown = oneOf('activator', 'Activator', ['action', 'time']);
const isModeKnown = oneOf('execution_condition_mode', 'Execution condition mode', ['selective', 'always']);

export const triggerModel: Model = {
  name: 'Trigger',
  relation: 'triggers',
  assetKey: 'Trigger',
  table: (world) => world.triggers,
  columns: {
    name: text(),
    condition: required(store()),
    perform: required(store()),
    disable_notification: flag(true),
    localization: text(),
    timezone: text(),
    note: text(),
    activator: text('action'),
    execution_condition_mode: text('selective'),
    active: flag(true),
  },
  nameRules: { isRequired: true, uniqueness: 'model' },
  hasCondition: true,
  validate: (save) => {
    assertPerformComplete(save);
    if (isBlank(save.values['name'])) return;
    isActivatorKnown(save);
    isModeKnown(save);
  },
};

const isUxFlowKnown = oneOf('ux_flow_next_up', 'Ux flow next up', [
  'none',
  'next_task',
  'next_task_on_close',
  'next_from_overview',
]);

const groups = { key: 'group_ids', name: 'groups', target: 'Group' };

export const macroModel: Model = {
  name: 'Macro',
  relation: 'macros',
  assetKey: 'Macro',
  table: (world) => world.macros,
  columns: {
    name: text(),
    perform: required(store()),
    active: flag(true),
    ux_flow_next_up: text('none'),
    note: text(),
  },
  collections: [groups],
  nameRules: { isRequired: true, uniqueness: 'model' },
  validate: (save) => {
    assertPerformComplete(save);
    if (!isBlank(save.values['name'])) isUxFlowKnown(save);
  },
};

/** The link is made from the link that was asked for, or from the name, with a number where it is taken. */
function settleLink({ world, row, values, isChanged }: Save): void {
  if (row !== null && !isChanged('name') && !isChanged('link')) return;
  const wanted = textOf(isBlank(values['link']) ? values['name'] : values['link']);
  const base = linkOf(wanted) || world.random.uuid();
  let link = base;
  for (let count = 1; isLinkTaken(world, link, row?.id); count++) link = `${base}_${count}`;
  values['link'] = link;
}

const linkOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9\-_]+/g, '_')
    .replace(/_{2,}/g, '_')
    .replace(/^_|_$/g, '');

const isLinkTaken = (world: World, link: string, ownId: number | undefined): boolean =>
  world.overviews.find((overview) => overview.link === link && overview.id !== ownId) !== undefined;

export const overviewModel: Model = {
  name: 'Overview',
  relation: 'overviews',
  assetKey: 'Overview',
  table: (world) => world.overviews,
  columns: {
    name: text(),
    link: text(),
    prio: integer(),
    condition: required(store()),
    order: required(store()),
    group_by: text(),
    group_direction: text(),
    organization_shared: flag(false),
    out_of_office: flag(false),
    view: required(store()),
    active: flag(true),
  },
  collections: [
    { key: 'role_ids', name: 'roles', target: 'Role' },
    { key: 'user_ids', name: 'users', target: 'User' },
  ],
  nameRules: { isRequired: true },
  hasCondition: true,
  beforeWrite: (save) => {
    settleLink(save);
    const { world, values } = save;
    values['prio'] ??= Math.max(0, ...world.overviews.all().map((overview) => overview.prio)) + 1;
  },
  validate: ({ values }) => {
    if (!isBlank(values['name']) && isBlank(values['role_ids'])) throw unprocessable("Roles can't be blank");
  },
};

export const workflowModel: Model = {
  name: 'CoreWorkflow',
  relation: 'core_workflows',
  assetKey: 'CoreWorkflow',
  table: (world) => world.workflows,
  columns: {
    name: text(),
    object: text(),
    preferences: store(),
    condition_saved: store(),
    condition_selected: store(),
    perform: store(),
    active: flag(true),
    stop_after_match: flag(false),
    changeable: flag(true),
    priority: integer(0),
  },
  nameRules: { isRequired: true, uniqueness: 'model' },
};

const isJobObjectKnown = oneOf('object', 'Object', ['Ticket', 'User', 'Organization']);

export const jobModel: Model = {
  name: 'Job',
  relation: 'jobs',
  assetKey: 'Job',
  table: (world) => world.jobs,
  columns: {
    name: text(),
    timeplan: required(store()),
    object: text(),
    condition: required(store()),
    perform: required(store()),
    disable_notification: flag(true),
    last_run_at: time(),
    next_run_at: time(),
    running: flag(false),
    processed: integer(0),
    matching: integer(0),
    pid: text(),
    localization: text(),
    timezone: text(),
    note: text(),
    active: flag(false),
  },
  nameRules: { isRequired: true, uniqueness: 'model' },
  hasCondition: true,
  beforeWrite: ({ world, values }) => {
    values['next_run_at'] =
      values['active'] === true ? nextRunAt(values['timeplan'], world.clock.now()) : null;
  },
  validate: (save) => {
    assertPerformComplete(save);
    if (isBlank(save.values['name'])) return;
    if (isBlank(save.values['object'])) throw unprocessable("Object can't be blank");
    isJobObjectKnown(save);
  },
};

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const TEN_MINUTES_MS = 600_000;

/** The next ten minutes that the plan names, in UTC, within a week; null when it names none. */
function nextRunAt(timeplan: unknown, nowMs: number): string | null {
  if (!isObject(timeplan)) return null;
  const isOn = (part: string, key: string): boolean => {
    const names = timeplan[part];
    return isObject(names) && !isBlank(names[key]) && names[key] !== 'false';
  };
  const firstMs = Math.ceil(nowMs / TEN_MINUTES_MS) * TEN_MINUTES_MS;
  for (let step = 0; step < 7 * 144; step++) {
    const at = new Date(firstMs + step * TEN_MINUTES_MS);
    const weekday = WEEKDAYS[at.getUTCDay()] ?? '';
    const minute = String(at.getUTCMinutes());
    if (isOn('days', weekday) && isOn('hours', String(at.getUTCHours())) && isOn('minutes', minute)) {
      return at.toISOString();
    }
  }
  return null;
}
