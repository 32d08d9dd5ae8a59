/**
 * Figures of the journal and the management workbook of e-Қызмет computed from a dump of the helpdesk, by another road
 * than the product's: from rows of its history and hand-written names, with nothing of `src`.
 */
const GROUPS = ['1 линия поддержки', '2 линия поддержки', 'Разработчики системы'];
const UNCOUNTED = ['merged', 'спам'];

/** What is read of the simulator's `raw.json`. */
export interface ManagementDump {
  readonly users: readonly { readonly id: number; readonly login: string; readonly isAgent: boolean }[];
  readonly tickets: readonly Readonly<Record<string, unknown>>[];
  readonly history: readonly {
    readonly ticket_id: number;
    readonly type: string;
    readonly attribute: string | null;
    readonly created_by_id: number;
    readonly created_at: string;
  }[];
  readonly configuration: Readonly<
    Record<'groups' | 'ticket_states', readonly { readonly id: number; readonly name: string }[]>
  >;
}

/** Counts by login; `nobody` for what no agent did. */
type ByLogin = Readonly<Record<string, number>>;

/** Of tickets that ended within the period: everything in the dump happened before its end. */
export function rebuildManagement(
  dump: ManagementDump,
  from: string,
): { readonly journal: readonly string[]; readonly registered: ByLogin; readonly handOvers: ByLogin } {
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
  return {
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
