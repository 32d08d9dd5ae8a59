/** Keys and indices that lead from the top of a section (its name comes first) to a value. */
export type DocumentPath = readonly (string | number)[];

/** Something wrong in a pack, before it is known in which file and line: a check names only the value. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly path: DocumentPath;
  /** Point at the key (a wrong or superfluous one) instead of its value. */
  readonly atKey?: boolean;
  /** What is wrong, and what to do. */
  readonly message: string;
  readonly clause?: string;
}

/** Something wrong in a pack, with its place: lines and columns count from 1. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The place inside the file, e.g. `rules[3].do[0].text`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  readonly clause?: string;
}

/** One line for people: `rules.yaml:12:5: error: … [K 4.15]`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, message, clause } = diagnostic;
  return `${file}:${line}:${column}: ${severity}: ${message}${clause === undefined ? '' : ` [${clause}]`}`;
}

/** A path as people write it: `rules[3].do[0].text`. */
export function formatPath(path: DocumentPath): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`))
    .join('');
}

/** By file, then by place; errors before warnings at one place. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.severity.localeCompare(b.severity);
}
