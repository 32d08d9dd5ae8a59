import type { Command } from 'commander';
import { examine } from '../../app/doctor.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderTable } from '../views/table.ts';
import { withInstallation } from '../with-installation.ts';

/** `reglament doctor`. */
export function addDoctor(program: Command, context: CliContext): void {
  withCommonFlags(program.command('doctor'))
    .description('look for everything that would keep the regulation from being followed; changes nothing')
    .addHelpText(
      'after',
      example(
        'reglament doctor',
        'reglament doctor --url https://helpdesk.example.org --pack mappings/kyiv-public-budget',
      ),
    )
    .action((flags: CommonFlags) =>
      withInstallation(context, flags, async (installation) => {
        const checks = await examine(installation);
        const asTable = (): string =>
          renderTable(
            [{ title: 'level' }, { title: 'topic' }, { title: 'finding' }],
            checks.map(({ level, topic, message }) => [level, topic, message]),
          );
        context.terminal.write(flags.json === true ? `${JSON.stringify({ checks })}\n` : `${asTable()}\n`);
        context.setExitCode(
          checks.some(({ level }) => level === 'error') ? exitCodes.outside : exitCodes.done,
        );
      }),
    );
}
