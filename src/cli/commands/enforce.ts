import type { Command } from 'commander';
import { Argument } from 'commander';
import { applyEnforcement, type EnforceInput, planEnforcement } from '../../app/enforce-switch.ts';
import type { Installation } from '../../app/installation.ts';
import { readLastGoodTick } from '../../app/tick-memory.ts';
import { isEmptyPlan } from '../../core/bootstrap/bootstrap-plan.ts';
import { renderPlanText } from '../../core/bootstrap/render-plan.ts';
import { approvePlan } from '../approve-plan.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { withInstallation } from '../with-installation.ts';
import { bootstrapInput, showReport } from './bootstrap.ts';

type EnforceFlags = CommonFlags & { readonly yes?: boolean };

/** `reglament enforce on|off`. */
export function addEnforce(program: Command, context: CliContext): void {
  withCommonFlags(program.command('enforce'))
    .description('let the rules act and the forms bind people, or give back what that took over')
    .addArgument(new Argument('<switch>').choices(['on', 'off']))
    .option('--yes', 'ask nothing')
    .addHelpText('after', example('reglament enforce on', 'reglament enforce off --yes'))
    .action((to: 'on' | 'off', flags: EnforceFlags) =>
      withInstallation(context, flags, (installation) => turn(to, flags, { installation, context })),
    );
}

async function turn(
  to: 'on' | 'off',
  flags: EnforceFlags,
  { installation, context }: { readonly installation: Installation; readonly context: CliContext },
): Promise<void> {
  const { terminal, setExitCode } = context;
  const store = await installation.store('join');
  const input: EnforceInput = {
    ...(await bootstrapInput(installation, context)),
    ledger: store.ledger,
    daemonHealthyAt: await readLastGoodTick(store.state),
  };
  const plan = await planEnforcement(to, input);
  if (flags.json !== true) terminal.write(renderPlanText(plan));
  if (
    plan.problems.length === 0 &&
    !isEmptyPlan(plan) &&
    !(await approvePlan(terminal, flags.yes === true))
  ) {
    terminal.say('Nothing was changed.\n');
    setExitCode(exitCodes.refused);
    return;
  }
  showReport(await applyEnforcement(to, plan, input), flags, context);
}
