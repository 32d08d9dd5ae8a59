/**
 * Lives of tickets read from the simulator's `raw.json` with nothing of `src`: what each save changed, found backwards
 * from what the ticket is now.
 */
type Row = Readonly<Record<string, unknown>>;

interface RawHistory {
  readonly id: number;
  readonly ticket_id: number;
  readonly object: string;
  readonly o_id: number;
  readonly type: string;
  readonly attribute: string | null;
  readonly value_from?: string | null;
  readonly value_to?: string | null;
  readonly id_from?: number | null;
  readonly id_to?: number | null;
  readonly source: unknown;
  readonly created_by_id: number;
  readonly created_at: string;
}

/** What is read of the dump. */
export interface RawWorld {
  readonly now: string;
  readonly users: readonly {
    readonly id: number;
    readonly login: string;
    readonly role_ids: readonly number[];
  }[];
  readonly tickets: readonly Row[];
  readonly articles: readonly Row[];
  readonly history: readonly RawHistory[];
  readonly configuration: Readonly<Record<string, readonly { readonly id: number; readonly name: string }[]>>;
}

/** A message that came with a save. */
interface RawArticle {
  readonly isPublic: boolean;
  readonly sender: string;
  readonly type: string;
  readonly notice: string | null;
  /** The rule of ours that wrote it. */
  readonly rule: string | null;
  /** Without markup. */
  readonly text: string;
  readonly hasBounced: boolean;
  readonly isAutomatic: boolean;
}

/** Names of state, group and priority, the owner's id, and fields as texts; null where nothing stands. */
export type RawValues = Readonly<Record<string, string | null>>;

/** What one author wrote within a second. */
export interface RawSave {
  readonly at: number;
  readonly who: 'agent' | 'applicant' | 'service' | 'machine';
  readonly userId: string;
  readonly before: RawValues;
  readonly after: RawValues;
  readonly articles: readonly RawArticle[];
  readonly isMerge: boolean;
}

/** One ticket from its registration, the first save, on. */
export interface RawLife {
  readonly number: string;
  readonly createdAt: number;
  readonly title: string;
  readonly saves: readonly RawSave[];
}

const RELATIONS: Readonly<Record<string, string>> = {
  state: 'ticket_states',
  group: 'groups',
  priority: 'ticket_priorities',
};

/** Every ticket's life up to an instant (exclusive), in order of their numbers. */
export function readLives(world: RawWorld, until: number): readonly RawLife[] {
  return world.tickets
    .filter((ticket) => Date.parse(String(ticket['created_at'])) < until)
    .map((ticket) => lifeOf(ticket, world, until))
    .sort((one, other) => Number(one.number) - Number(other.number));
}

/** How the ticket stood at the end of what is known. */
export function valuesOf({ saves }: RawLife): RawValues {
  return saves.at(-1)?.after ?? {};
}

function lifeOf(ticket: Row, world: RawWorld, until: number): RawLife {
  const rows = world.history
    .filter((row) => row.ticket_id === ticket['id'])
    .sort((one, other) => Date.parse(one.created_at) - Date.parse(other.created_at) || one.id - other.id);
  const changes = rows.filter((row) => row.object === 'Ticket' && row.type === 'updated');
  const values: Record<string, string | null> = {};
  for (const attribute of attributesOf(ticket)) {
    const first = changes.find((row) => row.attribute === attribute);
    values[attribute] = first === undefined ? nowIn(ticket, attribute, world) : sideOf(first, 'from');
  }
  const saves: RawSave[] = [];
  for (const group of savesIn(rows.filter((row) => Date.parse(row.created_at) < until))) {
    const before = { ...values };
    for (const row of group) {
      if (row.object === 'Ticket' && row.type === 'updated' && row.attribute !== null)
        values[row.attribute] = sideOf(row, 'to');
    }
    saves.push(saveOf(group, { before, after: { ...values } }, world));
  }
  return {
    number: String(ticket['number']),
    createdAt: Date.parse(String(ticket['created_at'])),
    title: String(ticket['title']),
    saves,
  };
}

