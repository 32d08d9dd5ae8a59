import { resolve } from 'node:path';
import type { Command } from 'commander';
import { importRoster, listRosterVersions, printRoster, writeRosterTemplate } from '../../app/roster.ts';
import { monthAt } from '../../core/roster/roster-grid.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderRoster } from '../views/roster.ts';
import { withInstallation } from '../with-installation.ts';

type MonthFlags = CommonFlags & { readonly month?: string };
type TemplateFlags = MonthFlags & { readonly out?: string };
type ImportFlags = CommonFlags & { readonly approvedBy: string };

/** `reglament roster template|import|show`. */
export function addRoster(program: Command, context: CliContext): void {
  const roster = program.command('roster').description('who is on duty when, as the head approved it');
  withCommonFlags(roster.command('template'))
    .description('write the workbook of a month for the head to fill in')
    .option('--month <month>', 'YYYY-MM (default: this month)')
    .option('--out <file>', 'the workbook (default: roster-MONTH.xlsx)')
    .addHelpText('after', example('reglament roster template --month 2026-12 --out roster-2026-12.xlsx'))
    .action((flags: TemplateFlags) => template(flags, context));
  withCommonFlags(roster.command('import <file>'))
    .description('check a filled-in workbook and keep it as the next version of its month')
    .requiredOption('--approved-by <name>', 'who approved it')
    .addHelpText('after', example('reglament roster import roster-2026-12.xlsx --approved-by "A. Head"'))
    .action((file: string, flags: ImportFlags) => importFile(file, flags, context));
  withCommonFlags(roster.command('print'))
    .description('write the roster in force of a month as one page to post')
    .option('--month <month>', 'YYYY-MM (default: this month)')
    .option('--out <file>', 'the workbook (default: roster-MONTH-page.xlsx)')
    .addHelpText('after', example('reglament roster print --month 2026-12'))
    .action((flags: TemplateFlags) => print(flags, context));
  withCommonFlags(roster.command('show'))
    .description('print the roster of a month and its versions')
    .option('--month <month>', 'YYYY-MM (default: this month)')
    .addHelpText('after', example('reglament roster show --month 2026-12'))
    .action((flags: MonthFlags) => show(flags, context));
}

async function template(flags: TemplateFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async ({ pack, rosters, clock }) => {
    const month = flags.month ?? monthAt(clock.now(), pack.manifest.zone);
    const path = resolve(flags.out ?? `roster-${month}.xlsx`);
    await writeRosterTemplate({ pack, workbooks: rosters }, { month, path });
    context.terminal.write(flags.json === true ? `${JSON.stringify({ month, path })}\n` : `${path}\n`);
  });
}

async function importFile(file: string, flags: ImportFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, rosters, clock } = installation;
    const { documents } = await installation.store('join');
    const { version, isNew } = await importRoster(
      { pack, workbooks: rosters, documents },
      { path: resolve(file), approvedBy: flags.approvedBy, now: clock.now() },
    );
    const { month, shifts } = version.roster;
    const text = `Roster ${month}, version ${version.version}: ${shifts.length} shifts${isNew ? '' : ', known already'}\n`;
    context.terminal.write(flags.json === true ? `${JSON.stringify({ ...version, isNew })}\n` : text);
  });
}

async function print(flags: TemplateFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, rosters, clock } = installation;
    const { documents } = await installation.store('read');
    const month = flags.month ?? monthAt(clock.now(), pack.manifest.zone);
    const path = resolve(flags.out ?? `roster-${month}-page.xlsx`);
    const { version } = await printRoster({ pack, workbooks: rosters, documents }, { month, path });
    context.terminal.write(
      flags.json === true ? `${JSON.stringify({ month, version, path })}\n` : `${path}\n`,
    );
  });
}

async function show(flags: MonthFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, clock } = installation;
    const { documents } = await installation.store('read');
    const versions = await listRosterVersions(
      documents,
      flags.month ?? monthAt(clock.now(), pack.manifest.zone),
    );
    context.terminal.write(
      flags.json === true ? `${JSON.stringify(versions)}\n` : renderRoster(versions, pack, clock.now()),
    );
  });
}
