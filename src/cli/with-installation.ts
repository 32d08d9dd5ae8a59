import type { Installation } from '../app/installation.ts';
import { formatDiagnostic } from '../core/regulation/diagnostic.ts';
import type { CliContext } from './context.ts';
import type { CommonFlags } from './flags.ts';

/** Opens what the flags name, says the pack's warnings once, and closes everything however the work ends. */
export async function withInstallation<Result>(
  context: CliContext,
  flags: CommonFlags,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const installation = await context.open(flags);
  try {
    for (const warning of installation.warnings) context.terminal.say(`${formatDiagnostic(warning)}\n`);
    return await work(installation);
  } finally {
    await installation.close();
  }
}
