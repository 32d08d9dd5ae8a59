import type { DocumentPath } from './diagnostic.ts';

/** Where each object and list of a document stands, found by the value itself. */
export interface ElementPaths {
  /** The path of an object or list of the document, or of a copy that was announced; empty for a stranger. */
  readonly pathOf: (element: object) => DocumentPath;
  /** Announces that `copy` stands where `original` does. */
  inherit(copy: object, original: object): void;
}

/** Notes the path of every object and list inside a document. */
export function indexPaths(document: object): ElementPaths {
  const paths = new Map<object, DocumentPath>();
  const visit = (value: unknown, path: DocumentPath): void => {
    if (typeof value !== 'object' || value === null) return;
    paths.set(value, path);
    for (const [key, child] of Object.entries(value)) {
      visit(child, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  visit(document, []);
  return {
    pathOf: (element) => paths.get(element) ?? [],
    inherit(copy, original) {
      paths.set(copy, paths.get(original) ?? []);
    },
  };
}
