import { Command, CommanderError } from 'commander';
import { addAudit } from './commands/audit.ts';
import { addAct } from './commands/act.ts';
import { addBootstrap } from './commands/bootstrap.ts';
import { addDaemon } from './commands/daemon.ts';
import { addDoctor } from './commands/doctor.ts';
import { addEnforce } from './commands/enforce.ts';
import { addErase } from './commands/erase.ts';
import { addExplain } from './commands/explain.ts';
import { addInit } from './commands/init.ts';
import { addPack } from './commands/pack.ts';
import { addRelease } from './commands/release.ts';
import { addReport } from './commands/report.ts';
import { addRoster } from './commands/roster.ts';
import { addStatus } from './commands/status.ts';
import { addWhatIf } from './commands/what-if.ts';
import { addWorks } from './commands/works.ts';
import type { CliContext } from './context.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { renderError, renderErrorAsJson } from './views/error.ts';
import { AppError } from '../core/app-error.ts';

/**
 * Runs one command line (without node and script) and sets the exit code. Errors become one message on stderr, or
 * one JSON object on stdout with `--json`.
 */
export async function runProgram(argv: readonly string[], context: CliContext): Promise<void> {
  const program = buildProgram(context);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    context.setExitCode(reportError(error, argv.includes('--json'), context));
  }
}

function buildProgram(context: CliContext): Command {
  const { terminal } = context;
  const program = new Command('reglament')
    .description('Turns a written support regulation into a helpdesk that follows it.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        terminal.write(text);
      },
      writeErr: (text) => {
        terminal.say(text);
      },
    })
    .showHelpAfterError('(add --help for what is possible)');
  for (const add of [
    addInit,
    addDoctor,
    addBootstrap,
    addEnforce,
    addDaemon,
    addRelease,
    addAudit,
    addErase,
    addReport,
    addWhatIf,
    addRoster,
    addWorks,
    addAct,
    addExplain,
    addStatus,
    addPack,
  ])
    add(program, context);
  return program;
}

function reportError(error: unknown, asJson: boolean, { terminal }: CliContext): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.input;
  if (asJson) terminal.write(`${renderErrorAsJson(error)}\n`);
  else terminal.say(`${renderError(error)}\n`);
  return exitCodeOf(error instanceof AppError ? error.code : 'bug');
}
