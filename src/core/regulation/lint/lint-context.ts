import type { DocumentPath, Problem } from '../diagnostic.ts';
import type { PackDocument } from '../pack-document.ts';

/** What a check looks at: the pack under one position of its switches. */
export interface LintContext {
  readonly document: PackDocument;
  readonly switches: ReadonlyMap<string, boolean>;
  readonly pathOf: (element: object) => DocumentPath;
}

/** One thing that the linter proves about a pack; it finds every place where it does not hold. */
export type Check = (context: LintContext) => readonly Problem[];
