import type { Command } from 'commander';
import { type HeldSelection, listHeld, releaseHeld } from '../../app/release.ts';
import { AppError } from '../../core/app-error.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderHeld } from '../views/held.ts';
import { withInstallation } from '../with-installation.ts';

type ReleaseFlags = CommonFlags & {
  readonly key?: readonly string[];
  readonly rule?: readonly string[];
  readonly all?: boolean;
};

/** `reglament release`. */
export function addRelease(program: Command, context: CliContext): void {
  const { terminal } = context;
  withCommonFlags(program.command('release'))
    .description('list what caps hold back, or let it go: each is sent once by the next tick, if still owed')
    .option('--key <key...>', 'release these, by the keys that the list shows')
    .option('--rule <rule...>', 'release all that these rules are held for')
    .option('--all', 'release everything')
    .addHelpText(
      'after',
      example('reglament release', 'reglament release --rule state-letter', 'reglament release --all'),
    )
    .action((flags: ReleaseFlags) => {
      const selection = selectionIn(flags);
      return withInstallation(context, flags, async (installation) => {
        const { pack, clock } = installation;
        const store = await installation.store(selection === null ? 'read' : 'join');
        const effects =
          selection === null ? await listHeld(store) : await releaseHeld(store, selection, clock.now());
        const what = selection === null ? 'held' : 'released';
        terminal.write(
          flags.json === true
            ? `${JSON.stringify({ [what]: effects })}\n`
            : renderHeld(effects, what, pack.manifest.zone),
        );
      });
    });
}

/** Null: only list. */
function selectionIn({ key, rule, all }: ReleaseFlags): HeldSelection | null {
  const given: readonly HeldSelection[] = [
    ...(key === undefined ? [] : [{ keys: key }]),
    ...(rule === undefined ? [] : [{ rules: rule }]),
    ...(all === true ? (['all'] as const) : []),
  ];
  if (given.length > 1) throw new AppError('input', 'Give one of --key, --rule and --all');
  return given[0] ?? null;
}
