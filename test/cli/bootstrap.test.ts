import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestHelpdesk, type TestHelpdesk } from '../support/a-helpdesk.ts';
import { type CommandResult, type CommandSurroundings, runCommand } from './run-command.ts';

const small = fileURLToPath(new URL('../fixtures/packs/small', import.meta.url));
const Named = z.object({ id: z.number(), name: z.string(), active: z.boolean().optional() });
let helpdesk: TestHelpdesk;
let folder: string;
let pack: string;
let planPath: string;

beforeAll(async () => {
  helpdesk = await startTestHelpdesk();
  folder = await mkdtemp(join(tmpdir(), 'reglament-bootstrap-'));
  pack = join(folder, 'pack');
  planPath = join(folder, 'plan.json');
  await cp(small, pack, { recursive: true });
});
afterAll(() => helpdesk.simulator.stop());

/** `bootstrap` of the pack, with a memory of its own unless another folder is named. */
async function bootstrap(
  flags: readonly string[],
  { data = 'data', ...surroundings }: CommandSurroundings & { readonly data?: string } = {},
): Promise<CommandResult> {
  const place = ['--url', helpdesk.simulator.url, '--pack', pack, '--data', join(folder, data)];
  return runCommand(['bootstrap', ...flags, ...place], {
    env: { REGLAMENT_ADMIN_TOKEN: helpdesk.simulator.adminToken },
    clock: helpdesk.clock,
    ...surroundings,
  });
}

