import { AppError } from '../../core/app-error.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import type { Field } from '../../core/regulation/schema/catalog.ts';
import type { FieldValue, FieldValues } from '../../core/ticket/field-value.ts';
import type { Binding, IdBinding } from './binding.ts';
import type { HistoryRow, ZammadTicket } from './schema.ts';

/** Nobody owns the ticket. */
const NOBODY = 1;

/** What is known of a private field outside the helpdesk: something is entered. */
const ENTERED = '•';

/** How one field of the pack stands in Zammad's tickets, their history, and updates. */
export interface FieldCodec {
  /** The field's id in the pack's words. */
  readonly field: string;
  /** The attribute as the history calls it. */
  readonly attribute: string;
  /** False when the attribute was removed from Zammad's tickets. */
  isIn(ticket: ZammadTicket): boolean;
  read(ticket: ZammadTicket): FieldValue;
  readFrom(row: HistoryRow): FieldValue;
  readTo(row: HistoryRow): FieldValue;
  /** @throws AppError `rejected` when Zammad has nothing that stands for the value. */
  write(value: FieldValue): Readonly<Record<string, unknown>>;
}

/** Related records are told by id: the history's names are those of then. */
function relationCodec(
  field: string,
  toPack: (id: number) => string | null,
  toZammad: (value: string) => number | undefined,
): FieldCodec {
  const attribute = `${field}_id`;
  const read = (id: unknown): FieldValue => (typeof id === 'number' ? toPack(id) : null);
  return {
    field,
    attribute: field,
    isIn: () => true,
    read: (ticket) => read(ticket[attribute]),
    readFrom: (row) => read(row.id_from),
    readTo: (row) => read(row.id_to),
    write: (value) => {
      const id = toZammad(value === null ? '' : String(value));
      if (id !== undefined) return { [attribute]: id };
      throw new AppError('rejected', `Zammad has no ${field} for ${String(value)}: run bootstrap`, {
        details: { reason: 'unbound', field, value },
      });
    },
  };
}

function namedCodec(field: string, { toPack, toZammad }: IdBinding): FieldCodec {
  return relationCodec(
    field,
    (id) => toPack.get(id) ?? null,
    (value) => toZammad.get(value),
  );
}

const ownerCodec: FieldCodec = relationCodec(
  'owner',
  (id) => (id === NOBODY ? null : String(id)),
  (value) => (value === '' ? NOBODY : Number(value)),
);

/** An attribute's value as JSON has it or as the history prints it, which is text, with instants to the second. */
function parseValue(kind: Field['kind'], optionIds: ReadonlySet<string>, raw: unknown): FieldValue {
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') return null;
  if (raw === '') return null;
  const text = String(raw);
  switch (kind) {
    case 'select':
      return optionIds.has(text) ? text : null;
    case 'boolean':
      return text === 'true';
    case 'integer':
      return Number(text);
    case 'datetime':
      return Date.parse(text.replace(/^(\S+) (\S+) UTC$/, '$1T$2Z'));
    case 'date':
    case 'text':
    case 'longtext':
      return text;
  }
}

function writeValue(kind: Field['kind'], value: FieldValue): FieldValue {
  return kind === 'datetime' && typeof value === 'number' ? new Date(value).toISOString() : value;
}

function attributeCodec(
  field: string,
  { id: attribute, kind, options = [], private: isPrivate = false }: Field,
): FieldCodec {
  const optionIds = new Set(options.map(({ id }) => id));
  const parse = (raw: unknown): FieldValue => {
    const value = parseValue(kind, optionIds, raw);
    return isPrivate && value !== null ? ENTERED : value;
  };
  return {
    field,
    attribute,
    isIn: (ticket) => attribute in ticket,
    read: (ticket) => parse(ticket[attribute]),
    readFrom: (row) => parse(row.value_from),
    readTo: (row) => parse(row.value_to),
    write: (value) => ({ [attribute]: writeValue(kind, value) }),
  };
}

/** One codec for each field that tickets of the pack have. */
export function createFieldCodecs(pack: CompiledPack, binding: Binding): readonly FieldCodec[] {
  return [
    namedCodec('priority', binding.priorities),
    namedCodec('group', binding.groups),
    namedCodec('state', binding.states),
    ownerCodec,
    ...[...pack.fields]
      .filter(([, field]) => field.of === 'ticket')
      .map(([name, field]) => attributeCodec(name, field)),
  ];
}

/** These are there in every ticket, also without a value that is the pack's. */
const constantFields: ReadonlySet<string> = new Set(['type', 'priority', 'group', 'state', 'owner']);

/** Fields that were removed from Zammad's tickets, which is not the same as empty. */
export function unseenFields(codecs: readonly FieldCodec[], ticket: ZammadTicket): readonly string[] {
  return codecs.filter((codec) => !codec.isIn(ticket)).map(({ field }) => field);
}

/** The values that are entered in the fields that the ticket has. */
export function fieldsOf(
  codecs: readonly FieldCodec[],
  valueOf: (codec: FieldCodec) => FieldValue,
  ticket: ZammadTicket,
): FieldValues {
  const values: Record<string, FieldValue> = {};
  if (codecs.every(({ field }) => field !== 'type')) values['type'] = null;
  for (const codec of codecs) {
    if (!codec.isIn(ticket)) continue;
    const value = valueOf(codec);
    if (value !== null || constantFields.has(codec.field)) values[codec.field] = value;
  }
  return values;
}
