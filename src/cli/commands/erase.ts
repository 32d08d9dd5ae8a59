import type { Command } from 'commander';
import { erasePerson, findErasable } from '../../app/erase.ts';
import { openDesk } from '../../app/open-desk.ts';
import { AppError } from '../../core/app-error.ts';
import { approvePlan } from '../approve-plan.ts';
import type { CliContext } from '../context.ts';
import { exitCodes } from '../exit-codes.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderMinute } from '../views/local-time.ts';
import { renderTable } from '../views/table.ts';
import { withInstallation } from '../with-installation.ts';

type EraseFlags = CommonFlags & { readonly ground: string; readonly yes?: boolean };

/** `reglament erase APPLICANT`. */
export function addErase(program: Command, context: CliContext): void {
  withCommonFlags(program.command('erase'))
    .description('take a person out of what is stored; figures stay, and the ledger says on which ground')
    .argument('<applicant>', "the person's id in the helpdesk, where they must be deleted first")
    .requiredOption('--ground <text>', 'why: an act, a request by its number; name no person in it')
    .option('--yes', 'ask nothing')
    .addHelpText(
      'after',
      example('reglament erase 4711 --ground "Request 12/2026 under the data protection law"'),
    )
    .action((applicantId: string, flags: EraseFlags) => erase(applicantId, flags, context));
}

async function erase(applicantId: string, flags: EraseFlags, context: CliContext): Promise<void> {
  const { terminal, setExitCode } = context;
  const ground = flags.ground.trim();
  if (ground === '') throw new AppError('input', '--ground: say why; it goes into the ledger');
  await withInstallation(context, flags, async (installation) => {
    const desk = await openDesk(installation, await installation.store('join'));
    const found = await findErasable(applicantId, desk);
    const { zone } = installation.pack.manifest;
    if (flags.json !== true) {
      const rows = found.tickets.map(({ number, createdAt }) => [number, renderMinute(createdAt, zone)]);
      const table = renderTable([{ title: 'ticket' }, { title: 'registered' }], rows);
      terminal.write(`${table}\n${rows.length} ticket(s) lose this person for good (times: ${zone})\n`);
    }
    if (!(await approvePlan(terminal, flags.yes === true))) {
      terminal.say('Nothing was erased.\n');
      setExitCode(exitCodes.refused);
      return;
    }
    const { tickets } = await erasePerson(applicantId, ground, desk);
    terminal.write(
      flags.json === true
        ? `${JSON.stringify({ tickets })}\n`
        : 'Erased; workbooks and acts issued before are files of yours and were left alone.\n',
    );
  });
}
