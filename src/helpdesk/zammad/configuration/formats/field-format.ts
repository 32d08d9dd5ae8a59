import { z } from 'zod';
import { AppError } from '../../../../core/app-error.ts';
import type { DesiredField } from '../../../../core/bootstrap/desired-object.ts';
import { isJsonObject, type Json, type JsonObject, textOf } from '../../../../core/bootstrap/json.ts';
import type { ObjectFormat, ZammadObject } from '../object-format.ts';

const Options = z.record(z.string().regex(/^[a-z0-9_-]+$/), z.string().min(1));

/**
 * The only attribute definitions we send. One wrong value (a `datetime` whose `diff` is text) keeps Zammad 6.5 from
 * booting after the migration, so nothing passes that is not listed here.
 */
const DataOption = {
  input: z.strictObject({
    type: z.literal('text'),
    maxlength: z.number().int().min(1).max(500),
    default: z.string(),
    null: z.literal(true),
  }),
  textarea: z.strictObject({
    type: z.literal('textarea'),
    maxlength: z.number().int().min(1).max(10_000),
    rows: z.literal(4),
    default: z.string().min(1).optional(),
    null: z.literal(true),
  }),
  select: z.strictObject({
    options: Options,
    default: z.string(),
    null: z.literal(true),
    nulloption: z.literal(true),
    maxlength: z.literal(255),
  }),
  date: z.strictObject({ diff: z.null(), null: z.literal(true) }),
  datetime: z.strictObject({
    future: z.literal(true),
    past: z.literal(true),
    // 0 would give every new ticket the present time.
    diff: z.null(),
    null: z.literal(true),
  }),
  integer: z.strictObject({
    min: z.number().int(),
    max: z.number().int(),
    default: z.number().int().nullable(),
    null: z.literal(true),
  }),
  boolean: z.strictObject({
    options: z.strictObject({ true: z.literal('yes'), false: z.literal('no') }),
    default: z.boolean(),
    null: z.literal(true),
  }),
} as const;

type DataType = keyof typeof DataOption;

const dataTypes: Readonly<Record<DesiredField['data'], DataType>> = {
  text: 'input',
  longtext: 'textarea',
  select: 'select',
  date: 'date',
  datetime: 'datetime',
  integer: 'integer',
  boolean: 'boolean',
};

const objectNames = { ticket: 'Ticket', user: 'User' } as const;
const largestInteger = 2_147_483_647;

/** Fields are `object_manager_attributes`, named here `Ticket.request_type`: the name alone is not unique. */
export const fieldFormat: ObjectFormat<DesiredField> = {
  kind: 'field',
  path: 'object_manager_attributes',
  references: {},
  render: (field) => ({
    name: `${objectNames[field.of]}.${field.name}`,
    attributes: {
      display: field.label,
      data_type: dataTypes[field.data],
      data_option: dataOption(field),
      screens: field.of === 'ticket' ? ticketScreens(field) : userScreens,
      active: true,
    },
    initial: { position: 1500 + field.rank },
    fixed: ['data_type', 'name'],
  }),
  read: readField,
  // A part of the definition is answered with 500: the whole one is sent.
  write: (values, { name, present }) => {
    const [object = '', attribute = ''] = name.split('.');
    return { ...present, ...values, object, name: attribute };
  },
};

function dataOption(field: DesiredField): JsonObject {
  const { initial } = field;
  const text = typeof initial === 'string' ? initial : '';
  const known: Readonly<Record<DataType, JsonObject>> = {
    input: { type: 'text', maxlength: field.maxLength ?? 250, default: text, null: true },
    textarea: {
      type: 'textarea',
      maxlength: field.maxLength ?? 4000,
      rows: 4,
      ...(text === '' ? {} : { default: text }),
      null: true,
    },
    select: {
      options: Object.fromEntries(field.options.map(({ id, label }) => [id, label])),
      default: text,
      null: true,
      nulloption: true,
      maxlength: 255,
    },
    date: { diff: null, null: true },
    datetime: { future: true, past: true, diff: null, null: true },
    integer: {
      min: 0,
      max: largestInteger,
      default: typeof initial === 'number' ? initial : null,
      null: true,
    },
    boolean: { options: { true: 'yes', false: 'no' }, default: initial === true, null: true },
  };
  const type = dataTypes[field.data];
  const checked = DataOption[type].safeParse(known[type]);
  if (checked.success) return known[type];
  const [issue] = checked.error.issues;
  const place = issue?.path.join('.') ?? '';
  throw new AppError(
    'input',
    `Field "${field.name}" cannot be made in Zammad: ${place}: ${issue?.message ?? ''}`,
  );
}

function ticketScreens({ isComputed }: DesiredField): JsonObject {
  const hidden = { shown: false };
  const shown = { shown: true, required: false };
  return {
    create_middle: { 'ticket.agent': isComputed ? hidden : shown, 'ticket.customer': hidden },
    edit: { 'ticket.agent': shown, 'ticket.customer': hidden },
  };
}

const userScreens: JsonObject = {
  create: { '-all-': { shown: true, required: false } },
  edit: { '-all-': { shown: true, required: false } },
  view: { '-all-': { shown: true } },
};

/** A staged change counts as made: the migration that brings it into force is planned apart. */
function readField(raw: ZammadObject) {
  const { data_option: inForce, data_option_new: staged } = raw;
  const isStaged = isJsonObject(staged) && Object.keys(staged).length > 0;
  const dataType = textOf(raw['data_type']);
  return {
    name: `${textOf(raw['object'])}.${raw.name}`,
    attributes: {
      display: raw['display'] ?? '',
      data_type: dataType,
      data_option: knownOptions(dataType, isStaged ? staged : (inForce ?? {})),
      screens: raw['screens'] ?? {},
      active: raw['active'] ?? true,
      position: raw['position'] ?? 1500,
    },
  };
}

/** Zammad adds options of its own (`relation`, `historical_options`, …), which are not ours to compare. */
function knownOptions(dataType: string, options: Json): Json {
  if (!isJsonObject(options) || !(dataType in DataOption)) return options;
  const known = DataOption[dataType as DataType].shape;
  return Object.fromEntries(Object.keys(known).map((key) => [key, options[key] ?? null]));
}
