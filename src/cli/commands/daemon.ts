import type { Command } from 'commander';
import { openDesk } from '../../app/open-desk.ts';
import type { Installation } from '../../app/installation.ts';
import type { Pull } from '../../app/synchronise.ts';
import { tick } from '../../app/tick.ts';
import { runDaemon } from '../../daemon/run-daemon.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderTick } from '../views/tick.ts';
import { withInstallation } from '../with-installation.ts';

type DaemonFlags = CommonFlags & { readonly once?: boolean };

/** `reglament daemon`. */
export function addDaemon(program: Command, context: CliContext): void {
  withCommonFlags(program.command('daemon'))
    .description('pull, evaluate and, once enforcing is on, act; every minute until stopped')
    .option('--once', 'one tick, then end')
    .addHelpText('after', example('reglament daemon', 'reglament daemon --once'))
    .action((flags: DaemonFlags) =>
      withInstallation(context, flags, async (installation) => {
        if (flags.once === true) await tickOnce(installation, flags, context);
        else
          await runDaemon(installation, { stopRequested: context.stopRequested(), holder: context.holder });
      }),
    );
}

async function tickOnce(
  installation: Installation,
  flags: DaemonFlags,
  { terminal }: CliContext,
): Promise<void> {
  const desk = await openDesk(installation, await installation.store('write'));
  const onPage = ({ pages, read }: Pull): void => {
    if (terminal.showsProgress) terminal.say(`\rpulled ${pages} page(s), ${read} ticket(s)`);
  };
  const report = await tick(desk, { directory: null, lastAt: null }, { onPage });
  if (terminal.showsProgress) terminal.say('\n');
  terminal.write(flags.json === true ? `${JSON.stringify(report)}\n` : renderTick(report));
}
