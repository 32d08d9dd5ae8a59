import type { DocumentPath, Problem } from '../diagnostic.ts';
import type { PackDocument } from '../pack-document.ts';

/** Finds the path of an object or list of the document. */
export type PathOf = (element: object) => DocumentPath;

/** What a check looks at: the pack under one position of its switches. */
export interface LintContext {
  readonly document: PackDocument;
  readonly switches: ReadonlyMap<string, boolean>;
  readonly pathOf: PathOf;
}

/** One thing that the linter proves about a pack; it finds every place where it does not hold. */
export type Check = (context: LintContext) => readonly Problem[];
