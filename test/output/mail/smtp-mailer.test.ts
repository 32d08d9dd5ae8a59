import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSmtpMailer } from '../../../src/output/mail/smtp-mailer.ts';
import type { Mailer, OutgoingMail } from '../../../src/output/output.ts';
import { type MailSink, openMailSink } from '../../support/mail-sink.ts';

const now = Date.parse('2026-11-20T14:00:00Z');
const mail: OutgoingMail = {
  messageId: '<abc123@desk.example.org>',
  to: ['mrg@example.org', 'second@example.org'],
  subject: 'Щотижневий звіт\r\nBcc: everybody@example.org',
  text: 'Звіт у додатку 👍',
  attachments: [
    { filename: 'звіт.xlsx', contentType: 'application/octet-stream', content: Buffer.from([0, 1, 2, 255]) },
  ],
};

let sink: MailSink;
beforeAll(async () => {
  sink = await openMailSink();
});
beforeEach(() => {
  sink.behave({});
});
afterAll(() => sink.close());

function mailerTo(port: number, credentials: { user: string; password: string } | null = null): Mailer {
  return createSmtpMailer({
    host: '127.0.0.1',
    port,
    secure: false,
    from: 'reglament@desk.example.org',
    credentials: () => Promise.resolve(credentials),
    timeoutMs: 5_000,
    now: () => now,
  });
}

describe('createSmtpMailer', () => {
  it('hands over text, files and our Message-ID, and says that a machine wrote it', async () => {
    await mailerTo(sink.port).send(mail);
    const { to, parsed } = sink.mails.at(-1) ?? {};
    expect(to).toEqual(mail.to);
    expect(parsed).toMatchObject({ messageId: mail.messageId, date: new Date(now) });
    expect(parsed?.headers.has('bcc')).toBe(false);
    expect(parsed?.text?.trim()).toBe(mail.text);
    expect(parsed?.headers.get('auto-submitted')).toBe('auto-generated');
    const [file] = parsed?.attachments ?? [];
    expect([file?.filename, [...(file?.content ?? [])]]).toEqual(['звіт.xlsx', [0, 1, 2, 255]]);
  });

  it.each([
    ['a recipient refused for good', { refuses: { code: 550 } }, 'rejected'],
    ['a server that is busy', { refuses: { code: 451 } }, 'unavailable'],
    ['a connection that ends before the mail', { cuts: 'early' }, 'unavailable'],
    ['a connection that ends after the mail', { cuts: 'after-data' }, 'unknown-outcome'],
    ['one of two recipients refused', { refuses: { code: 550, address: mail.to[1] } }, 'partial'],
  ] as const)('tells %s', async (_, manners, code) => {
    sink.behave(manners as Parameters<MailSink['behave']>[0]);
    await expect(mailerTo(sink.port).send(mail)).rejects.toMatchObject({ code });
  });

  it('tells a server that is not there', async () => {
    const gone = await openMailSink();
    await gone.close();
    await expect(mailerTo(gone.port).send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(mailerTo(gone.port).check()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives its name where one is asked for, and tells a wrong password without showing it', async () => {
    const strict = await openMailSink({ user: 'reglament', password: 'right' });
    await mailerTo(strict.port, { user: 'reglament', password: 'right' }).check();
    const wrong = mailerTo(strict.port, { user: 'reglament', password: 'wrong-secret' }).send(mail);
    const error: unknown = await wrong.catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'unavailable', details: { reason: 'EAUTH' } });
    expect(JSON.stringify(error) + String(error)).not.toContain('wrong-secret');
    expect(strict.mails).toEqual([]);
    await strict.close();
  });

  it('takes no mail without a recipient', async () => {
    await expect(mailerTo(sink.port).send({ ...mail, to: [] })).rejects.toMatchObject({ code: 'rejected' });
  });
});
