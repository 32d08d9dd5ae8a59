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
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a TypeScript file with arguments. What it says on stderr is shown when it ends before it was waited for. */
export function spawnScript(path: string, args: readonly string[]): ScriptProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints += text.toString();
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const exited = once(child, 'exit');
  return {
    process: child,
    lines,
    waitForLines: async (count) => {
      while (lines.length < count) {
        const isOver = await Promise.race([once(reader, 'line').then(() => false), exited.then(() => true)]);
        if (isOver && lines.length < count) throw new Error(`The script ended early: ${complaints}`);
      }
    },
    kill: async (signal) => {
      child.kill(signal);
      await exited;
    },
  };
}
