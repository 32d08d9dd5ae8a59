/**
 * Figures of the journal and the management workbook of e-Қызмет computed from a dump of the helpdesk, by another road
 * than the product's: from rows of its history and hand-written names, with nothing of `src`.
 */
const GROUPS = ['1 линия поддержки', '2 линия поддержки', 'Разработчики системы'];
const UNCOUNTED = ['merged', 'спам'];
const CLOSED = 'closed';
const BASE = ['request_type', 'state_body', 'request_channel', 'topic'];
const LETTER = 'email';
const MINUTE = 60_000;

type Row = ManagementDump['tickets'][number];

/** What is read of the simulator's `raw.json`. */
export interface ManagementDump {
  readonly users: readonly { readonly id: number; readonly login: string; readonly isAgent: boolean }[];
  readonly tickets: readonly Readonly<Record<string, unknown>>[];
  readonly history: readonly {
    readonly ticket_id: number;
    readonly type: string;
    readonly attribute: string | null;
    readonly value_to?: string | null;
    readonly created_by_id: number;
    readonly created_at: string;
  }[];
  readonly configuration: Readonly<
    Record<'groups' | 'ticket_states', readonly { readonly id: number; readonly name: string }[]>
  >;
}

/** Closing is told of tickets that are closed still, for whoever closed them last. */
interface RebuiltClosing {
  /** Rating → how many; `missing` where a call was not rated, `not asked` where it was a letter. */
  readonly ratings: Readonly<Record<string, number>>;
  readonly complete: number;
  readonly all: number;
}

/** How long entering took, in milliseconds. */
interface RebuiltEntering {
  readonly inTime: number;
  readonly late: number;
  readonly attested: number;
  readonly unknown: number;
  readonly median: number | null;
  readonly high: number | null;
}

/** Counts by login; `nobody` for what no agent did. */
type ByLogin = Readonly<Record<string, number>>;

/** Of tickets that ended within the period: everything in the dump happened before its end. */
export function rebuildManagement(
  dump: ManagementDump,
  from: string,
): {
  readonly journal: readonly string[];
  readonly registered: ByLogin;
  readonly handOvers: ByLogin;
  readonly closing: Readonly<Record<string, RebuiltClosing>>;
  readonly entering: Readonly<Record<string, RebuiltEntering>>;
} {
  const nameIn = (list: 'groups' | 'ticket_states', id: unknown): string =>
    dump.configuration[list].find((each) => each.id === id)?.name ?? '';
  const loginOf = (id: unknown): string =>
    dump.users.find((user) => user.id === id && user.isAgent)?.login ?? 'nobody';
  const counted = dump.tickets.filter(
    (ticket) =>
      !UNCOUNTED.includes(nameIn('ticket_states', ticket['state_id'])) &&
      GROUPS.includes(nameIn('groups', ticket['group_id'])),
  );
  const received = counted.filter((ticket) => String(ticket['created_at']) >= from);
  const ids = counted.map(({ id }) => id);
  const moves = dump.history.filter(
    (row) => row.attribute === 'group' && ids.includes(row.ticket_id) && row.created_at >= from,
  );
  const closedNow = counted.filter((ticket) => nameIn('ticket_states', ticket['state_id']) === CLOSED);
  const closers = closedNow.map((ticket) => ({ ticket, login: loginOf(closerOf(ticket, dump, from)) }));
  const enterers = received.map((ticket) => ({ ticket, login: loginOf(ticket['created_by_id']) }));
  return {
    closing: eachLogin(
      closers.filter(({ ticket }) => closerOf(ticket, dump, from) !== null),
      closingOf,
    ),
    entering: eachLogin(enterers, enteringOf),
    journal: received
      .filter((ticket) => ticket['request_type'] === 'error-request')
      .map((ticket) => String(ticket['number']))
      .sort(),
    registered: countBy(received.map((ticket) => loginOf(ticket['created_by_id']))),
    handOvers: countBy(moves.map((row) => loginOf(row.created_by_id)).filter((login) => login !== 'nobody')),
  };
}

function countBy(names: readonly string[]): ByLogin {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Who closed a ticket last since then; null when nobody did. */
function closerOf({ id }: Row, { history }: ManagementDump, from: string): number | null {
  const closings = history.filter(
    (row) =>
      row.ticket_id === id && row.attribute === 'state' && row.value_to === CLOSED && row.created_at >= from,
  );
  const sorted = closings.sort((one, other) => (one.created_at < other.created_at ? -1 : 1));
  return sorted[sorted.length - 1]?.created_by_id ?? null;
}

function eachLogin<Made>(
  tickets: readonly { readonly ticket: Row; readonly login: string }[],
  make: (of: readonly Row[]) => Made,
): Readonly<Record<string, Made>> {
  const logins = new Set(tickets.map(({ login }) => login));
  return Object.fromEntries(
    [...logins].map((name) => [
      name,
      make(tickets.filter(({ login }) => login === name).map(({ ticket }) => ticket)),
    ]),
  );
}

function closingOf(tickets: readonly Row[]): RebuiltClosing {
  const answers = tickets.map((ticket) => {
    if (ticket['request_channel'] === LETTER) return 'not asked';
    const rating = ticket['rating'] as number | null;
    return rating === null ? 'missing' : String(rating);
  });
  const complete = tickets.filter((ticket) => BASE.every((field) => (ticket[field] ?? '') !== ''));
  return { ratings: countBy(answers), complete: complete.length, all: tickets.length };
}

/** Two minutes from the end of the minute that somebody entered. */
function enteringOf(tickets: readonly Row[]): RebuiltEntering {
  const letters = tickets.filter((ticket) => ticket['request_channel'] === LETTER);
  const calls = tickets.filter((ticket) => ticket['request_channel'] !== LETTER);
  const took = calls.flatMap((ticket) => {
    const callEndedAt = ticket['call_ended_at'] as string | null;
    if (callEndedAt === null) return [];
    const ended = Date.parse(callEndedAt);
    const from = ended % MINUTE === 0 ? ended + MINUTE - 1 : ended;
    return [Math.max(0, Date.parse(String(ticket['created_at'])) - from)];
  });
  const ranked = [...took].sort((one, other) => one - other);
  const middle = [ranked[(ranked.length - 1) >> 1], ranked[ranked.length >> 1]];
  const isHigh = (ms: number): boolean =>
    ranked.filter((each) => each <= ms).length * 10 >= ranked.length * 9;
  return {
    inTime: took.filter((ms) => ms <= 2 * MINUTE).length,
    late: took.filter((ms) => ms > 2 * MINUTE).length,
    attested: letters.length,
    unknown: calls.length - took.length,
    median: ranked.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
    high: ranked.find(isHigh) ?? null,
  };
}
