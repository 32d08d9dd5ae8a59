import { compose } from '../../src/composition.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What a command line came to. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, with its own environment, folder and a terminal that nobody sits at. */
export async function runCommand(
  argv: readonly string[],
  {
    env = {},
    cwd = process.cwd(),
  }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const terminal: Terminal = {
    write: (text) => {
      stdout += text;
    },
    say: (text) => {
      stderr += text;
    },
    canAsk: false,
    ask: () => Promise.reject(new Error('nobody is there to answer')),
    columns: 100,
    showsProgress: false,
  };
  const host = { env: { REGLAMENT_LOG: 'silent', ...env }, cwd: () => cwd, exitCode: 0, once: () => host };
  await runProgram(argv, compose(host as unknown as NodeJS.Process, terminal));
  return { code: host.exitCode, stdout, stderr };
}
