import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MS_PER_DAY } from '../../src/core/calendar/instant.ts';
import { type Stage, setStage } from '../../src/demo/stage.ts';
import { compileTestPack } from '../support/a-pack.ts';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const small = fileURLToPath(new URL('../fixtures/packs/small', import.meta.url));
const overlay = 'leads: {front: lead-front, back: lead-back}\nsenders: {front: desk@example.org}\n';
let helpdesk: TestHelpdesk;
let folder: string;
let stage: Stage;
let serviceToken = '';

/** A desk as an operator has it: a config, an overlay, two tokens; the cap is one letter a tick. */
beforeAll(async () => {
  helpdesk = await startTestHelpdesk({ mailAddresses: [{ name: 'Desk', email: 'desk@example.org' }] });
  folder = await mkdtemp(join(tmpdir(), 'reglament-operator-'));
  await writeFile(join(folder, 'overlay.yaml'), overlay);
  const config = {
    helpdesk: { url: helpdesk.simulator.url, requestsPerSecond: 0 },
    pack: small,
    overlay: 'overlay.yaml',
    limits: { actionsPerTick: 1 },
  };
  await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  await reglament('bootstrap', '--yes');
  const pack = compileTestPack({ pack: small, overlay });
  ({ stage, serviceToken } = await setStage(helpdesk.simulator.url, helpdesk.simulator.adminToken, pack));
  await reglament('daemon', '--once');
}, 120_000);
afterAll(() => helpdesk.simulator.stop());

async function reglament(...argv: string[]): Promise<CommandResult> {
  const env = {
    REGLAMENT_ADMIN_TOKEN: helpdesk.simulator.adminToken,
    ...(serviceToken === '' ? {} : { REGLAMENT_SERVICE_TOKEN: serviceToken }),
  };
  return runCommand(argv, { cwd: folder, env, clock: helpdesk.clock });
}

