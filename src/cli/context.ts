import type { ConfigFlags } from '../config/load-config.ts';
import type { Installation } from '../app/installation.ts';
import type { TextReader } from '../app/load-pack.ts';
import type { Terminal } from './terminal.ts';

/** What every command is given; the composition root builds it. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly files: TextReader;
  /** Where report and document templates lie. */
  readonly templatesFolder: string;
  /** Opens what the config names; nothing is contacted before a command asks for it. */
  readonly open: (flags: ConfigFlags) => Promise<Installation>;
  /** Ends the process with this code once the output is written. */
  readonly setExitCode: (code: number) => void;
  /** Resolves with the signal's name when the process is asked to stop; from then on it does not end by itself. */
  readonly stopRequested: () => Promise<string>;
  /** Names this process to others. */
  readonly holder: string;
}
