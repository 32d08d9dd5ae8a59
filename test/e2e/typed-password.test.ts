import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { VirtualClock } from '../../src/simulator/clock.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { openStore } from '../../src/store/open-store.ts';
import { completeRequest, eFolder, eTicket } from '../packs/e-qyzmet.ts';
import { spawnScript } from '../support/spawn-script.ts';

const secret = 'pa55-Қупия-7f3c';

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reglament-password-'));
  simulator = await startSimulator({ clock: new VirtualClock(Date.parse('2026-11-25T10:00:00Z')), seed: 1 });
  const store = await openStore({ folder: join(folder, 'data'), mode: 'write' });
  await store.tickets.saveAll(
    [eTicket({ id: 1, fields: completeRequest })],
    Date.parse('2026-11-25T10:00:00Z'),
  );
  await store.acts.register({
    year: 2026,
    documentId: 'request-form',
    subject: 'ticket:1',
    issuedAt: Date.parse('2026-11-25T10:00:00Z'),
    packHash: 'f'.repeat(64),
    effectKey: null,
  });
  await store.close();
});
afterAll(async () => {
  await simulator.stop();
  await rm(folder, { recursive: true });
});

/** Names of the files below the folder that hold the text, in any of the encodings a file may have. */
async function filesWith(text: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((each) => each.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const spellings = [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(JSON.stringify(text).slice(1, -1)),
    ];
    if (spellings.some((spelling) => bytes.includes(spelling))) found.push(entry.name);
  }
  return found;
}

it('shows a password typed at the command line on the page that is named, and on no stream, log or file else [E Appendix 1]', async () => {
  const where = ['--url', simulator.url, '--pack', eFolder, '--data', join(folder, 'data')];
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const copy = ['--with-password', '--out', join(folder, 'copy.html')];
  const program = spawnScript(main, ['act', 'print', '1/2026', ...copy, ...where], {
    REGLAMENT_SERVICE_TOKEN: simulator.adminToken,
    REGLAMENT_LOG: 'trace',
  });
  program.send(secret);
  // Its log goes where its remarks go.
  const { code, complaints } = await program.ended;

  expect({ code, complaints }).toMatchObject({
    code: 0,
    complaints: expect.stringContaining('shows a password') as string,
  });
  expect(await filesWith(secret)).toEqual(['copy.html']);
  expect(`${program.lines.join('\n')}${complaints}`).not.toContain(secret);
  expect(JSON.stringify(simulator.dump())).not.toContain(secret);
}, 120_000);