async function json<T>(...argv: string[]): Promise<T> {
  const { stdout, stderr } = await reglament(...argv, '--json');
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** Two requests that wait for their applicants since the same moment: each owes a letter. */
async function twoTicketsWait(): Promise<string[]> {
  const ids = [1, 2].map((n) => {
    const mail = {
      from: `A${n} <a${n}@example.net>`,
      to: 'desk@example.org',
      subject: 'Broken',
      body: 'Help',
    };
    return helpdesk.simulator.receiveMail(mail).ticketId;
  });
  await helpdesk.clock.sleep(2_000);
  const state_id = stage.states.get('awaiting-applicant');
  const pending_time = new Date(helpdesk.clock.now() + 3 * 86_400_000).toISOString();
  for (const id of ids) {
    await stage.admin.call('PUT', `tickets/${id}`, { state_id, pending_time }, 'front-1');
  }
  await helpdesk.clock.sleep(2_000);
  return ids.map(String);
}

describe('an operator', () => {
  it('cannot make an enforcing tick before enforcing is on', async () => {
    const { code, stderr } = await reglament('enforce', '--once');

    expect(code).toBe(5);
    expect(stderr).toContain('reglament enforce on');
  });

  it('is told of flags that contradict each other', async () => {
    expect((await reglament('enforce', 'on', '--observe')).code).toBe(3);
    expect((await reglament('release', '--all', '--rule', 'x')).code).toBe(3);
  });

  it('sees by clause what a tick would do, and nothing is done', async () => {
    expect(await reglament('enforce', 'on', '--yes')).toMatchObject({ code: 0 });
    await twoTicketsWait();

    const { stdout, code } = await reglament('enforce', '--once', '--observe');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^clause +rule +ticket +action +owed at +told +standing$/m);
    expect(stdout).toMatch(/^S 4 +state-letter +\d+ +letter letter-changed +2026-11-23 .* applicant +now$/m);
    expect(stdout).toMatch(/^S 4 +state-letter +\d+ +letter letter-changed +2026-11-23 .* applicant +held$/m);
    const again = await json<{ rows: { ruleId: string }[] }>('enforce', '--once', '--observe');
    expect(again.rows.filter(({ ruleId }) => ruleId === 'state-letter')).toHaveLength(2);
  });

  it('makes one tick, sees what the cap held, and releases it', async () => {
    const tick = await json<{ executed: { became: string }[] }>('enforce', '--once');
    expect(tick.executed.map(({ became }) => became)).toContain('done');
    const listed = await reglament('release');
    expect(listed.stdout).toMatch(/^S 4 +\d+ +state-letter +letter letter-changed .* per-tick +ticket:/m);

    const wrong = await reglament('release', '--rule', 'no-such-rule');
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('no-such-rule')]);
    const { released } = await json<{ released: { key: string }[] }>('release', '--all');
    expect(released).toHaveLength(1);

    const next = await json<{ executed: { intent: { key: string }; became: string }[] }>('enforce', '--once');
    expect(next.executed.filter(({ became }) => became === 'done').map(({ intent }) => intent.key)).toContain(
      released[0]?.key,
    );
    expect((await json<{ held: unknown[] }>('release')).held).toEqual([]);
  });

  it('sends late letters after downtime only when told to, and once', async () => {
    const [first, second] = await twoTicketsWait();
    helpdesk.advanceBy(4 * MS_PER_DAY);
    const tick = await json<{ executed: { intent: { ruleId: string } }[] }>('enforce', '--once');
    expect(tick.executed.filter(({ intent }) => intent.ruleId === 'state-letter')).toEqual([]);

    const asked = await reglament('enforce', '--catch-up');
    expect([asked.code, asked.stdout]).toEqual([
      5,
      expect.stringContaining('2 letter(s) to applicants are late'),
    ]);
    const sent = await reglament('enforce', '--catch-up', '--yes');
    expect(sent).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 late letter(s) released') as string,
    });

    type Executed = { executed: { intent: { ruleId: string; subject: string }; became: string }[] };
    const { executed } = await json<Executed>('enforce', '--once');
    const letters = executed.filter(({ intent }) => intent.ruleId === 'state-letter');
    expect(letters.map(({ intent, became }) => `${intent.subject} ${became}`).sort()).toEqual([
      `ticket:${first} done`,
      `ticket:${second} done`,
    ]);
    expect(await reglament('enforce', '--catch-up')).toMatchObject({
      code: 0,
      stdout: 'No letter is late.\n',
    });
  });

  it('erases a person on a ground, once the helpdesk shows nothing of them [K 4.3]', async () => {
    const mail = {
      from: 'Ivan Petrenko <ivan@example.net>',
      to: 'desk@example.org',
      subject: 'x',
      body: 'y',
    };
    const { ticketId } = helpdesk.simulator.receiveMail(mail);
    await helpdesk.clock.sleep(2_000);
    await reglament('enforce', '--once');
    const row = helpdesk.simulator.dump().tickets.find(({ id }) => id === ticketId);
    const person = String(row?.['customer_id']);
    const number = String(row?.['number']);

    expect((await reglament('erase', person, '--ground', 'Request 12/2026', '--yes')).code).toBe(5);
    expect((await reglament('erase', person, '--yes')).stderr).toContain('--ground');
    await helpdesk.http.delete(`tickets/${ticketId}`, z.unknown());

    const { tickets } = await json<{ tickets: { number: string }[] }>(
      ...['erase', person, '--ground', 'Request 12/2026', '--yes'],
    );

    expect(tickets.map((ticket) => ticket.number)).toEqual([number]);
    const explained = await json<{ ticket: { applicant: { id: string } } }>('explain', number);
    expect(explained.ticket.applicant.id).toBe(`erased-${ticketId}`);
    expect((await reglament('erase', person, '--ground', 'Request 12/2026', '--yes')).code).toBe(3);
  });

  it('exports the ledger as lines, and of one ticket as a table for Excel', async () => {
    const { stdout } = await reglament('audit', 'export');
    expect(stdout).toMatch(/"details":\{"ground":"Request 12\/2026"/);
    const lines = stdout.trimEnd().split('\n');
    const entries = lines.map((line) => JSON.parse(line) as { seq: number; subject: string });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    const subject = entries.find((entry) => entry.subject.startsWith('ticket:'))?.subject ?? '';
    const number = String(
      helpdesk.simulator.dump().tickets.find(({ id }) => `ticket:${id}` === subject)?.['number'],
    );
    const path = join(folder, 'ticket.csv');

    const result = await reglament('audit', 'export', '--ticket', number, '--format', 'csv', '--out', path);

    expect(result).toMatchObject({ code: 0, stdout: `${path}\n` });
    const [heading, ...cells] = (await readFile(path, 'utf8')).trimEnd().split('\r\n');
    expect(heading).toBe('seq,at,kind,status,clause,ruleId,subject,key,details,packHash,previousHash,hash');
    expect(cells).toHaveLength(entries.filter((entry) => entry.subject === subject).length);
    expect(cells.every((line) => line.includes(`,${subject},`))).toBe(true);
  });

  it('is told of a wrong date, ticket and head', async () => {
    const wrong = [
      ['audit', 'export', '--from', '23.11.2026'],
      ['audit', 'export', '--ticket', '99'],
      ['audit', 'verify', '--head', '12:abc'],
    ];
    for (const argv of wrong) {
      const { code, stderr } = await reglament(...argv);
      expect([code, stderr]).toEqual([3, expect.stringContaining(argv.slice(2).join(' '))]);
    }
  });

  it('proves the ledger by the head of an issued report, and names what was altered since', async () => {
    await helpdesk.clock.sleep(60_000);
    await reglament('report', 'weekly', '--from', '2026-11-23', '--to', '2026-11-29');
    const sound = await reglament('audit', 'verify');
    expect(sound).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Unaltered up to entry \d+ since/m) as string,
    });

    const database = await PGlite.create(join(folder, 'data', 'database'));
    await database.exec('ALTER TABLE ledger DISABLE TRIGGER ledger_is_append_only');
    await database.exec("UPDATE ledger SET status = 'skipped' WHERE seq = 3");
    await database.close();

    const altered = await reglament('audit', 'verify');
    expect(altered.code).toBe(4);
    expect(altered.stdout).toMatch(/^ALTERED: entry 3 \(/m);
    expect(altered.stdout).toMatch(/^ALTERED: entry \d+ is not the one whose hash was published in weekly /m);
    expect(altered.stdout).not.toMatch(/^Unaltered/m);
  });
});
