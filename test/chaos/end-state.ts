import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import type { Dump } from '../../src/simulator/dump.ts';
import type { LedgerEntry } from '../../src/store/store.ts';
import { markOf } from '../e2e/effect-audit.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';

type Row = Readonly<Record<string, unknown>>;

/** What two lives of one script must have in common, line by line for each ticket: everything but ids and instants. */
export function describeEndState(
  dump: Dump,
  entries: readonly LedgerEntry[],
  { pack, serviceUserId }: Pick<ChaosDesk, 'pack' | 'serviceUserId'>,
): ReadonlyMap<string, readonly string[]> {
  const nameOf = createNames(dump, serviceUserId);
  const standing = lastWords(entries);
  return new Map(
    dump.tickets.map((ticket) => {
      const id = String(ticket['id']);
      return [
        id,
        [
          ...fieldsOf(ticket, pack, nameOf),
          ...messagesOf(id, dump, nameOf),
          ...recordsOf(id, standing, nameOf),
        ].sort(),
      ] as const;
    }),
  );
}

/** Says of an id in a key what it stands for. */
interface Names {
  readonly user: (id: unknown) => string;
  readonly fact: (id: string) => string;
  readonly key: (key: string) => string;
}

function createNames({ users, history, articles }: Dump, serviceUserId: number): Names {
  const logins = new Map(users.map(({ id, login }) => [Number(id), String(login)]));
  const rows = new Map(history.map((row) => [`h${row.id}`, row]));
  const written = new Map(articles.map((article) => [`a${String(article['id'])}`, article]));
  const user = (id: unknown): string => logins.get(Number(id)) ?? `user ${String(id)}`;
  const fact = (id: string): string => {
    const row = rows.get(id);
    // What the service does in one go is one act, of which any part may come first.
    if ((row ?? written.get(id))?.['created_by_id'] === serviceUserId) return '(ours)';
    if (row !== undefined)
      return `(${row.attribute ?? row.type}→${row.id_to ?? row.value_to ?? 'nothing'} by ${user(row.created_by_id)})`;
    const article = written.get(id);
    return article === undefined
      ? id
      : `(article ${String(article['type_id'])} by ${user(article['created_by_id'])})`;
  };
  return {
    user,
    fact,
    key: (key) =>
      key
        .replaceAll(/\b\d{13}\b/g, 'instant')
        .split(/([/.@+])/)
        .map((part) => (/^[ha]\d+$/.test(part) ? fact(part) : part))
        .join(''),
  };
}

function fieldsOf(ticket: Row, pack: CompiledPack, { user }: Names): readonly string[] {
  const related = ['group_id', 'state_id', 'priority_id'].map((name) => `${name} = ${String(ticket[name])}`);
  const own = [...pack.fields.values()]
    .filter(({ of }) => of === 'ticket')
    .map(({ id, kind }) => {
      const value = ticket[id] ?? null;
      return `${id} = ${kind === 'datetime' && value !== null ? 'an instant' : JSON.stringify(value)}`;
    });
  return [...related, `owner = ${user(ticket['owner_id'])}`, ...own];
}

function messagesOf(
  ticketId: string,
  { articles, outbox, configuration }: Dump,
  names: Names,
): readonly string[] {
  const mentions = (configuration['mentions'] ?? []).filter(
    (each) => String(each['mentionable_id'] ?? each['ticket_id']) === ticketId,
  );
  return [
    ...articles
      .filter((article) => String(article['ticket_id']) === ticketId)
      .map((article) => {
        const mark = markOf(article);
        const key = mark === undefined ? 'no key' : names.key(mark);
        const [type, sender] = [article['type_id'], article['sender_id']].map(String);
        const to = typeof article['to'] === 'string' ? article['to'] : 'nobody';
        return `article of type ${type}, sender ${sender}, ${article['internal'] === true ? 'internal' : 'public'}, by ${names.user(article['created_by_id'])}, to ${to}: ${key}`;
      }),
    ...outbox
      .filter((mail) => String(mail.ticketId) === ticketId)
      .map(({ to, status }) => `mail to ${to}: ${status}`),
    ...mentions.map((mention) => `mentions ${names.user(mention['user_id'])}`),
  ];
}

function recordsOf(
  ticketId: string,
  standing: ReadonlyMap<string, LedgerEntry>,
  names: Names,
): readonly string[] {
  return [...standing.values()]
    .filter(({ subject }) => subject === `ticket:${ticketId}`)
    .map(({ kind, status, key }) => `${kind} ${status}: ${names.key(key)}`);
}

function lastWords(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry> {
  return new Map(
    entries
      .filter(({ kind }) => kind === 'effect' || kind === 'finding')
      .map((entry) => [`${entry.kind} ${entry.key}`, entry]),
  );
}

/** Where two end states differ, in words; `one` is the life without faults. */
export function listDifferences(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const ids = new Set([...one.keys(), ...other.keys()]);
  return [...ids].flatMap((id) => {
    const [lines, others] = [one.get(id) ?? [], other.get(id) ?? []];
    return [
      ...without(lines, others).map((line) => `ticket ${id} lacks: ${line}`),
      ...without(others, lines).map((line) => `ticket ${id} has too: ${line}`),
    ];
  });
}

/** Lines that are not among the others, each as often as it is too many. */
function without(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const place = left.indexOf(line);
    if (place < 0) return true;
    left.splice(place, 1);
    return false;
  });
}

/** What the helpdesk put on record of a ticket, oldest first, with instants. */
export function tellLife(ticketId: string, { history, articles }: Dump): readonly string[] {
  const changes = history
    .filter((row) => String(row.ticket_id) === ticketId)
    .map(
      (row) =>
        `${row.created_at} by ${row.created_by_id}: ${row.type} ${row.attribute ?? ''} ${row.value_from ?? ''} → ${row.value_to ?? ''}`,
    );
  const messages = articles
    .filter((article) => String(article['ticket_id']) === ticketId)
    .map(
      (article) =>
        `${String(article['created_at'])} by ${String(article['created_by_id'])}: article ${markOf(article) ?? ''}`,
    );
  return [...changes, ...messages].sort();
}
