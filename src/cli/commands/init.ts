import { access, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { type InitFiles, prepareInstallation } from '../../app/init.ts';
import { AppError } from '../../core/app-error.ts';
import { packageFolder } from '../../package-folder.ts';
import type { CliContext } from '../context.ts';
import { example } from '../flags.ts';

const schemasFolder = join(packageFolder, 'schemas');

interface InitFlags {
  readonly url?: string;
  readonly pack?: string;
  readonly dir: string;
  readonly json?: boolean;
}

/** `reglament init`. */
export function addInit(program: Command, context: CliContext): void {
  program
    .command('init')
    .description('write config.json and overlay.yaml for a helpdesk; asks for what no flag says')
    .option('--url <url>', 'address of the helpdesk')
    .option('--pack <dir>', 'folder of the regulation')
    .option('--dir <dir>', 'where to put both files', '.')
    .option('--json', 'print JSON for programs')
    .addHelpText(
      'after',
      example(
        'reglament init',
        'reglament init --url https://helpdesk.example.org --pack mappings/kyiv-public-budget',
      ),
    )
    .action((flags: InitFlags) => init(flags, context));
}

async function init(flags: InitFlags, { terminal, files }: CliContext): Promise<void> {
  const folder = resolve(flags.dir);
  await refuseExisting(folder);
  const helpdeskUrl = flags.url ?? (await ask('--url', 'Address of the helpdesk (https://…): ', terminal));
  const pack = flags.pack ?? (await ask('--pack', 'Folder of the regulation (mappings/…): ', terminal));
  const made = await prepareInstallation(
    { helpdeskUrl, packFolder: resolve(pack), folder, schemasFolder },
    files,
  );
  await mkdir(folder, { recursive: true });
  // Whoever was quicker keeps their file: `wx` never overwrites.
  for (const { path, text } of [made.overlay, made.config]) await writeNew(path, text);
  terminal.write(flags.json === true ? `${JSON.stringify(pathsOf(made))}\n` : describe(made));
}

function pathsOf({ config, overlay, pack }: InitFiles): object {
  return { config: config.path, overlay: overlay.path, pack: pack.manifest.id, next: 'reglament doctor' };
}

function describe({ config, overlay, pack }: InitFiles): string {
  return `${pack.manifest.title}, version ${pack.manifest.version}

  ${config.path}
  ${overlay.path}

Next:
  1. Put the tokens into REGLAMENT_ADMIN_TOKEN and REGLAMENT_SERVICE_TOKEN, or into files that
     helpdesk.adminTokenFile and helpdesk.serviceTokenFile of the config name; never into the config.
  2. Fill in the overlay: what the regulation leaves to you.
  3. reglament doctor --config ${config.path}
`;
}

async function refuseExisting(folder: string): Promise<void> {
  for (const path of [join(folder, 'config.json'), join(folder, 'overlay.yaml')]) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) throw alreadyThere(path);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(path);
    throw new AppError('input', `${path}: cannot be written`, { cause });
  }
}

function alreadyThere(path: string): AppError {
  return new AppError(
    'refused',
    `${path} is there already and is not overwritten; move it away, or give --dir`,
  );
}

async function ask(flag: string, question: string, terminal: CliContext['terminal']): Promise<string> {
  if (!terminal.canAsk) throw new AppError('input', `Give ${flag}: there is no terminal to ask at`);
  return (await terminal.ask(question)).trim();
}
