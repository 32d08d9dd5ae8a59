import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/core/app-error.ts';
import { MS_PER_HOUR, MS_PER_MINUTE } from '../../src/core/calendar/instant.ts';
import type { OwedMail } from '../../src/app/owed-mail.ts';
import { type MailTools, sendMailOnce } from '../../src/app/send-mail-once.ts';
import { createSmtpMailer } from '../../src/output/mail/smtp-mailer.ts';
import type { OutgoingMail } from '../../src/output/output.ts';
import type { LedgerEntry, Store } from '../../src/store/store.ts';
import { quietLog } from '../support/a-governed-desk.ts';
import { openMailSink } from '../support/mail-sink.ts';
import { openTestStore } from '../support/open-test-store.ts';

const startAt = Date.parse('2026-11-20T14:00:00Z');
const compose: OwedMail['compose'] = () =>
  Promise.resolve({ to: ['mrg@example.org'], subject: 'Report', text: 'Attached.', attachments: [] });

let store: Store;
let now = startAt;
let sent: OutgoingMail[] = [];
let owed: OwedMail;
let weeks = 0;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(() => {
  now = startAt;
  sent = [];
  weeks += 1;
  owed = {
    key: `period:${weeks}/weekly/mail`,
    subject: `period:${weeks}`,
    ruleId: 'report-weekly',
    ground: { kind: 'clause', clause: 'S 6' },
    compose,
  };
});
afterAll(() => store.close());

/** Tools whose server answers these, one a mail; null = takes it. After the last it takes every mail. */
function toolsWith(...answers: readonly (ErrorCode | 'killed' | null)[]): MailTools {
  const left = [...answers];
  return {
    installationId: 'https://helpdesk.example.org',
    ledger: store.ledger,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    log: quietLog(),
    packHash: 'pack',
    dutyAddress: null,
    mailer: {
      from: 'reglament@desk.example.org',
      check: () => Promise.resolve(),
      send: (mail) => {
        const answer = left.shift() ?? null;
        if (answer === 'killed') return Promise.reject(new Error('killed'));
        sent.push(mail);
        return answer === null ? Promise.resolve() : Promise.reject(new AppError(answer, 'no'));
      },
    },
  };
}

async function ledgerLines(): Promise<readonly LedgerEntry[]> {
  const lines: LedgerEntry[] = [];
  for await (const entries of store.ledger.list({ subject: owed.subject })) lines.push(...entries);
  return lines;
}

async function statuses(): Promise<readonly string[]> {
  return (await ledgerLines()).map(({ status, details }) => (details['code'] ?? status) as string);
}

/** Sends again and again, so many minutes apart. */
async function sendEvery(minutes: number, times: number, tools: MailTools): Promise<readonly string[]> {
  const standings: string[] = [];
  for (let time = 0; time < times; time += 1) {
    standings.push(await sendMailOnce(owed, tools));
    now += minutes * MS_PER_MINUTE;
  }
  return standings;
}

