import { AppError } from '../core/app-error.ts';
import { compilePack } from '../core/regulation/compile-pack.ts';
import type { Compilation } from '../core/regulation/compile-pack.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { formatDiagnostic } from '../core/regulation/diagnostic.ts';
import type { Diagnostic } from '../core/regulation/diagnostic.ts';
import type { PackFiles } from '../core/regulation/read-document.ts';

/** Reads text files; the caller brings the file system (or anything that looks like one). */
export interface TextReader {
  /** Paths of all files inside a folder and its subfolders, relative to it, with `/`. */
  readonly listFiles: (folder: string) => Promise<readonly string[]>;
  /** The text of a file; bytes that are not UTF-8 come as U+FFFD. */
  readonly readText: (path: string) => Promise<string>;
}

/** Where a pack lies, and the operator's overlay when there is one. */
export interface PackPlace {
  readonly folder: string;
  readonly overlayPath?: string | undefined;
  /** Where report and document templates lie; left out, nobody looks whether those the pack names are there. */
  readonly templatesFolder?: string | undefined;
}

/**
 * Reads and compiles a pack's folder; what its files say wrong comes back as diagnostics.
 * @throws AppError `input` when the folder or the overlay cannot be read.
 */
export async function checkPack(place: PackPlace, reader: TextReader): Promise<Compilation> {
  const { folder, overlayPath } = place;
  const given = await readTemplates(place, reader);
  const names = await readOr(reader.listFiles(folder), `${folder}: no folder with a pack can be read there`);
  const files = new Map<string, string>();
  for (const name of names.filter((each) => /\.ya?ml$/.test(each))) {
    files.set(name, await readOr(reader.readText(`${folder}/${name}`), `${folder}/${name}: cannot be read`));
  }
  if (overlayPath === undefined) return compilePack({ files, ...given });
  const text = await readOr(reader.readText(overlayPath), `${overlayPath}: the overlay cannot be read`);
  return compilePack({ files, ...given, overlay: { path: overlayPath, text } });
}

/**
 * The pack of a folder, fit for use.
 * @throws AppError `input` when something cannot be read, or with every error of its files (`details.diagnostics`).
 */
export async function loadPack(
  place: PackPlace,
  reader: TextReader,
): Promise<{ readonly pack: CompiledPack; readonly warnings: readonly Diagnostic[] }> {
  const { pack, diagnostics } = await checkPack(place, reader);
  if (pack !== null) return { pack, warnings: diagnostics };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const list = errors.map((error) => `  ${formatDiagnostic(error)}`).join('\n');
  throw new AppError('input', `${place.folder}: the pack has ${errors.length} error(s):\n${list}`, {
    details: { diagnostics },
  });
}

async function readTemplates(
  { templatesFolder }: PackPlace,
  reader: TextReader,
): Promise<Pick<PackFiles, 'templates' | 'layouts' | 'wordLanguages'>> {
  if (templatesFolder === undefined) return {};
  const names = await readOr(
    reader.listFiles(templatesFolder),
    `${templatesFolder}: no folder with templates can be read there`,
  );
  const documents = names.flatMap((name) => /^documents\/(.+)$/.exec(name)?.[1] ?? []);
  const languages = names.flatMap((name) => /^words\/(.+)\.yaml$/.exec(name)?.[1] ?? []);
  const layouts = new Map<string, string>();
  for (const name of names.filter((each) => /^[^/]+\.yaml$/.test(each))) {
    const path = `${templatesFolder}/${name}`;
    layouts.set(name.replace('.yaml', ''), await readOr(reader.readText(path), `${path}: cannot be read`));
  }
  return { templates: new Set(documents), layouts, wordLanguages: new Set(languages) };
}

async function readOr<Result>(reading: Promise<Result>, message: string): Promise<Result> {
  try {
    return await reading;
  } catch (cause) {
    throw new AppError('input', message, { cause });
  }
}
