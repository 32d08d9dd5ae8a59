import type { z } from 'zod';
import type { Diagnostic, Problem } from './diagnostic.ts';
import { OPTIONAL_SECTIONS, SECTIONS } from './pack-document.ts';
import type { PackDocument, SectionName } from './pack-document.ts';
import { Overlay } from './schema/manifest.ts';
import { joinSection } from './source/section-source.ts';
import type { SectionSource } from './source/section-source.ts';
import { describeIssues } from './source/schema-issues.ts';
import { readYaml } from './source/yaml-source.ts';
import type { YamlSource } from './source/yaml-source.ts';

/** The texts of a pack's files by path inside its folder, and the operator's overlay when there is one. */
export interface PackFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly overlay?: { readonly path: string; readonly text: string } | undefined;
  /** Names of the files in the folder of document templates; left out when nobody knows them. */
  readonly templates?: ReadonlySet<string> | undefined;
  /** The texts of the report layouts by name; left out when nobody knows them. */
  readonly layouts?: ReadonlyMap<string, string> | undefined;
  /** Languages in which reports have words of their own; left out when nobody knows them. */
  readonly wordLanguages?: ReadonlySet<string> | undefined;
}

/** A read pack: the document when every section is well-formed, and a way to say where its values stand. */
export interface ReadDocument {
  readonly document: PackDocument | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The diagnostic of a problem whose path begins with the section's name (or `overlay`). */
  readonly place: (problem: Problem) => Diagnostic;
}

/** A file of a section: its path and text. */
type File = readonly [path: string, text: string];

/** One section as read: `value` is undefined when it cannot be used. */
interface ReadSection {
  readonly value: unknown;
  readonly source: SectionSource | null;
  readonly diagnostics: readonly Diagnostic[];
}

const SECTION_NAMES = Object.keys(SECTIONS) as readonly SectionName[];

/** Parses the files, joins those of one section, checks each section against its schema. */
export function readDocument({ files, overlay }: PackFiles): ReadDocument {
  const { filesOf, strangers } = groupBySection(files);
  const sections = new Map<string, ReadSection>([
    ...SECTION_NAMES.map((name) => [name, readNamedSection(name, filesOf.get(name) ?? [])] as const),
    [
      'overlay',
      overlay === undefined ? absent(Overlay) : readSection(Overlay, [[overlay.path, overlay.text]]),
    ],
  ]);
  const values = [...sections].map(([name, { value }]) => [name, value] as const);
  const isWhole = values.every(([, value]) => value !== undefined);
  return {
    document: isWhole ? (Object.fromEntries(values) as unknown as PackDocument) : null,
    diagnostics: [...strangers, ...[...sections.values()].flatMap(({ diagnostics }) => diagnostics)],
    place: (problem) => {
      const [name, ...path] = problem.path;
      const source = sections.get(String(name))?.source ?? null;
      return source === null
        ? unplaced(problem, `${String(name)}.yaml`)
        : placeIn(source, { ...problem, path });
    },
  };
}

function readNamedSection(name: SectionName, files: readonly File[]): ReadSection {
  if (files.length > 0) return readSection(SECTIONS[name], files);
  if (OPTIONAL_SECTIONS.has(name)) return absent(SECTIONS[name]);
  const message = `a pack needs ${name}.yaml (or files in a folder ${name}/)`;
  return { value: undefined, source: null, diagnostics: [wholeFile(`${name}.yaml`, message)] };
}

/** A section that is left out: what its schema takes by default. */
function absent(schema: z.ZodType): ReadSection {
  return { value: schema.parse({}), source: null, diagnostics: [] };
}

function readSection(schema: z.ZodType, files: readonly File[]): ReadSection {
  const read = files.map(([path, text]) => readYaml(path, text));
  const diagnostics = read.flatMap((each) => each.diagnostics);
  const [first, ...rest] = read.flatMap(({ source }): readonly YamlSource[] =>
    source === null ? [] : [source],
  );
  if (first === undefined) return { value: undefined, source: null, diagnostics };
  const { section, diagnostics: clashes } = joinSection([first, ...rest]);
  const value = section.value ?? {};
  const checked = schema.safeParse(value);
  const problems = checked.success ? [] : describeIssues({ schema, value }, checked.error.issues);
  const found = [...diagnostics, ...clashes, ...problems.map((problem) => placeIn(section, problem))];
  return { value: found.length === 0 ? checked.data : undefined, source: section, diagnostics: found };
}

/** YAML files by section, in the order of their paths; a YAML file that is no section is a mistake. */
function groupBySection(files: ReadonlyMap<string, string>): {
  readonly filesOf: ReadonlyMap<SectionName, readonly File[]>;
  readonly strangers: readonly Diagnostic[];
} {
  const filesOf = new Map<SectionName, readonly File[]>();
  const strangers: Diagnostic[] = [];
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, name] = /^([^/]+?)(?:\/.+)?\.ya?ml$/.exec(path) ?? [];
    if (name === undefined || name.startsWith('overlay')) continue;
    const section = SECTION_NAMES.find((each) => each === name);
    if (section === undefined) {
      strangers.push(wholeFile(path, `no section is called "${name}"; there is ${SECTION_NAMES.join(', ')}`));
    } else filesOf.set(section, [...(filesOf.get(section) ?? []), [path, text]]);
  }
  return { filesOf, strangers };
}

function placeIn(source: SectionSource, problem: Problem): Diagnostic {
  return { ...unplaced(problem, ''), ...source.locate(problem.path, problem.atKey) };
}

function unplaced({ severity, message, clause }: Problem, file: string): Diagnostic {
  return { ...wholeFile(file, message), severity, ...(clause === undefined ? {} : { clause }) };
}

function wholeFile(file: string, message: string): Diagnostic {
  return { severity: 'error', file, line: 1, column: 1, path: '', message };
}
