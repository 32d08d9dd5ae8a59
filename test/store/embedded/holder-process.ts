/** Holds the store in a folder and appends to its ledger until it is killed; says each acknowledged entry. */
import { openStore } from '../../../src/store/open-store.ts';

const [folder = ''] = process.argv.slice(2);
const store = await openStore({ folder, mode: 'write', holder: 'the writing daemon' });
process.stdout.write('open\n');
for (let n = 1; ; n += 1) {
  const [entry] = await store.ledger.append([
    {
      at: n,
      kind: 'run',
      key: `run ${n}`,
      subject: 'desk',
      ruleId: 'none',
      ground: { kind: 'product', about: null },
      status: 'noted',
      packHash: '',
      details: { filler: 'x'.repeat(500) },
    },
  ]);
  process.stdout.write(`${entry?.seq ?? 0}\n`);
}
