import type { Clock } from '../../src/app/ports.ts';
import { compose } from '../../src/composition.ts';
import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

/** What a command line came to. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command line runs. */
export interface CommandSurroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The system's unless given. */
  readonly clock?: Clock;
  /** What a person at the terminal answers, one after the other; none = nobody sits there. */
  readonly answers?: string[];
}

/** Runs a command line in this process, with its own environment, folder, clock and terminal. */
export async function runCommand(
  argv: readonly string[],
  { env = {}, cwd = process.cwd(), clock, answers }: CommandSurroundings = {},
): Promise<CommandResult> {
  let stdout = '';
  let stderr = '';
  const ask = (question: string): Promise<string> => {
    stderr += question;
    const answer = answers?.shift();
    return answer === undefined
      ? Promise.reject(new Error(`nobody answers: ${question}`))
      : Promise.resolve(answer);
  };
  const terminal: Terminal = {
    write: (text) => {
      stdout += text;
    },
    say: (text) => {
      stderr += text;
    },
    canAsk: answers !== undefined,
    ask,
    askSecret: ask,
    columns: 100,
    showsProgress: false,
  };
  const host = { env: { REGLAMENT_LOG: 'silent', ...env }, cwd: () => cwd, exitCode: 0, once: () => host };
  await runProgram(argv, compose(host as unknown as NodeJS.Process, terminal, clock));
  return { code: host.exitCode, stdout, stderr };
}
