import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A script of ours in a process of its own. */
export interface ScriptProcess {
  readonly process: ChildProcess;
  /** Every line it wrote to stdout so far. */
  readonly lines: readonly string[];
  /** Waits until it wrote so many lines. */
  waitForLines(count: number): Promise<void>;
  /** Tells each line as it comes. */
  onLine(listener: (line: string) => void): void;
  /** Writes a line to its stdin. */
  send(line: string): void;
  /** Resolves when it has ended, with what it complained about on stderr. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaints: string }>;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts a script with arguments, compiled or as it is written. What it says on stderr is shown when it ends before it
 * was waited for.
 */
export function spawnScript(
  path: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ScriptProcess {
  const child = spawn(
    process.execPath,
    [...(path.endsWith('.ts') ? ['--import', 'tsx'] : []), path, ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    },
  );
  // It may be killed while it is being told something.
  child.stdin.on('error', () => undefined);
  const lines: string[] = [];
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const exited = once(child, 'exit');
  const closed = once(child, 'close') as Promise<[number | null]>;
  return {
    process: child,
    lines,
    waitForLines: async (count) => {
      while (lines.length < count) {
        const isOver = await Promise.race([once(reader, 'line').then(() => false), exited.then(() => true)]);
        if (isOver && lines.length < count) throw new Error(`The script ended early: ${complaints}`);
      }
    },
    onLine: (listener) => {
      reader.on('line', listener);
    },
    send: (line) => {
      child.stdin.write(`${line}\n`);
    },
    ended: closed.then(([code]) => ({ code, complaints })),
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
