import type { Command } from 'commander';
import { examine } from '../../app/doctor.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderTable } from '../views/table.ts';

/** `reglament doctor`. */
export function addDoctor(program: Command, context: CliContext): void {
  withCommonFlags(program.command('doctor'))
    .description(
      'look for everything that would keep the regulation from being followed here; changes nothing',
    )
    .addHelpText(
      'after',
      example(
        'reglament doctor',
        'reglament doctor --url https://helpdesk.example.org --pack mappings/kyiv-public-budget',
      ),
    )
    .action(async (flags: CommonFlags) => {
      const installation = await context.open(flags);
      const checks = await examine(installation.doctorInput());
      const worst = checks.some(({ level }) => level === 'error');
      context.terminal.write(
        flags.json === true
          ? `${JSON.stringify({ checks })}\n`
          : `${renderTable(
              [{ title: 'level' }, { title: 'topic' }, { title: 'finding' }],
              checks.map(({ level, topic, message }) => [level, topic, message]),
            )}\n`,
      );
      context.setExitCode(worst ? exitCodes.outside : exitCodes.done);
    });
}
