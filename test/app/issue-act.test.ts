import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cancelAct,
  findAct,
  issueAct,
  printAct,
  printActWithPassword,
  type IssuedAct,
} from '../../src/app/issue-act.ts';
import type { ActTools } from '../../src/app/make-act.ts';
import { AppError } from '../../src/core/app-error.ts';
import type { TicketTexts } from '../../src/core/document/document-ticket.ts';
import { sql, type SqlDatabase } from '../../src/store/sql/sql-database.ts';
import { createSqlStore } from '../../src/store/sql-store.ts';
import type { LedgerEntry, Store } from '../../src/store/store.ts';
import { completeRequest, ePack, eTicket } from '../packs/e-qyzmet.ts';
import { setter } from '../support/a-document.ts';
import { at } from '../support/a-ticket.ts';
import { openTestDatabase } from '../support/open-test-store.ts';

const now = at('2026-11-25T10:00:00Z');
const secret = 'pa55-Қупия';

let database: SqlDatabase;
let store: Store;
let folder: string;
let texts: TicketTexts;
let tools: ActTools;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-acts-'));
  await database.query(sql('ALTER TABLE act DISABLE TRIGGER acts_are_kept'));
  await database.query(sql('DELETE FROM act'));
  await database.query(sql('ALTER TABLE act ENABLE TRIGGER acts_are_kept'));
  store = createSqlStore(database);
  texts = {
    title: 'Не сохраняется приказ',
    ownerName: 'Айгуль Нурланова',
    fields: { user_login: 'user-17', error_description: 'Приказ не сохраняется', error_cause: 'Справочник' },
  };
  tools = {
    pack: ePack(),
    store,
    documents: setter,
    helpdesk: { readTexts: () => Promise.resolve(texts) },
  };
  const request = { ...completeRequest, user_login: '•', error_description: '•', error_cause: '•' };
  const tickets = [1, 2, 3].map((id) =>
    eTicket({ id, at: `2026-10-0${id}T05:00:00Z`, fields: { ...request, error_module: 'Приказы' } }),
  );
  await store.tickets.saveAll(tickets, now);
});
afterEach(() => rm(folder, { recursive: true }));

function issue(part: Partial<ActTools> = {}, ticketNumber = '20261'): Promise<IssuedAct> {
  return issueAct({ documentId: 'request-form', ticketNumber, now, folder }, { ...tools, ...part });
}

async function ledger(): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const page of store.ledger.list({})) entries.push(...page);
  return entries;
}

describe('issueAct', () => {
  it('numbers, registers and writes an act, and notes it in the ledger [E Appendix 1]', async () => {
    const { act, paths } = await issue();

    expect(act).toMatchObject({ year: 2026, number: 1, documentId: 'request-form', subject: 'ticket:1' });
    expect(paths.map((path) => path.slice(folder.length + 1))).toEqual([
      '2026-001-request-form.html',
      '2026-001-request-form.docx',
    ]);
    expect(await readFile(paths[0] ?? '', 'utf8')).toContain('Приказ не сохраняется');
    expect(await store.acts.list(2026)).toEqual([act]);
    expect(Object.keys(act.files)).toEqual(['html', 'docx']);
    expect((await ledger()).at(-1)).toMatchObject({
      kind: 'admin',
      subject: 'ticket:1',
      ground: { kind: 'clause', clause: 'E Appendix 1' },
      details: { code: 'act-issued', year: 2026, number: 1 },
    });
  });

  it('numbers by the year of the regulation’s zone', async () => {
    const { act } = await issueAct(
      { documentId: 'request-form', ticketNumber: '20261', now: at('2026-12-31T19:00:00Z'), folder },
      tools,
    );

    expect(act).toMatchObject({ year: 2027, number: 1 });
  });

  it('leaves no gap and no double when several issue at once', async () => {
    const issued = await Promise.all(Array.from({ length: 5 }, () => issue()));

    expect(issued.map(({ act }) => act.number).sort()).toEqual([1, 2, 3, 4, 5]);
    expect((await readdir(folder)).filter((name) => name.endsWith('.docx'))).toHaveLength(5);
  });

  it('keeps the number of an act that was cut off, and makes its files later', async () => {
    const cutOff = { ...setter, setWord: () => Promise.reject(new Error('killed')) };
    await expect(issue({ documents: cutOff })).rejects.toThrow('killed');
    const next = await issue();
    const cut = await findAct('1/2026', store);
    expect(cut.files).toEqual({});

    const again = await printAct(cut, folder, tools);

    expect(next.act.number).toBe(2);
    expect(again.differing).toEqual([]);
    expect(await readdir(folder)).toHaveLength(4);
    expect((await findAct('1/2026', store)).files).toEqual(again.act.files);
  });

  it('takes no number for what cannot be issued', async () => {
    const wrong = [
      { documentId: 'request-form', ticketNumber: '999' },
      { documentId: 'no-such', ticketNumber: '20261' },
      { documentId: 'request-form', days: null },
      { documentId: 'recurring-errors', ticketNumber: '20261' },
      { documentId: 'recurring-errors', days: { fromOn: '2026-11-30', toOn: '2026-11-01' } },
      { documentId: 'recurring-errors', days: { fromOn: '2026-02-30', toOn: '2026-03-01' } },
      { documentId: 'recurring-errors', days: { fromOn: '2027-01-01', toOn: '2027-01-31' } },
    ];
    for (const request of wrong) {
      await expect(issueAct({ ...request, now, folder }, tools)).rejects.toMatchObject({ code: 'input' });
    }

    expect(await store.acts.list(null)).toEqual([]);
  });

  it('makes an act of the last full month from the tickets of that month [E 4.2]', async () => {
    const told: string[] = [];
    const { act, paths } = await issueAct(
      { documentId: 'recurring-errors', days: null, now, folder },
      { ...tools, onText: (read, of) => told.push(`${read} of ${of}`) },
    );

    expect(told).toEqual(['1 of 3', '2 of 3', '3 of 3']);
    expect(act.subject).toBe('period:2026-10-01/2026-10-31');
    const page = await readFile(paths[0] ?? '', 'utf8');
    expect(page).toContain('Рассмотрено: 3 обращения. Найдено повторений: 1.');
    expect(page).toContain('1. Одна причина: «Справочник»');
  });

  it('lists updates whose dates lie in the period, both ends included [E 4.2]', async () => {
    const dates = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01'];
    const tickets = dates.map((on, index) =>
      eTicket({
        id: 11 + index,
        at: '2026-09-01T05:00:00Z',
        fields: { type: 'error-request', production_updated_on: on },
      }),
    );
    await store.tickets.saveAll(tickets, now);

    const { paths } = await issueAct({ documentId: 'database-changes', days: null, now, folder }, tools);

    const page = await readFile(paths[0] ?? '', 'utf8');
    expect(page.match(/<td>2026\d\d<\/td>/g)).toEqual(['<td>202612</td>', '<td>202613</td>']);
  });

  it('shows what is left of a ticket whose texts are gone', async () => {
    const { paths } = await issue({
      helpdesk: { readTexts: () => Promise.reject(new AppError('not-found', 'gone')) },
    });

    expect(await readFile(paths[0] ?? '', 'utf8')).toContain('в системе учёта уже недоступно');
  });
});

