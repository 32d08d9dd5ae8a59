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
}

/** A read pack: the document when every section is well-formed, and a way to say where its values stand. */
export interface ReadDocument {
  readonly document: PackDocument | null;
  readonly diagnostics: readonly Diagnostic[];
  /** The diagnostic of a problem whose path begins with the section's name (or `overlay`). */
  readonly place: (problem: Problem) => Diagnostic;
}

type Name = SectionName | 'overlay';

/** Parses the files, joins those of one section, checks each section against its schema. */
export function readDocument({ files, overlay }: PackFiles): ReadDocument {
  const diagnostics: Diagnostic[] = [];
  const sections = new Map<Name, SectionSource>();
  const parsed: Partial<Record<Name, unknown>> = { overlay: Overlay.parse({}) };
  const readAll = (entries: readonly (readonly [string, string])[]): YamlSource[] =>
    entries.flatMap(([file, text]) => {
      const read = readYaml(file, text);
      diagnostics.push(...read.diagnostics);
      return read.source === null ? [] : [read.source];
    });
  const take = (name: Name, schema: z.ZodType, sources: readonly YamlSource[]): void => {
    const [first, ...rest] = sources;
    if (first === undefined) return;
    const { section, diagnostics: found } = joinSection([first, ...rest]);
    sections.set(name, section);
    const checked = schema.safeParse(section.value ?? {});
    if (checked.success && found.length === 0) parsed[name] = checked.data;
    const problems = checked.success
      ? []
      : describeIssues({ schema, value: section.value ?? {} }, checked.error.issues);
    diagnostics.push(...found, ...problems.map((problem) => placeIn(section, problem, problem.path)));
  };

  const filesOf = groupBySection(files, diagnostics);
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    const entries = filesOf.get(name) ?? [];
    if (entries.length > 0) take(name, SECTIONS[name], readAll(entries));
    else if (OPTIONAL_SECTIONS.has(name)) parsed[name] = SECTIONS[name].parse({});
    else diagnostics.push(missingFile(name));
  }
  if (overlay !== undefined) {
    delete parsed.overlay;
    take('overlay', Overlay, readAll([[overlay.path, overlay.text]]));
  }
  const isWhole = [...Object.keys(SECTIONS), 'overlay'].every((name) => parsed[name as Name] !== undefined);
  return {
    document: isWhole ? (parsed as unknown as PackDocument) : null,
    diagnostics,
    place: (problem) => {
      const [name, ...path] = problem.path;
      const section = sections.get(name as Name);
      return section === undefined
        ? { ...unplaced(problem), file: `${String(name)}.yaml` }
        : placeIn(section, problem, path);
    },
  };
}

/** YAML files by section, in the order of their paths; a YAML file that is no section is a mistake. */
function groupBySection(
  files: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
): ReadonlyMap<SectionName, (readonly [string, string])[]> {
  const grouped = new Map<SectionName, (readonly [string, string])[]>();
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [, name] = /^([^/]+?)(?:\/.+)?\.ya?ml$/.exec(file) ?? [];
    if (name === undefined || name.startsWith('overlay')) continue;
    if (Object.hasOwn(SECTIONS, name)) {
      const entries = grouped.get(name as SectionName) ?? [];
      grouped.set(name as SectionName, [...entries, [file, text]]);
    } else {
      const message = `no section is called "${name}"; there is ${Object.keys(SECTIONS).join(', ')}`;
      diagnostics.push({ severity: 'error', file, line: 1, column: 1, path: '', message });
    }
  }
  return grouped;
}

function missingFile(name: SectionName): Diagnostic {
  const message = `a pack needs ${name}.yaml (or files in a folder ${name}/)`;
  return { severity: 'error', file: `${name}.yaml`, line: 1, column: 1, path: '', message };
}

function placeIn(section: SectionSource, problem: Problem, path: Problem['path']): Diagnostic {
  return { ...unplaced(problem), ...section.locate(path, problem.atKey) };
}

function unplaced({ severity, message, clause }: Problem): Diagnostic {
  const place = { file: '', line: 1, column: 1, path: '' };
  return { severity, ...place, message, ...(clause === undefined ? {} : { clause }) };
}
