import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { auditLedger, type LedgerHead } from '../../app/audit.ts';
import { subjectOf } from '../../app/evaluate-tickets.ts';
import type { Installation } from '../../app/installation.ts';
import { AppError } from '../../core/app-error.ts';
import { wholeDays } from '../../core/report/report-period.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderAudit } from '../views/audit.ts';
import { ledgerLines } from '../views/ledger-lines.ts';
import { withInstallation } from '../with-installation.ts';

type VerifyFlags = CommonFlags & { readonly head?: readonly string[] };
type ExportFlags = CommonFlags & {
  readonly from?: string;
  readonly to?: string;
  readonly ticket?: string;
  readonly format: 'jsonl' | 'csv';
  readonly out?: string;
};

/** `reglament audit verify|export`. */
export function addAudit(program: Command, context: CliContext): void {
  const audit = program.command('audit').description('the ledger: what was done, when, by which clause');
  withCommonFlags(audit.command('verify'))
    .description('prove that the ledger is unaltered since the last head that a report published, no more')
    .option('--head <seq:hash...>', "heads as printed on a report's method sheet")
    .addHelpText('after', example('reglament audit verify', 'reglament audit verify --head 1284:9f86d081…'))
    .action((flags: VerifyFlags) => verify(flags, context));
  withCommonFlags(audit.command('export'))
    .description('write ledger entries, oldest first, one a line')
    .option('--from <date>', 'first day, YYYY-MM-DD, inclusive')
    .option('--to <date>', 'last day, YYYY-MM-DD, inclusive')
    .option('--ticket <number>', 'only what is about this ticket')
    .addOption(new Option('--format <format>', 'of the lines').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--out <file>', 'into a file (default: the terminal)')
    .addHelpText(
      'after',
      example(
        'reglament audit export --from 2026-11-01 --to 2026-11-30 --format csv --out november.csv',
        'reglament audit export --ticket 31042',
      ),
    )
    .action((flags: ExportFlags) => exportEntries(flags, context));
}

async function verify(flags: VerifyFlags, context: CliContext): Promise<void> {
  const given = (flags.head ?? []).map(headIn);
  await withInstallation(context, flags, async (installation) => {
    const found = await auditLedger(await installation.store('read'), given);
    const { zone } = installation.pack.manifest;
    context.terminal.write(flags.json === true ? `${JSON.stringify(found)}\n` : renderAudit(found, zone));
    context.setExitCode(found.isSound ? exitCodes.done : exitCodes.outside);
  });
}

function headIn(text: string): LedgerHead {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new AppError('input', `--head ${text}: write SEQ:HASH, the hash with its 64 hexadecimal digits`);
  }
  return { seq: Number(seq), hash: hash.toLowerCase() };
}

async function exportEntries(flags: ExportFlags, context: CliContext): Promise<void> {
  const { terminal } = context;
  await withInstallation(context, flags, async (installation) => {
    const range = await rangeIn(flags, installation);
    const { ledger } = await installation.store('read');
    const lines = ledgerLines(ledger.list(range), flags.format);
    if (flags.out === undefined) for await (const line of lines) terminal.write(line);
    else {
      const path = resolve(flags.out);
      await pipeline(Readable.from(lines), createWriteStream(path)).catch((cause: unknown) => {
        throw new AppError('input', `${path}: cannot be written`, { cause });
      });
      terminal.write(flags.json === true ? `${JSON.stringify({ path })}\n` : `${path}\n`);
    }
  });
}

function dayIn(flag: string, date: string, zone: string): { readonly fromAt: number; readonly toAt: number } {
  try {
    return wholeDays(date, date, zone);
  } catch (cause) {
    throw new AppError('input', `${flag} ${date}: write a date as YYYY-MM-DD`, { cause });
  }
}

async function rangeIn(
  { from, to, ticket }: ExportFlags,
  installation: Installation,
): Promise<{ readonly fromAt?: number; readonly toAt?: number; readonly subject?: string }> {
  const { zone } = installation.pack.manifest;
  const fromAt = from === undefined ? {} : { fromAt: dayIn('--from', from, zone).fromAt };
  const toAt = to === undefined ? {} : { toAt: dayIn('--to', to, zone).toAt };
  if (ticket === undefined) return { ...fromAt, ...toAt };
  const found = await (await installation.store('read')).tickets.findByNumber(ticket);
  if (found === null) throw new AppError('input', `--ticket ${ticket}: no ticket with that number is stored`);
  return { ...fromAt, ...toAt, subject: subjectOf(found.id) };
}
