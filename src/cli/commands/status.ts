import type { Command } from 'commander';
import { pullFirst } from '../../app/pull-first.ts';
import { tellStatus } from '../../app/tell-status.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';

/** `reglament status [NUMBER]`. */
export function addStatus(program: Command, context: CliContext): void {
  withCommonFlags(program.command('status'))
    .description(
      'print what a person may answer in public, without personal data: where to turn and, for a number, state and term',
    )
    .argument('[number]', "the ticket's number, as applicants know it")
    .addHelpText('after', example('reglament status 31042'))
    .action((number: string | undefined, flags: CommonFlags) =>
      withInstallation(context, flags, async (installation) => {
        const { pack, clock } = installation;
        const store = await installation.store('join');
        if (number !== undefined)
          await withProgress(context.terminal, (progress) => pullFirst(installation, store, progress));
        const answers = await tellStatus(number ?? null, { pack, store, now: clock.now() });
        const texts = [answers.whereToTurn, answers.status].filter((text) => text !== null);
        context.terminal.write(
          flags.json === true ? `${JSON.stringify(answers)}\n` : `${texts.join('\n\n---\n\n')}\n`,
        );
      }),
    );
}
