import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { exitCodeOf } from '../cli/exit-codes.ts';
import { renderError } from '../cli/views/error.ts';
import { renderTable } from '../cli/views/table.ts';
import { AppError } from '../core/app-error.ts';
import { runDemo } from './run-demo.ts';

const USAGE = `npm run demo -- [--pack DIR] [--out DIR] [--seed N] [--weeks N] [--tickets N]
Lives through some weeks of a pack's requests on an embedded helpdesk and leaves what comes of it in a folder of its own,
which it empties first (out/).`;

const { values } = parseArgs({
  options: {
    pack: { type: 'string', default: 'mappings/kyiv-public-budget' },
    out: { type: 'string', default: 'out' },
    seed: { type: 'string', default: '1' },
    weeks: { type: 'string', default: '3' },
    tickets: { type: 'string', default: '300' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit(0);
}

const startedAt = performance.now();
const bar = new SingleBar({
  format: 'living {bar} {percentage}% | {day}',
  stream: process.stderr,
  noTTYOutput: false,
});
if (process.stderr.isTTY) bar.start(100, 0, { day: '' });
process.on('uncaughtException', (error) => {
  process.stderr.write(`\n${renderError(error)}\n`);
  process.exit(exitCodeOf(error instanceof AppError ? error.code : 'bug'));
});
const summary = await runDemo({
  packFolder: resolve(values.pack),
  outFolder: resolve(values.out),
  seed: Number(values.seed),
  weeks: Number(values.weeks),
  count: Number(values.tickets),
  say: (line) => process.stdout.write(`${line}\n`),
  onProgress: (share, at) => {
    bar.update(Math.round(share * 100), { day: new Date(at).toISOString().slice(0, 10) });
  },
});
bar.stop();
const rows = [...new Set([...summary.actions.keys(), ...summary.findings.keys()])].sort((a, b) =>
  a.localeCompare(b, 'en', { numeric: true }),
);
const count = (counts: ReadonlyMap<string, number>, key: string): string => String(counts.get(key) ?? 0);
process.stdout.write(
  `\n${summary.tickets} tickets, ${summary.steps} things people did (${summary.refusedByForms} refused by forms), ${Math.round((performance.now() - startedAt) / 1000)} s\n\n`,
);
process.stdout.write(
  `${renderTable(
    [{ title: 'clause' }, { title: 'actions', align: 'right' }, { title: 'violations', align: 'right' }],
    rows.map((clause) => [clause, count(summary.actions, clause), count(summary.findings, clause)]),
  )}\n\nFiles\n${summary.files.map((file) => `  ${relative(process.cwd(), file)}`).join('\n')}\n`,
);
