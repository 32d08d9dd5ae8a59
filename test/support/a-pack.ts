import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { formatDiagnostic } from '../../src/core/regulation/diagnostic.ts';

/** What a test changes in a pack: whole files by path (null takes one away), and an overlay. */
export interface PackOverrides {
  readonly files?: Readonly<Record<string, string | null>>;
  /** Replacements in files: path → [old text, new text] pairs; each old text must be there. */
  readonly edits?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly overlay?: string;
  /** Another pack folder than the small one: its name under `test/fixtures/packs`, or an absolute folder. */
  readonly pack?: string;
}

/** The YAML files of a pack folder by path inside it. */
function readPackFolder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.ya?ml$/.test(name),
  );
  return new Map(names.sort().map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

/** The files of a test pack with a test's changes. */
export function testPackFiles({ files = {}, edits = {}, pack = 'small' }: PackOverrides = {}): Map<
  string,
  string
> {
  const folder = pack.startsWith('/')
    ? pack
    : fileURLToPath(new URL(`../fixtures/packs/${pack}`, import.meta.url));
  const texts = readPackFolder(folder);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) texts.delete(path);
    else texts.set(path, text);
  }
  for (const [path, pairs] of Object.entries(edits)) {
    for (const [before, after] of pairs) {
      const text = texts.get(path) ?? '';
      if (!text.includes(before)) throw new Error(`${path} does not say: ${before}`);
      texts.set(
        path,
        text.replace(before, () => after),
      );
    }
  }
  return texts;
}

/** Packs compiled before, by what was asked for: compiling is the dearest part of most tests. */
const compiled = new Map<string, CompiledPack>();

/** Compiles a test pack (the small one by default) and fails loudly when it has an error. */
export function compileTestPack(overrides: PackOverrides = {}): CompiledPack {
  const asked = JSON.stringify(overrides);
  const pack = compiled.get(asked) ?? compileAnew(overrides);
  compiled.set(asked, pack);
  // What the core remembers of a pack it remembers by identity: each test has one of its own.
  return { ...pack };
}

function compileAnew(overrides: PackOverrides): CompiledPack {
  const overlay =
    overrides.overlay === undefined ? {} : { overlay: { path: 'overlay.yaml', text: overrides.overlay } };
  const { pack, diagnostics } = compilePack({ files: testPackFiles(overrides), ...overlay });
  if (pack === null)
    throw new Error(`the test pack is wrong:\n${diagnostics.map(formatDiagnostic).join('\n')}`);
  return pack;
}
