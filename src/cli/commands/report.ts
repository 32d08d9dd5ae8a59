import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../core/app-error.ts';
import { buildReport } from '../../app/build-report.ts';
import { compareReport } from '../../app/compare-report.ts';
import { listReports } from '../../app/list-reports.ts';
import { listPeople } from '../../app/list-people.ts';
import { pullFirst } from '../../app/pull-first.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderComparison, renderReports } from '../views/reports.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';

type ReportFlags = CommonFlags & {
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
  readonly again?: string;
};

/** `reglament report ID`, any report of the pack by its id, and `reglament report list`. */
export function addReport(program: Command, context: CliContext): void {
  const report = program.command('report').description('build a report from pulled ticket data');
  withCommonFlags(report.command('build <id>', { isDefault: true }))
    .description(
      'a report of the pack as a workbook; without dates its last full week, or the last full month',
    )
    .option('--from <date>', 'first day, YYYY-MM-DD, inclusive')
    .option('--to <date>', 'last day, YYYY-MM-DD, inclusive')
    .option('--out <dir>', "folder for the workbook (default: the config's)")
    .option(
      '--again <id>',
      'compute an issued report again and say what would differ and why; with --out write it there again',
    )
    .addHelpText(
      'after',
      example(
        'reglament report weekly',
        'reglament report weekly --from 2026-11-02 --to 2026-11-08 --out out',
        'reglament report compliance --from 2026-11-01 --to 2026-11-30',
        'reglament report weekly --again "weekly 2026-11-13T16:00/2026-11-20T16:00 1" --out again',
      ),
    )
    .action((id: string, flags: ReportFlags) =>
      flags.again === undefined ? build(id, flags, context) : again(flags.again, flags, context),
    );
  withCommonFlags(report.command('list'))
    .description('the reports that were issued: hash, recipients, what became of the mail')
    .addHelpText('after', example('reglament report list', 'reglament report list --json'))
    .action((flags: CommonFlags) => list(flags, context));
}

/** Ends with 2 when figures differ, as a plan with changes does. */
async function again(id: string, flags: ReportFlags, context: CliContext): Promise<void> {
  if (flags.from !== undefined || flags.to !== undefined)
    throw new AppError('input', '--again takes no other dates: the report has its own');
  await withInstallation(context, flags, async (installation) => {
    const { pack, templates, issuedFiles: files, workbooks } = installation;
    const store = await installation.store('read');
    // Only a copy shows people by their names, for which the helpdesk is asked.
    const copying = flags.out === undefined ? null : { workbooks, folder: resolve(flags.out) };
    const named = copying === null ? {} : { listPeople: () => listPeople(installation) };
    const comparison = await compareReport({ pack, templates, files, store, ...named }, id, copying);
    context.terminal.write(
      flags.json === true ? `${JSON.stringify(comparison)}\n` : renderComparison(comparison),
    );
    const isSame = comparison.changed.length + comparison.moved.length === 0;
    context.setExitCode(isSame ? exitCodes.done : exitCodes.changes);
  });
}

async function list(flags: CommonFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack } = installation;
    const reports = await listReports(pack, await installation.store('read'));
    context.terminal.write(
      flags.json === true ? `${JSON.stringify(reports)}\n` : renderReports(reports, pack.manifest.zone),
    );
  });
}

async function build(reportId: string, flags: ReportFlags, context: CliContext): Promise<void> {
  const days = daysIn(flags);
  await withInstallation(context, flags, async (installation) => {
    const { pack, workbooks, templates, clock, settings } = installation;
    const store = await installation.store('join');
    await withProgress(context.terminal, (progress) => pullFirst(installation, store, progress));
    const built = await buildReport(
      { pack, store, workbooks, templates, listPeople: () => listPeople(installation) },
      {
        reportId,
        days,
        folder: flags.out === undefined ? settings.reportsFolder : resolve(flags.out),
        now: clock.now(),
      },
    );
    const { document, differsFrom, isNew } = built;
    if (flags.json === true) {
      context.terminal.write(
        `${JSON.stringify({ ...document, isNew, differsFrom: differsFrom?.id ?? null })}\n`,
      );
      return;
    }
    context.terminal.write(`${document.path}\n`);
    if (differsFrom !== null) {
      context.terminal.say(
        `The figures differ from ${differsFrom.path}, issued before; both are on record. --again "${differsFrom.id}" says how.\n`,
      );
    }
  });
}

function daysIn({ from, to }: ReportFlags): { readonly fromOn: string; readonly toOn: string } | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined)
    throw new AppError('input', 'Give both --from and --to, or neither');
  return { fromOn: from, toOn: to };
}
