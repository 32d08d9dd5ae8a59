/**
 * The weekly report's figures computed from a dump of the helpdesk, by another road than the product's: backwards from
 * what tickets are now, by hand-written names, with nothing of `src`. A test that compares both compares two mistakes.
 */

/** What is read of the simulator's `raw.json`. */
export interface RawDump {
  readonly tickets: readonly Readonly<Record<string, unknown>>[];
  readonly history: readonly RawHistory[];
  readonly configuration: {
    readonly groups: readonly RawNamed[];
    readonly ticket_states: readonly RawNamed[];
  };
}

interface RawNamed {
  readonly id: number;
  readonly name: string;
}

interface RawHistory {
  readonly id: number;
  readonly ticket_id: number;
  readonly type: string;
  readonly attribute: string | null;
  readonly id_from?: number | null;
  readonly value_from?: string | null;
  readonly created_at: string;
}

/** How the helpdesk of Kyiv names what counts. */
const GROUPS = [
  'Інформаційна підтримка користувачів',
  'Організаційна підтримка користувачів',
  'Служба технічного супроводу системи',
];
const CLOSED = ['closed'];
const UNCOUNTED = ['merged', 'спам', 'не реєструється'];
export const PROCESSES: Readonly<Record<string, string>> = {
  eds: 'Авторизація через ЕЦП',
  'bankid-privat24': 'Авторизація через BankID Приват 24',
  'bankid-nbu': 'Авторизація через BankID НБУ (Ощадбанк, Радабанк)',
  'candidate-application': 'Формування заявки в кандидати ГБК',
  'candidate-moderation': 'Модерація кандидатів в ГБК',
  'system-improvement': 'Доопрацювання системи',
};
const OTHER = 'Інше';

/** The figures of the page, and the numbers of the open tickets by process. */
export interface RebuiltWeek {
  readonly received: number;
  readonly carriedOver: number;
  readonly resolved: number;
  readonly open: number;
  readonly openByProcess: Readonly<Record<string, readonly string[]>>;
}

/** Counts `[from, to)`, both ISO instants. */
export function rebuildWeekly(dump: RawDump, from: string, to: string): RebuiltWeek {
  const lives = livesOf(dump, from, to);
  const open = lives.filter(({ atEnd }) => atEnd === 'open');
  const names = [...Object.values(PROCESSES), OTHER];
  return {
    received: lives.filter(({ isNew }) => isNew).length,
    carriedOver: lives.filter(({ isNew }) => !isNew).length,
    resolved: lives.filter(({ atEnd }) => atEnd === 'closed').length,
    open: open.length,
    openByProcess: Object.fromEntries(
      names.map((name) => [
        name,
        open
          .filter(({ process }) => process === name)
          .map(({ number }) => number)
          .sort(),
      ]),
    ),
  };
}

/** Why tickets of the report were held up or ended, at its end: reason → how many are open and closed. */
export function rebuildPostponed(
  dump: RawDump,
  from: string,
  to: string,
): Readonly<Record<string, { readonly open: number; readonly closed: number }>> {
  const counts: Record<string, { open: number; closed: number }> = {};
  for (const { hindrance, atEnd } of livesOf(dump, from, to)) {
    if (hindrance === null || atEnd === 'uncounted') continue;
    const count = (counts[hindrance] ??= { open: 0, closed: 0 });
    count[atEnd] += 1;
  }
  return counts;
}

function livesOf(dump: RawDump, from: string, to: string): readonly Life[] {
  return dump.tickets
    .filter((ticket) => Date.parse(String(ticket['created_at'])) < Date.parse(to))
    .map((ticket) => lifeOf(ticket, dump, { from: Date.parse(from), to: Date.parse(to) }))
    .filter((life) => life.isInside && life.atEnd !== 'uncounted');
}

type Standing = 'open' | 'closed' | 'uncounted';

interface Life {
  readonly number: string;
  readonly isNew: boolean;
  /** New in the period, or open in it or when it began. */
  readonly isInside: boolean;
  readonly atEnd: Standing;
  readonly process: string;
  readonly hindrance: string | null;
}

function lifeOf(ticket: RawDump['tickets'][number], dump: RawDump, span: { from: number; to: number }): Life {
  const rows = dump.history
    .filter((row) => row.ticket_id === ticket['id'] && row.type === 'updated')
    .sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at) || a.id - b.id);
  const isNew = Date.parse(String(ticket['created_at'])) >= span.from;
  const rowsWithin = rows.filter(({ created_at }) => {
    const at = Date.parse(created_at);
    return at >= span.from && at < span.to;
  });
  const standingBeforeRow = (index: number): Standing => standingOf(ticket, rows.slice(index), dump);
  const firstAtOrAfter = (at: number): number => {
    const index = rows.findIndex((row) => Date.parse(row.created_at) >= at);
    return index < 0 ? rows.length : index;
  };
  const wasOpen =
    standingBeforeRow(firstAtOrAfter(span.from)) === 'open' ||
    rowsWithin.some((row) => standingBeforeRow(rows.indexOf(row) + 1) === 'open');
  const later = rows.slice(firstAtOrAfter(span.to));
  const process = valueBefore(ticket, later, 'business_process');
  const hindrance = valueBefore(ticket, later, 'hindrance') as string | null;
  return {
    number: String(ticket['number']),
    isNew,
    isInside: isNew || wasOpen,
    atEnd: standingOf(ticket, later, dump),
    process: PROCESSES[String(process)] ?? OTHER,
    hindrance: hindrance === '' ? null : hindrance,
  };
}

/** How the ticket stood before all of these rows. */
function standingOf(
  ticket: RawDump['tickets'][number],
  later: readonly RawHistory[],
  dump: RawDump,
): Standing {
  const { groups, ticket_states } = dump.configuration;
  const nameOf = (list: readonly RawNamed[], attribute: string): string =>
    list.find(({ id }) => id === Number(valueBefore(ticket, later, attribute)))?.name ?? '';
  const state = nameOf(ticket_states, 'state');
  if (!GROUPS.includes(nameOf(groups, 'group')) || UNCOUNTED.includes(state)) return 'uncounted';
  return CLOSED.includes(state) ? 'closed' : 'open';
}

/** What an attribute was before all of these rows: what the first of them says it came from, else what it is now. */
function valueBefore(
  ticket: RawDump['tickets'][number],
  later: readonly RawHistory[],
  attribute: string,
): unknown {
  const row = later.find((each) => each.attribute === attribute);
  const isRelation = attribute === 'state' || attribute === 'group';
  if (row === undefined) return ticket[isRelation ? `${attribute}_id` : attribute];
  return isRelation ? row.id_from : row.value_from;
}
