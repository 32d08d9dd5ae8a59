import type { Diagnostic, DocumentPath } from '../diagnostic.ts';
import { formatPath } from '../diagnostic.ts';
import type { YamlSource } from './yaml-source.ts';

/** One section of a pack: a file, or several joined, and from where each value of it came. */
export interface SectionSource {
  readonly value: unknown;
  /** File and place of a value (or its key) of the joined section. */
  locate(path: DocumentPath, atKey?: boolean): Pick<Diagnostic, 'file' | 'line' | 'column' | 'path'>;
}

/** From where a list of the joined section comes: its items from `start` on are those of the source. */
interface Part {
  readonly source: YamlSource;
  readonly start: number;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Joins the files of a section: lists of one name are concatenated in the order of the files, everything else may
 * stand in one file only.
 */
export function joinSection(sources: readonly [YamlSource, ...YamlSource[]]): {
  readonly section: SectionSource;
  readonly diagnostics: readonly Diagnostic[];
} {
  const [first] = sources;
  if (sources.length === 1) return { section: sectionOf(first.value, () => [first, 0]), diagnostics: [] };
  const joined: Record<string, unknown> = {};
  const parts = new Map<string, Part[]>();
  const diagnostics: Diagnostic[] = [];
  for (const source of sources) {
    if (!isMapping(source.value)) {
      diagnostics.push(diagnose(source, [], 'should be a mapping of keys'));
      continue;
    }
    for (const [key, value] of Object.entries(source.value)) {
      const before = joined[key];
      if (before === undefined) {
        joined[key] = value;
        parts.set(key, [{ source, start: 0 }]);
      } else if (Array.isArray(before) && Array.isArray(value)) {
        parts.get(key)?.push({ source, start: before.length });
        joined[key] = [...(before as unknown[]), ...(value as unknown[])];
      } else {
        diagnostics.push(diagnose(source, [key], `"${key}" stands in another file of this section too`));
      }
    }
  }
  const section = sectionOf(joined, (key, index) => {
    const part = parts.get(key)?.findLast(({ start }) => start <= index);
    return part === undefined ? [first, 0] : [part.source, part.start];
  });
  return { section, diagnostics };
}

function sectionOf(
  value: unknown,
  originOf: (key: string, index: number) => readonly [source: YamlSource, start: number],
): SectionSource {
  return {
    value,
    locate(path, atKey) {
      const [key, index] = path;
      const [source, start] = originOf(String(key), typeof index === 'number' ? index : 0);
      const inFile =
        typeof index === 'number' && start > 0
          ? [...path.slice(0, 1), index - start, ...path.slice(2)]
          : path;
      return { file: source.file, ...source.locate(inFile, atKey), path: formatPath(inFile) };
    },
  };
}

function diagnose(source: YamlSource, path: DocumentPath, message: string): Diagnostic {
  const place = { file: source.file, ...source.locate(path, true), path: formatPath(path) };
  return { severity: 'error', ...place, message };
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
