import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverReports } from '../../src/app/deliver-reports.ts';
import type { Installation } from '../../src/app/installation.ts';
import { listReports } from '../../src/app/list-reports.ts';
import { renderReports } from '../../src/cli/views/reports.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import { issuedFiles } from '../../src/output/issued-files.ts';
import { openMailer } from '../../src/output/mail/open-mailer.ts';
import type { Mailer } from '../../src/output/output.ts';
import { createReportTemplates } from '../../src/output/report-words-folder.ts';
import { createWorkbookWriter } from '../../src/output/workbook/workbook-writer.ts';
import type { LedgerEntry, Store } from '../../src/store/store.ts';
import { quietLog } from '../support/a-governed-desk.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { aTicket, at } from '../support/a-ticket.ts';
import { type MailSink, openMailSink, type SinkManners } from '../support/mail-sink.ts';
import { openTestStore } from '../support/open-test-store.ts';

const templates = fileURLToPath(new URL('../../report-templates', import.meta.url));
const pack = compileTestPack({ overlay: 'duty_address: duty@example.org\n' });
const week = 7 * MS_PER_DAY;

let folder = '';
let store: Store;
let sink: MailSink;
/** The end of the running week, at 16:00 in Kyiv, in winter; each test has one of its own. */
let friday = at('2026-11-20T14:00:00Z');
let now = friday;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deliver-reports-'));
  store = await openTestStore();
  sink = await openMailSink();
  const fields = { type: 'fault', priority: 'high', group: 'front', process: 'payroll' };
  await store.tickets.save(aTicket({ id: 1, at: '2026-11-17T08:00:00Z', fields }), friday);
  await round(friday - MS_PER_MINUTE);
});
beforeEach(() => {
  sink.behave({});
});
afterEach(() => {
  friday += week;
});
afterAll(async () => {
  await sink.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** What a process that has just started does after a tick at that instant. */
async function round(
  instant: number,
  { mailer, isEnforcing = true }: { readonly mailer?: Mailer | null; readonly isEnforcing?: boolean } = {},
): Promise<void> {
  now = instant;
  const server = { host: '127.0.0.1', port: sink.port, secure: false, timeoutSeconds: 5 };
  const settings = { from: 'reglament@example.org', onlyTo: ['example.org'], ...server };
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const own = openMailer(settings, { readPassword: () => Promise.resolve(''), now: clock.now });
  const installation: Partial<Installation> = {
    pack,
    clock,
    log: quietLog(),
    settings: { reportsFolder: folder, installationId: 'here' } as Installation['settings'],
    workbooks: createWorkbookWriter(templates),
    templates: createReportTemplates(templates),
    issuedFiles,
    mailer: mailer === undefined ? own : mailer,
  };
  await deliverReports(installation as Installation, store, { now, isEnforcing });
}

/** What arrived since. */
function arrivedSince(count: number): readonly MailSink['mails'][number][] {
  return sink.mails.slice(count);
}

async function lines(status: string): Promise<readonly LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for await (const entries of store.ledger.list({ fromAt: friday - MS_PER_MINUTE })) {
    found.push(...entries.filter((entry) => entry.status === status));
  }
  return found;
}

describe('deliverReports', () => {
  it('sends the report at its time, once, with the file that is on record [K 3.3.4]', async () => {
    await round(friday);
    await round(friday + MS_PER_MINUTE);
    const [document] = await store.documents.list('weekly');
    expect(document).toMatchObject({ recipients: ['board'], issuedAt: friday });
    expect(sink.mails).toHaveLength(1);
    const [{ to, parsed }] = sink.mails as [MailSink['mails'][number]];
    expect(to).toEqual(['board@example.org']);
    expect(parsed.subject).toBe(
      'Weekly report 2026-11-13 16:00 – 2026-11-20 16:00: Support rules of the Small Office',
    );
    expect(parsed.text).toContain(
      'Requests received: 1; carried over from earlier periods: 0; resolved: 0; open: 1.',
    );
    expect(parsed.text).toContain(document?.sha256);
    expect(parsed.text).not.toContain('was due');
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual([
      'weekly-2026-11-13T16-00_2026-11-20T16-00.xlsx',
    ]);
    const issued = (await lines('noted')).map(({ subject, details }) => [subject, details['sha256']]);
    expect(issued).toEqual([['period:2026-W47', document?.sha256]]);
  });

  it('sends what was missed in downtime at once, each week and saying so, once [K 3.3.4]', async () => {
    const before = sink.mails.length;
    friday += week;
    await round(friday + 3 * MS_PER_DAY);
    await round(friday + 3 * MS_PER_DAY + MS_PER_MINUTE);
    const mails = arrivedSince(before);
    expect(mails.map(({ parsed }) => parsed.subject?.slice(0, 50))).toEqual(
      [
        'Weekly report 2026-11-20 16:00 – 2026-11-27 16:00: ',
        'Weekly report 2026-11-27 16:00 – 2026-12-04 16:00: ',
      ].map((subject) => subject.slice(0, 50)),
    );
    expect(mails[1]?.parsed.text).toContain(
      'The report was due on 2026-12-04 16:00. The service was interrupted',
    );
  });

  it.each<readonly [string, SinkManners, string, readonly number[]]>([
    ['when the server asked to come back', { refuses: { code: 451 } }, 'done', [0, 1]],
    ['when the connection was cut before the mail', { cuts: 'early' }, 'done', [0, 1]],
    ['when nobody knows of the first attempt', { cuts: 'after-data' }, 'possibly-twice', [1, 1]],
  ])('tries again %s', async (_, manners, status, arrivals) => {
    const before = sink.mails.length;
    const perRound: number[] = [];
    sink.behave(manners);
    await round(friday);
    perRound.push(arrivedSince(before).length);
    sink.behave({});
    for (const minutes of [1, 2, 600]) await round(friday + minutes * MS_PER_MINUTE);
    perRound.push(arrivedSince(before).length - (perRound[0] ?? 0));
    expect(perRound).toEqual(arrivals);
    expect((await lines(status)).filter(({ details }) => details['channel'] === 'mail')).toHaveLength(1);
    expect(new Set(arrivedSince(before).map(({ parsed }) => parsed.messageId)).size).toBe(1);
  });

  it('says when the mail server was the reason for being late', async () => {
    const before = sink.mails.length;
    sink.behave({ refuses: { code: 451 } });
    await round(friday);
    sink.behave({});
    await round(friday + 60 * MS_PER_MINUTE);
    expect(arrivedSince(before)[0]?.parsed.text).toContain('The mail server took no mail then');
  });

  it('tells those on duty when it is refused for good, and does not try again', async () => {
    const before = sink.mails.length;
    sink.behave({ refuses: { code: 550, address: 'board@example.org' } });
    for (const minutes of [0, 1, 2, 600]) await round(friday + minutes * MS_PER_MINUTE);
    const mails = arrivedSince(before);
    expect(mails.map(({ to, parsed }) => [...to, parsed.subject])).toEqual([
      ['duty@example.org', expect.stringMatching(/^A mail was not delivered: period:\d{4}-W\d\d$/)],
    ]);
    expect((await lines('found')).map(({ details }) => details['code'])).toEqual(['mail-refused']);
  });

  it('sends once more what a process promised that ended while sending', async () => {
    const killed: Mailer = {
      from: 'reglament@example.org',
      check: () => Promise.resolve(),
      send: () => Promise.reject(new Error('killed')),
    };
    const before = sink.mails.length;
    await expect(round(friday, { mailer: killed })).rejects.toThrow('killed');
    await round(friday + MS_PER_MINUTE);
    await round(friday + 2 * MS_PER_MINUTE);
    expect(arrivedSince(before)).toHaveLength(1);
    expect((await lines('possibly-twice')).map(({ ruleId }) => ruleId)).toEqual(['report-weekly']);
  });

  it('does not send a file that was altered after it was issued, and goes on asking for it', async () => {
    const before = sink.mails.length;
    sink.behave({ refuses: { code: 451 } });
    await round(friday);
    sink.behave({});
    const [document] = (await store.documents.list('weekly')).slice(-1);
    writeFileSync(document?.path ?? '', 'altered');
    await round(friday + 60 * MS_PER_MINUTE);
    expect(arrivedSince(before)).toEqual([]);
    expect(await store.ledger.listByStatus('pending', 10)).toHaveLength(1);
  });

  it.each([
    ['while rules are only observed', { isEnforcing: false }],
    ['without a mail server', { mailer: null }],
  ])('makes the report and puts on record that nobody is sent it, %s', async (_, how) => {
    const before = sink.mails.length;
    await round(friday, how);
    expect(arrivedSince(before)).toEqual([]);
    expect((await lines('skipped')).map(({ details }) => details['why'])).toEqual(['nothing is mailed here']);
    expect((await store.documents.list('weekly')).at(-1)).toMatchObject({ issuedAt: friday, recipients: [] });
  });
});

describe('listReports', () => {
  it('shows each report that was issued, with its recipients and what became of its mail', async () => {
    const listed = await listReports(pack, store);
    expect(listed.map(({ recipients, delivery }) => [...recipients, delivery.status])).toEqual([
      ['board', 'done'],
      ['board', 'done'],
      ['board', 'done'],
      ['board', 'done'],
      ['board', 'done'],
      ['board', 'possibly-twice'],
      ['board', 'done'],
      ['board', 'refused'],
      ['board', 'possibly-twice'],
      ['board', 'pending'],
      ['skipped'],
      ['skipped'],
    ]);
    const text = renderReports(listed, pack.manifest.zone);
    expect(text).toContain('weekly 2026-11-13T16:00/2026-11-20T16:00 1  2026-11-20 16:00');
    expect(text).toMatch(/sent, possibly twice[^]*refused[^]*waits, tried 1 ×[^]*nobody was to be mailed/);
    expect(text).toContain('12 issued');
  });
});