describe('sendMailOnce', () => {
  it('promises, sends and records, once', async () => {
    expect(await sendEvery(1, 3, toolsWith())).toEqual(['sent', 'sent', 'sent']);
    expect(sent).toHaveLength(1);
    expect(await statuses()).toEqual(['pending', 'done']);
  });

  it('gives each obligation of each installation a Message-ID of its own, the same each time', async () => {
    await sendEvery(2, 2, toolsWith('unavailable'));
    await sendMailOnce({ ...owed, key: `${owed.key}/other` }, toolsWith());
    await sendMailOnce(
      { ...owed, key: `${owed.key}/third` },
      { ...toolsWith(), installationId: 'elsewhere' },
    );
    const ids = sent.map(({ messageId }) => messageId);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@desk\.example\.org>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it('is done once when the server was down a while, each wait longer than the one before', async () => {
    const tools = toolsWith('unavailable', 'unavailable', 'unavailable');
    const standings = await sendEvery(1, 25, tools);
    const attempts = (await ledgerLines()).filter(({ details }) => details['retryAt'] === null);
    expect(attempts.filter(({ status }) => status === 'pending').map(({ at }) => at - startAt)).toEqual(
      [0, 1, 6, 21].map((minutes) => minutes * MS_PER_MINUTE),
    );
    expect([standings[20], standings[21]]).toEqual(['waits', 'sent']);
    expect((await ledgerLines()).at(-1)?.status).toBe('done');
  });

  it('raises the alarm once when it fails again and again, and goes on trying', async () => {
    const down = toolsWith(...Array<ErrorCode>(20).fill('unavailable'));
    await sendEvery(60, 48, down);
    expect((await statuses()).filter((status) => status === 'mail-not-sent')).toHaveLength(1);
    expect((await ledgerLines()).at(-1)?.status).toBe('pending');
    now += 4 * MS_PER_HOUR;
    expect(await sendMailOnce(owed, toolsWith())).toBe('sent');
  });

  it('is refused for good, told, and not tried again', async () => {
    expect(await sendEvery(300, 3, toolsWith('rejected'))).toEqual(['refused', 'refused', 'refused']);
    expect(sent).toHaveLength(1);
    expect(await statuses()).toEqual(['pending', 'refused', 'mail-refused']);
  });

  it('tells that some recipients were refused', async () => {
    expect(await sendMailOnce(owed, toolsWith('partial'))).toBe('sent');
    expect(await statuses()).toEqual(['pending', 'mail-refused-in-part', 'done']);
  });

  it('sends once more when nobody knows of the first, and shows it as possibly twice', async () => {
    expect(await sendEvery(1, 4, toolsWith('unknown-outcome'))).toEqual([
      'waits',
      'possibly-twice',
      'possibly-twice',
      'possibly-twice',
    ]);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(sent).toHaveLength(2);
  });

  it('never sends a third time, and tells that nothing is confirmed', async () => {
    await sendEvery(1, 4, toolsWith('unknown-outcome', 'unknown-outcome'));
    expect(sent).toHaveLength(2);
    expect(await statuses()).toEqual([
      'pending',
      'pending',
      'pending',
      'pending',
      'possibly-twice',
      'mail-unconfirmed',
    ]);
  });

  it('takes what a process left that ended in between as possibly sent', async () => {
    await expect(sendMailOnce(owed, toolsWith('killed'))).rejects.toThrow('killed');
    expect(await sendMailOnce(owed, toolsWith())).toBe('possibly-twice');
    await expect(sendMailOnce({ ...owed, key: 'twice' }, toolsWith('killed'))).rejects.toThrow('killed');
    await expect(sendMailOnce({ ...owed, key: 'twice' }, toolsWith('killed'))).rejects.toThrow('killed');
    expect(await sendMailOnce({ ...owed, key: 'twice' }, toolsWith())).toBe('possibly-twice');
    expect(sent).toHaveLength(1);
  });

  it('promises nothing when the mail cannot be written', async () => {
    const gone = () => Promise.reject(new AppError('outside', 'the file is gone'));
    await expect(sendMailOnce({ ...owed, compose: gone }, toolsWith())).rejects.toMatchObject({
      code: 'outside',
    });
    expect(await ledgerLines()).toEqual([]);
  });

  it('keeps texts and addresses out of the ledger', async () => {
    await sendEvery(1, 2, toolsWith('unavailable'));
    const text = JSON.stringify(await ledgerLines());
    expect(text).not.toMatch(/mrg@|Report|Attached/);
  });

  it('reaches a real server once, whose answer to the first attempt was lost', async () => {
    const sink = await openMailSink();
    const { port } = sink;
    const server = { host: '127.0.0.1', port, secure: false, timeoutMs: 5_000, now: () => now };
    const from = 'reglament@desk.example.org';
    const mailer = createSmtpMailer({ ...server, from, credentials: () => Promise.resolve(null) });
    sink.behave({ cuts: 'after-data' });
    expect(await sendMailOnce(owed, { ...toolsWith(), mailer })).toBe('waits');
    sink.behave({});
    now += MS_PER_MINUTE;
    expect(await sendMailOnce(owed, { ...toolsWith(), mailer })).toBe('possibly-twice');
    expect(await sendMailOnce(owed, { ...toolsWith(), mailer })).toBe('possibly-twice');
    const ids = sink.mails.map(({ parsed }) => parsed.messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    await sink.close();
  });
});
