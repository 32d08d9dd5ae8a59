import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../core/app-error.ts';
import { buildReport } from '../../app/build-report.ts';
import { pullFirst } from '../../app/pull-first.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { withInstallation } from '../with-installation.ts';

type WeeklyFlags = CommonFlags & { readonly from?: string; readonly to?: string; readonly out?: string };

/** `reglament report weekly`. */
export function addReport(program: Command, context: CliContext): void {
  const report = program.command('report').description('build a report from pulled ticket data');
  withCommonFlags(report.command('weekly'))
    .description("the regulation's periodic report as a workbook; without dates the last full week")
    .option('--from <date>', 'first day, YYYY-MM-DD, inclusive')
    .option('--to <date>', 'last day, YYYY-MM-DD, inclusive')
    .option('--out <dir>', "folder for the workbook (default: the config's)")
    .addHelpText(
      'after',
      example(
        'reglament report weekly',
        'reglament report weekly --from 2026-11-02 --to 2026-11-08 --out out',
      ),
    )
    .action((flags: WeeklyFlags) => weekly(flags, context));
}

async function weekly(flags: WeeklyFlags, context: CliContext): Promise<void> {
  const days = daysIn(flags);
  await withInstallation(context, flags, async (installation) => {
    const { pack, workbooks, templates, clock, settings } = installation;
    const store = await installation.store('join');
    await pullFirst(installation, store);
    const built = await buildReport(
      { pack, store, workbooks, templates },
      {
        reportId: 'weekly',
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
        `The figures differ from ${differsFrom.path}, issued before; both are on record.\n`,
      );
    }
  });
}

function daysIn({ from, to }: WeeklyFlags): { readonly fromOn: string; readonly toOn: string } | null {
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined)
    throw new AppError('input', 'Give both --from and --to, or neither');
  return { fromOn: from, toOn: to };
}
