import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { checkPack, loadPack } from '../../app/load-pack.ts';
import { coverClauses } from '../../core/regulation/cover-clauses.ts';
import { formatDiagnostic } from '../../core/regulation/diagnostic.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { example } from '../flags.ts';
import { renderClauses } from '../views/clauses.ts';

const testIndexName = 'clause-tests.json';
const TestIndex = z.record(z.string(), z.array(z.string()));
type TestIndex = z.infer<typeof TestIndex>;

interface PackFlags {
  readonly overlay?: string;
  readonly json?: boolean;
}

/** `reglament pack lint|clauses`. */
export function addPack(program: Command, context: CliContext): void {
  const pack = program.command('pack').description('check a regulation written as a pack');
  pack
    .command('lint <dir>')
    .description('say everything that is wrong in a pack, with file, line and clause')
    .option('--overlay <file>', "the operator's overlay, checked along")
    .option('--json', 'print JSON for programs')
    .addHelpText('after', example('reglament pack lint mappings/kyiv-public-budget'))
    .action((dir: string, flags: PackFlags) => lint(dir, flags, context));
  pack
    .command('clauses <dir>')
    .description('list every clause: how it is met, by which elements, shown by which tests')
    .option('--overlay <file>', "the operator's overlay")
    .option('--json', 'print JSON for programs')
    .addHelpText('after', example('reglament pack clauses mappings/kyiv-public-budget --json'))
    .action((dir: string, flags: PackFlags) => listClauses(dir, flags, context));
}

async function lint(
  dir: string,
  flags: PackFlags,
  { terminal, files, templatesFolder, setExitCode }: CliContext,
): Promise<void> {
  const overlayPath = flags.overlay === undefined ? undefined : resolve(flags.overlay);
  const { pack, diagnostics } = await checkPack(
    { folder: resolve(dir), overlayPath, templatesFolder },
    files,
  );
  if (flags.json === true) {
    terminal.write(`${JSON.stringify({ ok: pack !== null, diagnostics })}\n`);
  } else {
    for (const diagnostic of diagnostics) terminal.write(`${formatDiagnostic(diagnostic)}\n`);
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    terminal.write(
      pack === null
        ? `${dir}: ${errors} error(s), ${diagnostics.length - errors} warning(s)\n`
        : `${dir}: ${pack.manifest.title}, version ${pack.manifest.version}: no errors, ${diagnostics.length} warning(s)\n`,
    );
  }
  setExitCode(pack === null ? exitCodes.input : exitCodes.done);
}

async function listClauses(
  dir: string,
  flags: PackFlags,
  { terminal, files, templatesFolder }: CliContext,
): Promise<void> {
  const folder = resolve(dir);
  const overlayPath = flags.overlay === undefined ? undefined : resolve(flags.overlay);
  const { pack } = await loadPack({ folder, overlayPath, templatesFolder }, files);
  const rows = coverClauses(pack, await readTestIndex(folder, files));
  terminal.write(
    flags.json === true ? `${JSON.stringify({ pack: pack.manifest.id, rows })}\n` : renderClauses(rows),
  );
}

/** The index of tests that lies beside a pack of ours; a pack without one is shown by no tests of ours. */
async function readTestIndex(folder: string, files: CliContext['files']): Promise<TestIndex | null> {
  const names = await files.listFiles(folder);
  if (!names.includes(testIndexName)) return null;
  return TestIndex.parse(JSON.parse(await files.readText(`${folder}/${testIndexName}`)));
}
