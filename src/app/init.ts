import { isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '../core/app-error.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { loadPack, type TextReader } from './load-pack.ts';

/** What an installation is begun with. Nothing secret is in it. */
export interface InitRequest {
  readonly helpdeskUrl: string;
  /** Absolute. */
  readonly packFolder: string;
  /** Absolute: where config and overlay are put. */
  readonly folder: string;
  /** Absolute: the published JSON Schemas, by which editors complete both files. */
  readonly schemasFolder: string;
}

/** The two files of a new installation. */
export interface InitFiles {
  readonly config: { readonly path: string; readonly text: string };
  readonly overlay: { readonly path: string; readonly text: string };
  readonly pack: CompiledPack;
}

const overlayExampleName = 'overlay.example.yaml';
const schemaComment = /^# yaml-language-server:.*\n/;

/**
 * Makes the config, and the overlay from the pack's example; a pack without one gets the list of what it expects.
 * @throws AppError `input` when the pack is wrong or the address holds a password.
 */
export async function prepareInstallation(request: InitRequest, files: TextReader): Promise<InitFiles> {
  const { packFolder, folder, schemasFolder } = request;
  const { pack } = await loadPack({ folder: packFolder }, files);
  const names = await files.listFiles(packFolder);
  const example = names.includes(overlayExampleName)
    ? await files.readText(join(packFolder, overlayExampleName))
    : listExpected(pack);
  const schemaOf = (name: string): string => pathFrom(folder, join(schemasFolder, name));
  const config = {
    $schema: schemaOf('config.schema.json'),
    helpdesk: { url: requireUrl(request.helpdeskUrl) },
    pack: pathFrom(folder, packFolder),
    overlay: 'overlay.yaml',
    store: { folder: 'data' },
    reports: { folder: 'out' },
  };
  return {
    config: { path: join(folder, 'config.json'), text: `${JSON.stringify(config, null, 2)}\n` },
    overlay: {
      path: join(folder, 'overlay.yaml'),
      text: `# yaml-language-server: $schema=${schemaOf('overlay.schema.json')}\n${example.replace(schemaComment, '')}`,
    },
    pack,
  };
}

function requireUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new AppError('input', `--url ${text}: write an address like https://helpdesk.example.org`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('input', '--url: an address must not hold a name or password; tokens are given apart');
  }
  return text;
}

function listExpected({ manifest }: CompiledPack): string {
  const lines = manifest.expects.map(({ id, summary }) => `# ${id}: ${summary}\n`);
  return `# What ${manifest.title} leaves to you:\n${lines.join('')}{}\n`;
}

/** Relative where that is shorter to read, with `/`; a path on another drive stays as it is. */
function pathFrom(folder: string, path: string): string {
  const way = relative(folder, resolve(path));
  return isAbsolute(way) ? path : way.replaceAll('\\', '/') || '.';
}
