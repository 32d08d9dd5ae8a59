import type { PrintedDocument } from '../schema/document.ts';
import { conditionReferences } from './condition-references.ts';
import type { PathOf } from './lint-context.ts';
import { namesIn } from './reference.ts';
import type { Reference } from './reference.ts';

/** Everything that a printed document names. */
export function* documentReferences(document: PrintedDocument, pathOf: PathOf): Generator<Reference> {
  for (const shown of document.kind === 'form' ? document.rows : document.columns) {
    yield { kind: 'document column', name: shown.field, path: [...pathOf(shown), 'field'] };
  }
  if (document.kind === 'form') return;
  if (document.when !== undefined) yield* conditionReferences(document.when, pathOf);
  if (document.kind === 'list') yield* namesIn('field', document.dates, pathOf);
  else {
    for (const way of document.by) {
      yield* namesIn('document column', way.equal, pathOf);
      if (way.similar !== undefined) {
        yield { kind: 'document column', name: way.similar, path: [...pathOf(way), 'similar'] };
      }
    }
  }
}
