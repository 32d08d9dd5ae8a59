import type { Command } from 'commander';
import { runDaemon } from '../../daemon/run-daemon.ts';
import { runOnce } from '../../daemon/run-once.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderTick } from '../views/tick.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';

type DaemonFlags = CommonFlags & { readonly once?: boolean };

/** `reglament daemon`. */
export function addDaemon(program: Command, context: CliContext): void {
  const { terminal, holder } = context;
  withCommonFlags(program.command('daemon'))
    .description('pull, evaluate and, once enforcing is on, act; every minute until stopped')
    .option('--once', 'one tick, then end')
    .addHelpText('after', example('reglament daemon', 'reglament daemon --once'))
    .action((flags: DaemonFlags) =>
      withInstallation(context, flags, async (installation) => {
        if (flags.once !== true) {
          await runDaemon(installation, { stopRequested: context.stopRequested(), holder });
          return;
        }
        const report = await withProgress(terminal, ({ onPage }) =>
          runOnce(installation, { holder, onPage }),
        );
        terminal.write(flags.json === true ? `${JSON.stringify(report)}\n` : renderTick(report));
      }),
    );
}
