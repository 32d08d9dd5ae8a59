import { resolve } from 'node:path';
import type { Command } from 'commander';
import { importWorks, listRecordedWorks, listWorksVersions, writeWorksTemplate } from '../../app/works.ts';
import { monthAt } from '../../core/roster/roster-grid.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderWorksVersions } from '../views/works.ts';
import { withInstallation } from '../with-installation.ts';

type MonthFlags = CommonFlags & { readonly month?: string };
type TemplateFlags = MonthFlags & { readonly out?: string };

/** `reglament works template|import|show`. */
export function addWorks(program: Command, context: CliContext): void {
  const works = program
    .command('works')
    .description('the schedule of works on the system, and what breaks its rules');
  withCommonFlags(works.command('template'))
    .description('write the workbook of a month’s schedule to fill in')
    .option('--month <month>', 'YYYY-MM (default: this month)')
    .option('--out <file>', 'the workbook (default: works-MONTH.xlsx)')
    .addHelpText('after', example('reglament works template --month 2026-12'))
    .action((flags: TemplateFlags) => template(flags, context));
  withCommonFlags(works.command('import <file>'))
    .description('check a workbook or YAML file and keep it as the next version of its month')
    .addHelpText('after', example('reglament works import works-2026-12.xlsx'))
    .action((file: string, flags: CommonFlags) => importFile(file, flags, context));
  withCommonFlags(works.command('show'))
    .description('print the works of a month, what each of them breaks, and the versions')
    .option('--month <month>', 'YYYY-MM (default: this month)')
    .addHelpText('after', example('reglament works show --month 2026-12'))
    .action((flags: MonthFlags) => show(flags, context));
}

async function template(flags: TemplateFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, works, clock } = installation;
    const { documents } = await installation.store('read');
    const month = flags.month ?? monthAt(clock.now(), pack.manifest.zone);
    const path = resolve(flags.out ?? `works-${month}.xlsx`);
    await writeWorksTemplate({ pack, files: works, documents }, { month, path });
    context.terminal.write(flags.json === true ? `${JSON.stringify({ month, path })}\n` : `${path}\n`);
  });
}

async function importFile(file: string, flags: CommonFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, works, clock } = installation;
    const { documents } = await installation.store('join');
    const { version, isNew } = await importWorks(
      { pack, files: works, documents },
      { path: resolve(file), now: clock.now() },
    );
    const text = `Schedule ${version.month}, version ${version.version}: ${version.works.length} works${isNew ? '' : ', known already'}\n`;
    context.terminal.write(flags.json === true ? `${JSON.stringify({ ...version, isNew })}\n` : text);
  });
}

async function show(flags: MonthFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, clock } = installation;
    const { documents } = await installation.store('read');
    const month = flags.month ?? monthAt(clock.now(), pack.manifest.zone);
    const versions = await listWorksVersions(documents, month);
    const works = (await listRecordedWorks(documents, month)).filter((each) => each.month === month);
    context.terminal.write(
      flags.json === true
        ? `${JSON.stringify({ versions, works })}\n`
        : renderWorksVersions(versions, works, pack),
    );
  });
}
