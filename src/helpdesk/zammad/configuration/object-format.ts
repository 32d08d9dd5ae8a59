import { z } from 'zod';
import type { DesiredObject } from '../../../core/bootstrap/desired-object.ts';
import type { JsonObject } from '../../../core/bootstrap/json.ts';
import type { Reference } from './reference.ts';
import type { AttributeKinds } from './ticket-selector.ts';

/** An object of Zammad's configuration as its lists show it. */
export type ZammadObject = JsonObject & {
  readonly id: number;
  readonly name: string;
  readonly created_at: string;
};
export const ZammadObject = z
  .looseObject({ id: z.number(), name: z.string(), created_at: z.string() })
  // What came out of a JSON answer is JSON: checking every part again would cost more than all the rest.
  .transform((row) => row as ZammadObject);

/** A desired object in Zammad's attributes, with names for ids. */
interface Rendered {
  readonly name?: string;
  readonly attributes: JsonObject;
  /** Written at creation only. */
  readonly initial?: JsonObject;
  readonly fixed?: readonly string[];
}

/** The object that is written. */
export interface Written {
  readonly name: string;
  /** What it holds now; null for a new one. */
  readonly present: JsonObject | null;
}

/** How one kind of object looks in Zammad. Functions over one kind are given objects of that kind alone. */
export interface ObjectFormat<Wanted extends DesiredObject = DesiredObject> {
  readonly kind: Wanted['kind'];
  /** Its list and its items, relative to the API. */
  readonly path: string;
  /** The list shows names that it otherwise has as ids without a list of their own. */
  readonly isExpanded?: true;
  /** Attributes that point at other objects. */
  readonly references: Readonly<Record<string, Reference>>;
  render(wanted: Wanted, kinds: AttributeKinds): Rendered;
  /** The name and the attributes in the form in which `render` states them; by default as they come. */
  read?(raw: ZammadObject): { readonly name: string; readonly attributes: JsonObject };
  /** The body that writes these values, when it is not simply they. */
  write?(values: JsonObject, object: Written): JsonObject;
}

/** What an administrator reads in the object's note; written once. */
export function noteOf({ clauses }: DesiredObject): string {
  return ['reglament', ...clauses].join(' · ');
}
