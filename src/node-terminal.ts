import { createInterface } from 'node:readline/promises';
import type { Terminal } from './cli/terminal.ts';

/** The terminal of a Node process: results to stdout, remarks and questions to stderr. */
export function createNodeTerminal(host: NodeJS.Process): Terminal {
  return {
    write: (text) => void host.stdout.write(text),
    say: (text) => void host.stderr.write(text),
    canAsk: host.stdin.isTTY && host.stderr.isTTY,
    ask: async (question) => {
      const readline = createInterface({ input: host.stdin, output: host.stderr });
      try {
        return await readline.question(question);
      } finally {
        readline.close();
      }
    },
    columns: host.stdout.columns > 0 ? host.stdout.columns : 100,
    showsProgress: host.stderr.isTTY,
  };
}
