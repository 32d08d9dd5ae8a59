import type { Command } from 'commander';
import { explainTicket } from '../../app/explain.ts';
import { pullFirst } from '../../app/pull-first.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderExplanation } from '../views/explanation.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';

/** `reglament explain NUMBER`. */
export function addExplain(program: Command, context: CliContext): void {
  withCommonFlags(program.command('explain'))
    .description(
      "show a ticket's life: which time counted, which did not and why, and what was done about it",
    )
    .argument('<number>', "the ticket's number, as applicants know it")
    .addHelpText('after', example('reglament explain 31042'))
    .action((number: string, flags: CommonFlags) =>
      withInstallation(context, flags, async (installation) => {
        const { pack, clock } = installation;
        const store = await installation.store('join');
        await withProgress(context.terminal, (progress) => pullFirst(installation, store, progress));
        const explanation = await explainTicket(number, { pack, store, now: clock.now() });
        context.terminal.write(
          flags.json === true ? `${JSON.stringify(explanation)}\n` : renderExplanation(explanation, pack),
        );
      }),
    );
}
