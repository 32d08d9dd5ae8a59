import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { spawnScript } from '../support/spawn-script.ts';
import { Client } from './a-desk.ts';

const main = fileURLToPath(new URL('../../src/simulator/main.ts', import.meta.url));

describe('simulator --port', () => {
  it('says where it is in one line of JSON, answers there, and ends cleanly when told to', async () => {
    const script = spawnScript(main, ['--port', '0', '--mail', 'support@example.com']);
    await script.waitForLines(1);
    const { url, token } = JSON.parse(script.lines[0]!) as { url: string; token: string };
    const admin = new Client(url, token);
    expect(await admin.get('users/me')).toMatchObject({ id: 3 });
    expect(await admin.get<unknown[]>('email_addresses')).toMatchObject([{ email: 'support@example.com' }]);
    script.process.kill('SIGTERM');
    const [code] = (await once(script.process, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(script.lines).toHaveLength(1);
  });
});
