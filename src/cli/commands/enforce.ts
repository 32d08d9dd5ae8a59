import type { Command } from 'commander';
import { Argument } from 'commander';
import { applyEnforcement, type EnforceInput, planEnforcement } from '../../app/enforce-switch.ts';
import { readEnforcingSince } from '../../app/enforcement.ts';
import type { Installation } from '../../app/installation.ts';
import { openDesk } from '../../app/open-desk.ts';
import { findLateLetters, releaseLate } from '../../app/catch-up.ts';
import { preview } from '../../app/preview.ts';
import { readLastGoodTick } from '../../app/tick-memory.ts';
import { AppError } from '../../core/app-error.ts';
import { isEmptyPlan } from '../../core/bootstrap/bootstrap-plan.ts';
import { renderPlanText } from '../../core/bootstrap/render-plan.ts';
import { runOnce } from '../../daemon/run-once.ts';
import { approvePlan } from '../approve-plan.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderLate, renderPreview } from '../views/preview.ts';
import { renderTick } from '../views/tick.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';
import { bootstrapInput, showReport } from './bootstrap.ts';

type EnforceFlags = CommonFlags & {
  readonly yes?: boolean;
  readonly once?: boolean;
  readonly observe?: boolean;
  readonly catchUp?: boolean;
};

interface Work {
  readonly installation: Installation;
  readonly context: CliContext;
}

/** `reglament enforce on|off`, `reglament enforce --once [--observe]`. */
export function addEnforce(program: Command, context: CliContext): void {
  withCommonFlags(program.command('enforce'))
    .description('let the rules act and the forms bind people, or give back what that took over')
    .addArgument(new Argument('[switch]', 'turn enforcing on or off').choices(['on', 'off']))
    .option('--once', 'one tick by the rules, without a daemon; needs enforcing to be on')
    .option('--observe', 'with --once: print what would be done, by clause; nothing is written')
    .option(
      '--catch-up',
      'send the letters to applicants that are too late by now; shows how many, then asks',
    )
    .option('--yes', 'ask nothing')
    .addHelpText(
      'after',
      example(
        'reglament enforce on',
        'reglament enforce off --yes',
        'reglament enforce --once --observe',
        'reglament enforce --catch-up',
      ),
    )
    .action((to: 'on' | 'off' | undefined, flags: EnforceFlags) => {
      const work = workOf(to, flags);
      return withInstallation(context, flags, (installation) => work(flags, { installation, context }));
    });
}

/** @throws AppError `input` where argument and flags do not say one thing. */
function workOf(
  to: 'on' | 'off' | undefined,
  { once, observe, catchUp }: EnforceFlags,
): (flags: EnforceFlags, work: Work) => Promise<void> {
  const isAlone = once === undefined && observe === undefined;
  if (to !== undefined && isAlone && catchUp === undefined) return (flags, work) => turn(to, flags, work);
  if (to === undefined && isAlone && catchUp === true) return sendLate;
  if (to === undefined && once === true && catchUp === undefined) {
    return observe === true ? showOwed : enforceOnce;
  }
  throw new AppError(
    'input',
    'Say one of: enforce on, enforce off, enforce --once, enforce --once --observe, enforce --catch-up',
  );
}

/** Promised here and sent by whoever makes the next tick, so it works beside a daemon. */
async function sendLate(flags: EnforceFlags, { installation, context }: Work): Promise<void> {
  const { terminal, setExitCode } = context;
  const desk = await openDesk(installation, await installation.store('join'));
  const late = await findLateLetters(desk);
  const count = late.rows.length;
  const isApproved = flags.yes === true;
  if (flags.json === true) terminal.write(`${JSON.stringify({ late: late.rows, released: isApproved })}\n`);
  else terminal.write(renderLate(late.rows, installation.pack));
  if (count === 0 || (flags.json === true && !isApproved)) {
    setExitCode(count === 0 ? exitCodes.done : exitCodes.changes);
    return;
  }
  if (!(await approvePlan(terminal, isApproved))) {
    terminal.say('No letter was released.\n');
    setExitCode(exitCodes.refused);
    return;
  }
  await releaseLate(late, installation.clock.now(), desk);
  if (flags.json !== true) terminal.write(`${count} late letter(s) released; the next tick sends them.\n`);
}

/** Beside a daemon too: it only reads. */
async function showOwed(flags: EnforceFlags, { installation, context }: Work): Promise<void> {
  const { terminal } = context;
  const desk = await openDesk(installation, await installation.store('join'));
  const found = await withProgress(terminal, ({ onPage }) => preview(desk, { onPage }));
  terminal.write(
    flags.json === true ? `${JSON.stringify(found)}\n` : renderPreview(found, installation.pack),
  );
}

async function enforceOnce(flags: EnforceFlags, { installation, context }: Work): Promise<void> {
  const { terminal, holder } = context;
  if ((await readEnforcingSince((await installation.store('write')).state)) === null) {
    throw new AppError(
      'refused',
      'Enforcing is off: turn it on with "reglament enforce on", or look with "reglament enforce --once --observe"',
    );
  }
  const report = await withProgress(terminal, ({ onPage }) => runOnce(installation, { holder, onPage }));
  terminal.write(flags.json === true ? `${JSON.stringify(report)}\n` : renderTick(report));
}

async function turn(to: 'on' | 'off', flags: EnforceFlags, { installation, context }: Work): Promise<void> {
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
