import type { Installation } from '../app/installation.ts';
import type { CliContext } from './context.ts';
import type { CommonFlags } from './flags.ts';

/** Opens what the flags name, says once how many warnings the pack has, and closes everything however the work ends. */
export async function withInstallation<Result>(
  context: CliContext,
  flags: CommonFlags,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const installation = await context.open(flags);
  try {
    const { length } = installation.warnings;
    if (length > 0)
      context.terminal.say(`The pack has ${length} warning(s); \`reglament pack lint DIR\` lists them.\n`);
    return await work(installation);
  } finally {
    await installation.close();
  }
}
