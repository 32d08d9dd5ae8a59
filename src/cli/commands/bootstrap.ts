import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  applyBootstrap,
  type BootstrapChoices,
  type BootstrapInput,
  type BootstrapReport,
  planBootstrap,
} from '../../app/bootstrap.ts';
import type { Installation } from '../../app/installation.ts';
import { choicesOf, readPlan, requireUnchanged, writePlan } from '../../app/saved-plan.ts';
import { AppError } from '../../core/app-error.ts';
import { type BootstrapPlan, isEmptyPlan } from '../../core/bootstrap/bootstrap-plan.ts';
import { renderPlanMarkdown, renderPlanText } from '../../core/bootstrap/render-plan.ts';
import { approvePlan } from '../approve-plan.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderOutcome, renderWaiting } from '../views/plan.ts';
import { withInstallation } from '../with-installation.ts';

type BootstrapFlags = CommonFlags & {
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly markdown?: string;
  readonly out?: string;
  readonly apply?: string;
  readonly deactivateOrphans?: boolean;
  readonly allowMany?: boolean;
  readonly adopt?: readonly string[];
};

/** `reglament bootstrap`. */
export function addBootstrap(program: Command, context: CliContext): void {
  withCommonFlags(program.command('bootstrap'))
    .description('configure the helpdesk from the pack; only adds what is missing and mends what differs')
    .option('--plan', 'only show what would be done; exit code 2 when there is anything')
    .option('--out <file>', 'with --plan: also save the plan, to be applied later exactly as it is')
    .option('--apply <file>', 'apply a saved plan; refused when helpdesk, pack or overlay changed since')
    .option('--yes', 'ask nothing')
    .option('--markdown <file>', 'also write the plan as Markdown')
    .option('--allow-many', 'change more than 30 % of what is there')
    .option('--adopt <key=id...>', 'of several objects of one name, take this one (key as the plan shows it)')
    .option('--deactivate-orphans', 'switch off what was ours and is no longer in the pack; never deletes it')
    .addHelpText(
      'after',
      example(
        'reglament bootstrap --plan',
        'reglament bootstrap --plan --out plan.json --markdown plan.md',
        'reglament bootstrap --apply plan.json',
      ),
    )
    .action((flags: BootstrapFlags) =>
      withInstallation(context, flags, (installation) => run(flags, installation, context)),
    );
}

async function run(flags: BootstrapFlags, installation: Installation, context: CliContext): Promise<void> {
  const { terminal, setExitCode } = context;
  if (flags.apply !== undefined) {
    await applySaved(flags.apply, flags, { installation, context });
    return;
  }
  const choices: BootstrapChoices = {
    allowsMany: flags.allowMany === true,
    deactivatesOrphans: flags.deactivateOrphans === true,
    adopted: adoptedIn(flags.adopt ?? []),
  };
  const input = await bootstrapInput(installation, context);
  const plan = await planBootstrap(input, choices);
  if (flags.markdown !== undefined) await save(flags.markdown, renderPlanMarkdown(plan));
  if (flags.plan === true || flags.out !== undefined || isEmptyPlan(plan)) {
    if (flags.out !== undefined && plan.problems.length === 0) {
      await save(flags.out, writePlan(plan, choices, { ...input, ...installation.settings }));
      terminal.say(`Saved; apply it with "reglament bootstrap --apply ${flags.out}".\n`);
    }
    terminal.write(flags.json === true ? `${JSON.stringify({ plan })}\n` : renderPlanText(plan));
    setExitCode(planExitCode(plan));
    return;
  }
  if (flags.json !== true) terminal.write(renderPlanText(plan));
  if (plan.problems.length === 0 && !(await approvePlan(terminal, flags.yes === true))) {
    terminal.say('Nothing was changed.\n');
    setExitCode(exitCodes.refused);
    return;
  }
  const report = await applyBootstrap(plan, input, choices);
  showReport(report, flags, context);
}

/** A saved plan was looked at when it was saved: nothing is asked. */
async function applySaved(
  path: string,
  flags: BootstrapFlags,
  { installation, context }: { readonly installation: Installation; readonly context: CliContext },
): Promise<void> {
  const { terminal, files } = context;
  const { plan: isPlan, out, adopt, allowMany, deactivateOrphans } = flags;
  if ([isPlan, out, adopt, allowMany, deactivateOrphans].some((flag) => flag !== undefined)) {
    throw new AppError('input', '--apply takes the choices that were saved with the plan, no others');
  }
  const text = await files.readText(path).catch((cause: unknown) => {
    throw new AppError(
      'input',
      `${path}: cannot be read; save a plan with "bootstrap --plan --out ${path}"`,
      {
        cause,
      },
    );
  });
  const saved = readPlan(text, path);
  const input = await bootstrapInput(installation, context);
  const choices = choicesOf(saved);
  const plan = await planBootstrap(input, choices);
  requireUnchanged(saved, plan, { ...input, ...installation.settings });
  if (flags.json !== true) terminal.write(renderPlanText(plan));
  showReport(await applyBootstrap(plan, input, choices), flags, context);
}

async function save(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new AppError('input', `${path}: cannot be written`, { cause });
  }
}

/** What bootstrap and enforce work with; steps are told as they happen. */
export async function bootstrapInput(
  installation: Installation,
  { terminal }: CliContext,
): Promise<BootstrapInput> {
  const { pack, clock } = installation;
  return {
    pack,
    clock,
    configuration: await installation.configuration(),
    state: (await installation.store('join')).state,
    onOutcome: (outcome) => {
      terminal.say(renderOutcome(outcome));
    },
    onWaiting: (waiting) => {
      terminal.say(renderWaiting(waiting));
    },
  };
}

/** Says what became of a plan, and the exit code that goes with it. */
export function showReport(
  report: BootstrapReport,
  flags: CommonFlags,
  { terminal, setExitCode }: CliContext,
): void {
  if (flags.json === true) terminal.write(`${JSON.stringify(report)}\n`);
  else if (report.isComplete) terminal.write('Done; planning again finds nothing left to do.\n');
  else {
    const left = report.remaining === null ? '' : `\nLeft to do:\n${renderPlanText(report.remaining)}`;
    terminal.write(`Not everything was done; run it again when the cause is mended.${left}`);
  }
  setExitCode(report.isComplete ? exitCodes.done : exitCodes.partial);
}

function planExitCode(plan: BootstrapPlan): number {
  if (plan.problems.length > 0) return exitCodes.refused;
  return isEmptyPlan(plan) ? exitCodes.done : exitCodes.changes;
}

function adoptedIn(pairs: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at < 1 || at === pair.length - 1) {
        throw new AppError(
          'input',
          `--adopt ${pair}: write KEY=ID as the plan shows them, e.g. group:front=7`,
        );
      }
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}