async function edit(file: string, from: string, to: string): Promise<void> {
  const path = join(pack, file);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

describe('a saved plan', () => {
  it('is machine-readable, holds no token, and comes as Markdown too', async () => {
    const markdownPath = join(folder, 'plan.md');

    const { code, stderr } = await bootstrap(['--plan', '--out', planPath, '--markdown', markdownPath]);

    expect(code).toBe(2);
    expect(stderr).toContain(`bootstrap --apply ${planPath}`);
    const text = await readFile(planPath, 'utf8');
    expect(text).not.toContain(helpdesk.simulator.adminToken);
    expect(JSON.parse(text)).toMatchObject({
      format: 'reglament-plan/1',
      helpdeskUrl: `${helpdesk.simulator.url}/`,
      pack: { id: 'small' },
      plan: { needsMigration: true },
    });
    expect(await readFile(markdownPath, 'utf8')).toMatch(/^# Plan[^]*## Will be added[^]*\*\*Front desk\*\*/);
  });

  it('is refused when the helpdesk, the pack or the file changed', async () => {
    const { id } = await helpdesk.http.post('groups', { name: 'Front desk' }, Named);
    const byHelpdesk = await bootstrap(['--apply', planPath]);
    expect([byHelpdesk.code, byHelpdesk.stderr]).toEqual([
      5,
      expect.stringContaining('group:front "Front desk"'),
    ]);
    await helpdesk.http.put(`groups/${id}`, { name: 'Theirs' }, Named);

    await edit('pack.yaml', 'version: 1.0.0', 'version: 1.0.1');
    const byPack = await bootstrap(['--apply', planPath]);
    expect([byPack.code, byPack.stderr]).toEqual([5, expect.stringContaining('the pack or the overlay')]);
    await edit('pack.yaml', 'version: 1.0.1', 'version: 1.0.0');

    const altered = join(folder, 'altered.json');
    await writeFile(altered, (await readFile(planPath, 'utf8')).replace('"Front desk"', '"Side door"'));
    expect((await bootstrap(['--apply', altered])).code).toBe(5);
    await writeFile(altered, '{"format": "other"}');
    const other = await bootstrap(['--apply', altered]);
    expect([other.code, other.stderr]).toEqual([3, expect.stringContaining('altered.json: is no plan')]);
  });

  it('is applied without a question, and only once', async () => {
    expect(await bootstrap(['--apply', planPath])).toMatchObject({ code: 0 });
    expect((await bootstrap(['--plan'])).code).toBe(0);
    expect((await bootstrap(['--apply', planPath])).code).toBe(5);
  });

  it('is applied by the choices that were saved with it', async () => {
    const { code, stderr } = await bootstrap(['--apply', planPath, '--allow-many']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('--apply takes the choices')]);
  });
});

describe('bootstrap', () => {
  it('asks at a terminal, and a no changes nothing', async () => {
    await edit('catalog.yaml', 'label: Back office', 'label: Back room');
    const refused = await bootstrap([], { answers: ['no'] });
    expect([refused.code, refused.stderr]).toEqual([5, expect.stringContaining('Only "yes" will do')]);
    expect(await bootstrap([], { answers: ['yes'] })).toMatchObject({ code: 0 });
    expect((await helpdesk.http.getAll('groups', Named)).map(({ name }) => name)).toContain('Back room');
  });

  it('asks which of two objects of one name is meant', async () => {
    const values = { name: 'Where to turn', keywords: 'turn', content: 'Ask', active: true };
    const theirs = await helpdesk.http.post('text_modules', values, Named);

    const asked = await bootstrap(['--plan'], { data: 'forgetful' });
    expect([asked.code, asked.stdout]).toEqual([
      5,
      expect.stringContaining('--adopt text-module:where-to-turn=ID'),
    ]);
    const wrong = await bootstrap(['--plan', '--adopt', 'text-module:where-to-turn'], { data: 'forgetful' });
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('KEY=ID')]);
    const adopted = await bootstrap(['--plan', '--adopt', `text-module:where-to-turn=${theirs.id}`], {
      data: 'forgetful',
    });
    expect([adopted.code, adopted.stdout]).toEqual([
      2,
      expect.stringContaining('~ text-module Where to turn'),
    ]);
  });

  it('lists what the pack names no longer, and switches it off on demand', async () => {
    await edit(
      'helpdesk.yaml',
      'macros:\n  - { id: take, label: Take over, set: { state: open }, product: true }\n',
      '',
    );
    const listed = await bootstrap(['--plan']);
    expect(listed.stdout).toMatch(/Will be left alone[^]*\? macro Take over/);
    expect(listed.code).toBe(0);

    expect(await bootstrap(['--deactivate-orphans', '--yes'])).toMatchObject({ code: 0 });

    const macros = await helpdesk.http.getAll('macros', Named);
    expect(macros.find(({ name }) => name === 'Take over')).toMatchObject({ active: false });
  });

  it('says how many tickets have a state that goes out of use', async () => {
    const article = { body: 'Buy now', type: 'note', internal: false };
    const ticket = {
      title: 'Offer',
      group: 'Users',
      customer: 'nicole.braun@zammad.org',
      state: 'spam',
      article,
    };
    const groups = await helpdesk.http.getAll('groups', Named);
    const users = groups.find(({ name }) => name === 'Users')?.id ?? 0;
    const me = await helpdesk.http.get('users/me', z.object({ id: z.number() }));
    await helpdesk.http.put(`users/${me.id}`, { group_ids: { [users]: ['full'] } }, z.unknown());
    await helpdesk.http.post('tickets', ticket, z.unknown());
    await edit(
      'catalog.yaml',
      '  - { id: spam, label: spam, kind: closed, uncounted: true, product: true }\n',
      '',
    );
    await edit('catalog.yaml', 'state: [spam, merged]', 'state: merged');
    await edit('rules.yaml', 'when: { state: spam }', 'when: { state: merged }');

    const listed = await bootstrap(['--plan']);
    const asked = await bootstrap(['--plan', '--deactivate-orphans']);

    const said = /Tickets have what goes out of use and keep it[^]*! state spam\n +1 ticket\(s\)/;
    expect([listed.code, listed.stdout]).toEqual([0, expect.not.stringMatching(said)]);
    expect([asked.code, asked.stdout]).toEqual([2, expect.stringMatching(said)]);
  });
});
