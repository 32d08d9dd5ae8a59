import { resolve } from 'node:path';
import type { Command } from 'commander';
import { loadPack } from '../../app/load-pack.ts';
import { whatIf } from '../../app/what-if.ts';
import { AppError } from '../../core/app-error.ts';
import { parseCalendarChange, parseGoalChange } from '../../core/report/what-if/change-pack.ts';
import type { CliContext } from '../context.ts';
import { example } from '../flags.ts';
import { renderWhatIf } from '../views/what-if.ts';
import { withInstallation } from '../with-installation.ts';

interface WhatIfFlags {
  readonly config?: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly pack?: string;
  readonly overlay?: string;
  readonly goal: readonly string[];
  readonly calendar: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
}

/** `reglament what-if`. Here `--pack` and `--overlay` name the ones to compare with; the config names those in force. */
export function addWhatIf(program: Command, context: CliContext): void {
  const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];
  program
    .command('what-if')
    .description('judge the same period by another pack, goal or calendar; a workbook of what differs')
    .option('--config <file>', 'settings (default: config.json)')
    .option('--data <dir>', 'folder of the embedded store')
    .option('--pack <dir>', 'the pack to compare with, joined with the overlay in force')
    .option('--overlay <file>', 'the overlay to compare with, e.g. with other hours')
    .option('--goal <goal>', 'CLOCK.VALUE.VALUE=SPAN, may be repeated', collect, [])
    .option('--calendar <change>', 'CALENDAR=CALENDAR by ids of the pack, may be repeated', collect, [])
    .option('--from <date>', 'first day, YYYY-MM-DD, inclusive (default: the last full week)')
    .option('--to <date>', 'last day, YYYY-MM-DD, inclusive')
    .option('--out <dir>', "folder for the workbook (default: the config's)")
    .option('--json', 'print JSON for programs')
    .addHelpText(
      'after',
      example(
        'reglament what-if --goal resolution.error.high=12h',
        'reglament what-if --pack packs/draft --from 2026-11-01 --to 2026-11-30',
      ),
    )
    .action((flags: WhatIfFlags) => ask(flags, context));
}

async function ask(flags: WhatIfFlags, context: CliContext): Promise<void> {
  const { pack: packDir, overlay, goal, calendar, from, to, config, data } = flags;
  if (packDir === undefined && overlay === undefined && goal.length + calendar.length === 0)
    throw new AppError('input', 'What if what? Give --pack, --overlay, --goal or --calendar');
  if ((from === undefined) !== (to === undefined))
    throw new AppError('input', 'Give both --from and --to, or neither');
  await withInstallation(context, { config, data }, async (installation) => {
    const { pack, packFolder, overlayPath, templates, workbooks, clock, settings } = installation;
    const place = {
      folder: packDir === undefined ? packFolder : resolve(packDir),
      overlayPath: overlay === undefined ? (overlayPath ?? undefined) : resolve(overlay),
    };
    const isOther = packDir !== undefined || overlay !== undefined;
    const { file, figures } = await whatIf(
      { pack, templates, workbooks, store: await installation.store('read') },
      {
        change: {
          otherPack: isOther ? (await loadPack(place, context.files)).pack : null,
          goals: goal.map(parseGoalChange),
          calendars: calendar.map(parseCalendarChange),
        },
        days: from === undefined || to === undefined ? null : { fromOn: from, toOn: to },
        folder: flags.out === undefined ? settings.reportsFolder : resolve(flags.out),
        now: clock.now(),
      },
    );
    context.terminal.write(
      flags.json === true ? `${JSON.stringify({ file, figures })}\n` : renderWhatIf(file.path, figures),
    );
  });
}
