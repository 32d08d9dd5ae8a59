import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMailer } from '../../../src/output/mail/open-mailer.ts';
import type { Mailer, OutgoingMail } from '../../../src/output/output.ts';

const mail: OutgoingMail = {
  messageId: '<abc123@desk.example.org>',
  to: ['mrg@desk.example.org'],
  subject: 'Report',
  text: 'Attached.',
  html: '<p>Attached. <img src="http://example.org/x.png"></p>',
  attachments: [],
};
const surroundings = {
  readPassword: () => Promise.resolve(''),
  now: () => Date.parse('2026-11-20T14:00:00Z'),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'));
});
afterAll(() => rm(folder, { recursive: true }));

function open(settings: { readonly folder: string; readonly onlyTo?: readonly string[] }): Mailer {
  const mailer = openMailer({ from: 'reglament@desk.example.org', ...settings }, surroundings);
  if (mailer === null) throw new Error('there are settings');
  return mailer;
}

describe('openMailer', () => {
  it('opens none without settings', () => {
    expect(openMailer(null, surroundings)).toBeNull();
  });

  it('writes mail into a folder, the same mail to the same file with the same bytes', async () => {
    const into = join(folder, 'outbox');
    await open({ folder: into }).check();
    await open({ folder: into }).send(mail);
    const [name] = await readdir(into);
    const first = await readFile(join(into, name ?? ''), 'utf8');
    expect(first).toContain('Message-ID: <abc123@desk.example.org>');
    await open({ folder: into }).send(mail);
    expect(await readdir(into)).toEqual([name]);
    expect(await readFile(join(into, name ?? ''), 'utf8')).toBe(first);
  });

  it('tells a folder that cannot be made', async () => {
    const path = join(folder, 'file');
    await writeFile(path, '');
    await expect(open({ folder: path }).send(mail)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([
    ['its domain', ['desk.example.org'], true],
    ['a domain above it', ['example.org'], true],
    ['everything that is reserved', ['test', 'org'], true],
    ['another domain', ['example.com'], false],
    ['a domain that only ends alike', ['k.example.org'], false],
    ['nothing', [], false],
  ])('with an allow-list of %s', async (name, onlyTo, isAllowed) => {
    const into = join(folder, `guarded ${name}`);
    const sent = open({ folder: into, onlyTo }).send(mail);
    await (isAllowed ? sent : expect(sent).rejects.toMatchObject({ code: 'rejected' }));
    expect(await readdir(into).catch(() => [])).toHaveLength(isAllowed ? 1 : 0);
  });
});