describe('printAct', () => {
  it('makes the same files again, and says when a text was changed since', async () => {
    const { act } = await issue();

    expect((await printAct(act, folder, tools)).differing).toEqual([]);
    texts = { ...texts, title: 'x', fields: { ...texts.fields, error_description: 'Другое' } };
    expect((await printAct(act, folder, tools)).differing).toEqual(['html', 'docx']);
  });
});

describe('cancelAct', () => {
  it('keeps the number and shows the reason on every later copy', async () => {
    const { act } = await issue();

    const cancelled = await cancelAct(act, { why: 'Не та заявка', now }, tools);
    const { paths, differing } = await printAct(cancelled, folder, tools);

    expect(await readFile(paths[0] ?? '', 'utf8')).toContain('АННУЛИРОВАН 25.11.2026. Причина: Не та заявка');
    expect(differing).toEqual([]);
    expect((await issue()).act.number).toBe(2);
    expect(JSON.stringify((await ledger()).at(-2)?.details)).not.toContain('Не та заявка');
    await expect(cancelAct(act, { why: ' ', now }, tools)).rejects.toMatchObject({ code: 'input' });
    await expect(cancelAct(act, { why: 'again', now }, tools)).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('printActWithPassword', () => {
  /** Everything that is stored, table by table. */
  async function everythingStored(): Promise<string> {
    const { rows } = await database.query(
      sql<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`),
    );
    const tables = await Promise.all(
      rows.map(({ name }) => database.query(sql(`SELECT to_json(t)::text AS line FROM "${name}" t`))),
    );
    expect(rows.length).toBeGreaterThan(5);
    return JSON.stringify(tables.map(({ rows: lines }) => lines));
  }

  it('shows a typed password on the one page that is named, and leaves it nowhere else [E Appendix 1]', async () => {
    const { act, paths } = await issue();
    const copy = join(folder, 'copy.html');

    await printActWithPassword(act, { password: secret, path: copy, now }, tools);
    const again = await printAct(act, folder, tools);

    const page = await readFile(copy, 'utf8');
    expect(page).toContain(secret);
    expect(page).toContain('Экземпляр содержит пароль');
    const others = (await readdir(folder)).filter((name) => name !== 'copy.html');
    expect(others).toHaveLength(2);
    for (const path of paths) expect((await readFile(path)).includes(secret)).toBe(false);
    expect(again.differing).toEqual([]);
    expect(await everythingStored()).not.toContain(secret);
    expect(JSON.stringify(await ledger())).not.toContain(secret);
    expect((await ledger()).at(-1)).toMatchObject({
      subject: 'ticket:1',
      details: { code: 'act-password-copy', year: 2026, number: 1 },
    });
  });

  it('refuses a document without such a line, and an empty password', async () => {
    const { act } = await issue();
    const list = await issueAct({ documentId: 'database-changes', days: null, now, folder }, tools);
    const path = join(folder, 'copy.html');

    const attempts = [
      printActWithPassword(list.act, { password: secret, path, now }, tools),
      printActWithPassword(act, { password: '', path, now }, tools),
    ];

    for (const attempt of attempts) await expect(attempt).rejects.toMatchObject({ code: 'input' });
    expect(await readdir(folder)).not.toContain('copy.html');
  });
});

describe('findAct', () => {
  it.each(['17', '17-2026', '2026/17/1', '1/2026', '../../etc'])('does not know %s', async (name) => {
    await expect(findAct(name, store)).rejects.toMatchObject({ code: 'input' });
  });
});
