import { AppError } from '../../../core/app-error.ts';
import type { ObjectKind } from '../../../core/bootstrap/desired-object.ts';

/** Kinds of objects that others point at. */
export type NamedKind = ObjectKind | 'email-address' | 'article-sender' | 'article-type';

/** Names and ids of the objects of one installation, both ways. */
export interface NameIndex {
  add(kind: NamedKind, id: string, name: string): void;
  has(kind: NamedKind, name: string): boolean;
  /** @throws AppError outside when nothing has the name */
  idOf(kind: NamedKind, name: string): string;
  /** The name; `#ID` when nothing has the id. */
  nameOf(kind: NamedKind, id: string): string;
}

// Seeded with every installation, never changed and listed by no endpoint (6.5).
const seeded: readonly (readonly [NamedKind, string, string])[] = [
  ['article-sender', '1', 'Agent'],
  ['article-sender', '2', 'Customer'],
  ['article-sender', '3', 'System'],
  ['article-type', '1', 'email'],
  ['article-type', '5', 'phone'],
  ['article-type', '10', 'note'],
  ['article-type', '11', 'web'],
];

export function createNameIndex(): NameIndex {
  const names = new Map<string, string>();
  const ids = new Map<string, string>();
  const index: NameIndex = {
    add(kind, id, name) {
      names.set(`${kind}:${id}`, name);
      ids.set(`${kind}:${name}`, id);
    },
    has: (kind, name) => ids.has(`${kind}:${name}`),
    idOf(kind, name) {
      const id = ids.get(`${kind}:${name}`) ?? /^#(\d+)$/.exec(name)?.[1];
      if (id === undefined) {
        throw new AppError('outside', `There is no ${kind} "${name}" in the helpdesk yet`, {
          details: { kind },
        });
      }
      return id;
    },
    nameOf: (kind, id) => names.get(`${kind}:${id}`) ?? `#${id}`,
  };
  for (const [kind, id, name] of seeded) index.add(kind, id, name);
  return index;
}
