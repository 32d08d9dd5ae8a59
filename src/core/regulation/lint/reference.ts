import type { DocumentPath } from '../diagnostic.ts';
import type { PathOf } from './lint-context.ts';

/** What a name in a pack can be the name of. */
export type NameKind =
  | 'field'
  | 'type'
  | 'priority'
  | 'group'
  | 'state'
  | 'clock'
  | 'notice'
  | 'intake'
  | 'text'
  | 'calendar'
  | 'address'
  | 'role'
  | 'switch'
  | 'state kind'
  | 'clock state'
  | 'user group'
  | 'overview column'
  | 'report column'
  | 'expected value'
  | 'document'
  | 'document column'
  | 'report group'
  | 'measure';

/** A single value that a field is compared with or set to. */
export type PlainValue = string | number | boolean | null;

/** A place where a pack names one of its things. */
export interface NameReference {
  readonly kind: NameKind;
  readonly name: string;
  readonly path: DocumentPath;
  readonly atKey?: boolean;
}

/** A place where a pack gives a field a value or compares it with one. */
export interface ValueReference {
  readonly kind: 'value';
  readonly field: string;
  readonly value: PlainValue;
  readonly path: DocumentPath;
}

/** Either of the two. */
export type Reference = NameReference | ValueReference;

/** The references of a list of names. */
export function* namesIn(kind: NameKind, names: readonly string[], pathOf: PathOf): Generator<Reference> {
  for (const [index, name] of names.entries()) yield { kind, name, path: [...pathOf(names), index] };
}

/** The references of a mapping's keys. */
export function* keysOf(kind: NameKind, mapping: object, pathOf: PathOf): Generator<Reference> {
  for (const name of Object.keys(mapping)) {
    yield { kind, name, path: [...pathOf(mapping), name], atKey: true };
  }
}
