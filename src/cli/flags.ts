import type { Command } from 'commander';
import type { ConfigFlags } from '../config/load-config.ts';

/** Flags of every command that works on an installation. */
export type CommonFlags = ConfigFlags & { readonly json?: boolean };

/** Adds the flags that name an installation, and `--json`. */
export function withCommonFlags(command: Command): Command {
  return command
    .option('--config <file>', 'settings (default: config.json)')
    .option('--url <url>', 'address of the helpdesk; with --pack no settings file is needed')
    .option('--pack <dir>', 'folder of the regulation')
    .option('--overlay <file>', "the operator's overlay")
    .option('--data <dir>', 'folder of the embedded store')
    .option('--json', 'print JSON for programs');
}

/** Text that help shows below a command: each with an example. */
export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  $ ${line}`).join('\n')}\n`;
}
