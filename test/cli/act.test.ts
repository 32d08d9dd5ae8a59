import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { eFolder } from '../packs/e-qyzmet.ts';
import { type CommandResult, runCommand } from './run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-act-'));
  const store = await openStore({ folder: join(folder, 'data'), mode: 'write' });
  await store.acts.register({
    year: 2026,
    documentId: 'database-changes',
    subject: 'period:2026-10-01/2026-10-31',
    issuedAt: Date.parse('2026-11-25T10:05:00Z'),
    packHash: 'f'.repeat(64),
    effectKey: null,
  });
  await store.close();
});
afterAll(() => rm(folder, { recursive: true }));

function act(argv: readonly string[], answers?: string[]): Promise<CommandResult> {
  const where = ['--url', 'http://127.0.0.1:1', '--pack', eFolder, '--data', join(folder, 'data')];
  const env = { REGLAMENT_SERVICE_TOKEN: 'token' };
  return runCommand(['act', ...argv, ...where], {
    cwd: folder,
    env,
    ...(answers === undefined ? {} : { answers }),
  });
}

describe('reglament act', () => {
  it('prints and makes files of the register, cancels, and keeps the number', async () => {
    const printed = await act(['print', '1/2026', '--out', join(folder, 'out')]);
    expect(printed).toMatchObject({ code: 0, stderr: expect.not.stringContaining('error') as string });
    expect(printed.stdout).toContain('Act 1/2026\n');
    expect((await stat(join(folder, 'out', '2026-001-database-changes.docx'))).size).toBeGreaterThan(1_000);

    const cancelled = await act(['cancel', '1/2026', '--why', 'Не тот месяц']);
    expect(cancelled.stdout).toContain('cancelled');

    const list = await act(['list', '--year', '2026']);
    expect(list.stdout).toContain('Акт касательно изменений в базе данных «Е-қызмет»');
    expect(list.stdout).toContain('Не тот месяц');
    const shown = await act(['show', '1/2026', '--json']);
    expect(JSON.parse(shown.stdout)).toMatchObject({ number: 1, cancelled: { why: 'Не тот месяц' } });
  });

  it.each([
    [['show', '9/2026'], 'no act 9/2026 on the register'],
    [['list', '--year', 'x'], '"x" is no year'],
    [['issue', 'request-form', '--ticket', '1', '--from', '2026-11-01'], 'about a ticket or about a period'],
    [['print', '1/2026', '--with-password'], 'Name the page that will show the password'],
  ])('refuses %j with one message', async (argv, message) => {
    const { code, stderr } = await act(argv);

    expect(code).toBe(3);
    expect(stderr).toContain(message);
  });
});
