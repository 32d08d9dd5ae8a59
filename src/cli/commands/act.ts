import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  cancelAct,
  findAct,
  issueAct,
  printAct,
  printActWithPassword,
  type IssuedAct,
} from '../../app/issue-act.ts';
import type { Installation } from '../../app/installation.ts';
import type { ActTools } from '../../app/make-act.ts';
import { pullFirst } from '../../app/pull-first.ts';
import { AppError } from '../../core/app-error.ts';
import type { CliContext } from '../context.ts';
import { type CommonFlags, example, withCommonFlags } from '../flags.ts';
import { renderAct, renderActs, renderIssuedAct } from '../views/act.ts';
import { withInstallation } from '../with-installation.ts';
import { withProgress } from '../with-progress.ts';

type IssueFlags = CommonFlags & {
  readonly ticket?: string;
  readonly from?: string;
  readonly to?: string;
  readonly out?: string;
};
type PrintFlags = CommonFlags & { readonly out?: string; readonly withPassword?: boolean };
type ListFlags = CommonFlags & { readonly year?: string };
type CancelFlags = CommonFlags & { readonly why: string };

/** `reglament act issue|print|list|show|cancel`. */
export function addAct(program: Command, context: CliContext): void {
  const act = program.command('act').description('numbered documents of the regulation, and their register');
  withCommonFlags(act.command('issue <document>'))
    .description('take the next number of the year and write the document as a page and a Word file')
    .option('--ticket <number>', 'the ticket it is about')
    .option('--from <date>', 'first day, YYYY-MM-DD, inclusive (default: the last full month)')
    .option('--to <date>', 'last day, YYYY-MM-DD, inclusive')
    .option('--out <dir>', "folder for the files (default: the config's)")
    .addHelpText(
      'after',
      example(
        'reglament act issue request-form --ticket 31042',
        'reglament act issue recurring-errors --from 2026-11-01 --to 2026-11-30',
      ),
    )
    .action((document: string, flags: IssueFlags) => issue(document, flags, context));
  withCommonFlags(act.command('print <number>'))
    .description('make the files of a registered act again')
    .option(
      '--out <path>',
      "folder for the files (default: the config's); with --with-password the page itself",
    )
    .option('--with-password', 'ask for a password and show it on this one page; it is stored nowhere')
    .addHelpText(
      'after',
      example('reglament act print 17/2026', 'reglament act print 17/2026 --with-password --out copy.html'),
    )
    .action((number: string, flags: PrintFlags) => print(number, flags, context));
  withCommonFlags(act.command('list'))
    .description('the register: every number, what it is about, what was cancelled')
    .option('--year <year>', 'one year only')
    .addHelpText('after', example('reglament act list --year 2026'))
    .action((flags: ListFlags) => list(flags, context));
  withCommonFlags(act.command('show <number>'))
    .description('one act of the register')
    .addHelpText('after', example('reglament act show 17/2026'))
    .action((number: string, flags: CommonFlags) => show(number, flags, context));
  withCommonFlags(act.command('cancel <number>'))
    .description('cancel an act: its number stays taken, later copies say why')
    .requiredOption('--why <reason>', 'the reason, as it will stand on the copies')
    .addHelpText('after', example('reglament act cancel 17/2026 --why "issued for the wrong ticket"'))
    .action((number: string, flags: CancelFlags) => cancel(number, flags, context));
}

async function issue(documentId: string, flags: IssueFlags, context: CliContext): Promise<void> {
  const about = aboutOf(flags);
  await withInstallation(context, flags, async (installation) => {
    const store = await installation.store('join');
    await withProgress(context.terminal, (progress) => pullFirst(installation, store, progress));
    const { clock, settings } = installation;
    const folder = flags.out === undefined ? settings.reportsFolder : resolve(flags.out);
    const request = { documentId, now: clock.now(), folder, ...about };
    const tools = await toolsOf(installation);
    const issued = await withProgress(context.terminal, ({ onText }) =>
      issueAct(request, { ...tools, onText }),
    );
    writeIssued(issued, flags, context);
  });
}

