import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
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
    askSecret: (question) => askSecret(question, host),
    columns: host.stdout.columns > 0 ? host.stdout.columns : 100,
    showsProgress: host.stderr.isTTY,
  };
}

/** readline echoes what is typed: it is given an output that shows nothing. */
async function askSecret(question: string, { stdin, stderr }: NodeJS.Process): Promise<string> {
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  if (stdin.isTTY) stderr.write(question);
  const readline = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  try {
    for await (const line of readline) return line;
    return '';
  } finally {
    readline.close();
    if (stdin.isTTY) stderr.write('\n');
  }
}