function attributesOf(ticket: Row): readonly string[] {
  return [...Object.keys(ticket).filter((name) => !name.endsWith('_id')), ...Object.keys(RELATIONS), 'owner'];
}

function nowIn(ticket: Row, attribute: string, { configuration }: RawWorld): string | null {
  const id = ticket[`${attribute}_id`];
  if (attribute === 'owner') return ownerOf(id as number | null);
  const list = RELATIONS[attribute];
  if (list === undefined) return textOf(ticket[attribute]);
  return configuration[list]?.find((each) => each.id === id)?.name ?? null;
}

/** What a row of the history says a value came from or went to; the owner by id, as names may be two people's. */
function sideOf(row: RawHistory, side: 'from' | 'to'): string | null {
  return row.attribute === 'owner' ? ownerOf(row[`id_${side}`]) : textOf(row[`value_${side}`]);
}

/** The user 1 stands for nobody. */
function ownerOf(id: number | null | undefined): string | null {
  return id === 1 || id == null ? null : String(id);
}

/** As the history writes it: a time to the second, nothing for nothing. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)\.\d{3}Z$/, '$1 $2 UTC');
}

function savesIn(rows: readonly RawHistory[]): readonly (readonly RawHistory[])[] {
  const groups: RawHistory[][] = [];
  for (const row of rows) {
    // The mail server's word about a letter is no save of anybody.
    if (row.object === 'Ticket::Article' && row.type !== 'created') continue;
    const open = groups.at(-1);
    const last = open?.at(-1);
    const isSame =
      last !== undefined &&
      last.created_by_id === row.created_by_id &&
      (last.source === null) === (row.source === null) &&
      Date.parse(row.created_at) - Date.parse(last.created_at) <= 1_000 &&
      !open?.some((each) => row.type === 'updated' && each.attribute === row.attribute);
    if (isSame) open?.push(row);
    else groups.push([row]);
  }
  return groups;
}

function saveOf(
  rows: readonly RawHistory[],
  values: Pick<RawSave, 'before' | 'after'>,
  world: RawWorld,
): RawSave {
  const [first] = rows;
  const ids = rows.flatMap((row) => (row.object === 'Ticket::Article' ? [row.o_id] : []));
  return {
    at: Date.parse(first?.created_at ?? ''),
    who: authorOf(first, world),
    userId: String(first?.created_by_id),
    ...values,
    articles: world.articles.filter(({ id }) => ids.includes(Number(id))).map(articleOf),
    isMerge: rows.some(({ type }) => type === 'merged_into'),
  };
}

function authorOf(row: RawHistory | undefined, { users, configuration }: RawWorld): RawSave['who'] {
  if (row === undefined || row.source !== null || row.created_by_id === 1) return 'machine';
  const roles = users.find(({ id }) => id === row.created_by_id)?.role_ids ?? [];
  const names = roles.map((id) => configuration['roles']?.find((role) => role.id === id)?.name);
  if (names.includes('Reglament')) return 'service';
  return names.includes('Customer') ? 'applicant' : 'agent';
}

const SENDERS: Readonly<Record<number, string>> = { 1: 'Agent', 2: 'Customer', 3: 'System' };
const TYPES: Readonly<Record<number, string>> = { 1: 'email', 5: 'phone', 10: 'note', 11: 'web' };

function articleOf(row: Row): RawArticle {
  const preferences = row['preferences'] as Readonly<Record<string, unknown>>;
  const ours = preferences['reglament'] as { readonly notice?: string; readonly key?: string } | undefined;
  return {
    isPublic: row['internal'] === false,
    sender: SENDERS[Number(row['sender_id'])] ?? '',
    type: TYPES[Number(row['type_id'])] ?? '',
    notice: ours?.notice ?? (preferences['perform_origin'] === 'trigger' ? 'arrival' : null),
    rule: ours?.key?.split('/')[1] ?? null,
    text: String(row['body']).replace(/<[^>]*>/g, ' '),
    hasBounced: preferences['delivery_status'] === 'fail',
    isAutomatic:
      row['sender_id'] === 2 &&
      (preferences['is-auto-response'] === true || preferences['send-auto-response'] === false),
  };
}