function aboutOf({
  ticket,
  from,
  to,
}: IssueFlags):
  | { readonly ticketNumber: string }
  | { readonly days: { readonly fromOn: string; readonly toOn: string } | null } {
  if (ticket !== undefined && (from !== undefined || to !== undefined))
    throw new AppError(
      'input',
      'An act is about a ticket or about a period: give --ticket, or --from and --to',
    );
  if (ticket !== undefined) return { ticketNumber: ticket };
  if (from === undefined && to === undefined) return { days: null };
  if (from === undefined || to === undefined)
    throw new AppError('input', 'Give both --from and --to, or neither');
  return { days: { fromOn: from, toOn: to } };
}

async function print(number: string, flags: PrintFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const tools = await toolsOf(installation);
    const act = await findAct(number, tools.store);
    if (flags.withPassword === true) return printSecret(act, flags, { context, installation, tools });
    const { reportsFolder } = installation.settings;
    const folder = flags.out === undefined ? reportsFolder : resolve(flags.out);
    const printed = await withProgress(context.terminal, ({ onText }) =>
      printAct(act, folder, { ...tools, onText }),
    );
    writeIssued(printed, flags, context);
  });
}

async function printSecret(
  act: IssuedAct['act'],
  flags: PrintFlags,
  {
    context,
    installation,
    tools,
  }: {
    readonly context: CliContext;
    readonly installation: Installation;
    readonly tools: ActTools;
  },
): Promise<void> {
  if (flags.out === undefined)
    throw new AppError(
      'input',
      'Name the page that will show the password: --out copy.html; delete it once printed',
    );
  const password = await context.terminal.askSecret('Password to print (not shown, not stored): ');
  const path = await printActWithPassword(
    act,
    { password, path: resolve(flags.out), now: installation.clock.now() },
    tools,
  );
  context.terminal.write(flags.json === true ? `${JSON.stringify({ path })}\n` : `${path}\n`);
  context.terminal.say('This page shows a password: print it, then delete it.\n');
}

async function list(flags: ListFlags, context: CliContext): Promise<void> {
  const year = flags.year === undefined ? null : Number(flags.year);
  if (year !== null && !/^\d{4}$/.test(flags.year ?? ''))
    throw new AppError('input', `"${flags.year ?? ''}" is no year; write e.g. 2026`);
  await withInstallation(context, flags, async (installation) => {
    const acts = await (await installation.store('read')).acts.list(year);
    context.terminal.write(
      flags.json === true ? `${JSON.stringify(acts)}\n` : renderActs(acts, installation.pack),
    );
  });
}

async function show(number: string, flags: CommonFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const act = await findAct(number, await installation.store('read'));
    context.terminal.write(
      flags.json === true ? `${JSON.stringify(act)}\n` : renderAct(act, installation.pack),
    );
  });
}

async function cancel(number: string, flags: CancelFlags, context: CliContext): Promise<void> {
  await withInstallation(context, flags, async (installation) => {
    const { pack, clock } = installation;
    const store = await installation.store('join');
    const known = await findAct(number, store);
    const act = await cancelAct(known, { why: flags.why, now: clock.now() }, { pack, store });
    context.terminal.write(flags.json === true ? `${JSON.stringify(act)}\n` : renderAct(act, pack));
  });
}

async function toolsOf(installation: Installation): Promise<ActTools> {
  const { pack, documents } = installation;
  return {
    pack,
    documents,
    store: await installation.store('join'),
    helpdesk: await installation.helpdesk(),
  };
}

function writeIssued(issued: IssuedAct, flags: CommonFlags, { terminal }: CliContext): void {
  terminal.write(flags.json === true ? `${JSON.stringify(issued)}\n` : renderIssuedAct(issued));
  if (issued.differing.length > 0) {
    terminal.say(
      `${issued.differing.join(' and ')} differ from what was issued: somebody changed a text in the helpdesk since.\n`,
    );
  }
}
