import { z } from 'zod';
import type {
  ConfigurationObject,
  ObjectReference,
  ObservedObject,
} from '../../../core/bootstrap/configuration-object.ts';
import {
  type DesiredObject,
  type ObjectKind,
  objectKinds,
  type Remark,
} from '../../../core/bootstrap/desired-object.ts';
import { type IdentityHints, identifyObject } from '../../../core/bootstrap/identify-object.ts';
import { type Json, type JsonObject, textOf } from '../../../core/bootstrap/json.ts';
import type { ZammadHttp } from '../http/zammad-http.ts';
import { formatOf } from './formats/format-of.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { type ObjectFormat, ZammadObject } from './object-format.ts';
import type { AttributeKinds } from './ticket-selector.ts';

/** Everything the installation holds of the kinds we configure, as its lists show it. */
export interface Lists {
  readonly objects: ReadonlyMap<ObjectKind, readonly ZammadObject[]>;
  readonly senders: readonly z.infer<typeof EmailAddress>[];
}

const EmailAddress = z.object({ id: z.number(), email: z.string() });

/** Reads every list, one after the other. */
export async function readLists(http: ZammadHttp): Promise<Lists> {
  const objects = new Map<ObjectKind, readonly ZammadObject[]>();
  for (const kind of objectKinds) {
    const { path, isExpanded } = formatOf(kind);
    objects.set(kind, await http.getAll(isExpanded === true ? `${path}?expand=true` : path, ZammadObject));
  }
  return { objects, senders: await http.getAll('email_addresses', EmailAddress) };
}

/** Names and ids of everything in the lists. */
export function indexLists({ objects, senders }: Lists): NameIndex {
  const index = createNameIndex();
  for (const [kind, rows] of objects) {
    for (const row of rows) index.add(kind, String(row.id), nameOf(formatOf(kind), row));
  }
  for (const { id, email } of senders) index.add('email-address', String(id), email.toLowerCase());
  return index;
}

/** The objects of the lists, in the terms in which desired ones are rendered. */
export function observeLists({ objects }: Lists, index: NameIndex): readonly ObservedObject[] {
  return [...objects].flatMap(([kind, rows]) => {
    const format = formatOf(kind);
    return rows.map((row): ObservedObject => {
      const { attributes } = format.read?.(row) ?? { attributes: row };
      return {
        ...referenceTo(kind, row),
        attributes: withReferences(format, attributes, (reference, value) => reference.toNames(value, index)),
        isProtected: kind === 'role' && isForAdministrators(row['permissions'] ?? null),
      };
    });
  });
}

/** The desired objects in Zammad's terms, with remarks on what it cannot hold yet. */
export function renderDesired(
  desired: readonly DesiredObject[],
  index: NameIndex,
): { readonly objects: readonly ConfigurationObject[]; readonly remarks: readonly Remark[] } {
  const remarks: Remark[] = [];
  const wanted = desired.map((object) => withKnownSender(object, index, remarks));
  const kinds: AttributeKinds = new Map(
    wanted.flatMap((object) => (object.kind === 'field' ? [[object.name, object.data] as const] : [])),
  );
  return { objects: wanted.map((object) => renderObject(object, kinds)), remarks };
}

/** Lets whatever points at an object that is ours under another name point at the name it should have. */
export function indexDesired(
  desired: readonly ConfigurationObject[],
  { objects }: Lists,
  { index, hints }: { readonly index: NameIndex; readonly hints: IdentityHints },
): void {
  const present = [...objects].flatMap(([kind, rows]) => rows.map((row) => referenceTo(kind, row)));
  for (const object of desired) {
    const identified = identifyObject(object, present, hints);
    if ('found' in identified && identified.found !== null) {
      index.add(object.kind, identified.found.id, object.name);
    }
  }
}

/** Fields with a staged change. */
export function stagedFields({ objects }: Lists): readonly string[] {
  return (objects.get('field') ?? []).flatMap(stagedName);
}

/** Ids of the attributes' references as names, or names as ids. */
export function withReferences(
  format: ObjectFormat,
  attributes: JsonObject,
  map: (reference: ObjectFormat['references'][string], value: Json) => Json,
): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, value]) => {
      const reference = format.references[attribute];
      return [attribute, reference === undefined ? value : map(reference, value)];
    }),
  );
}

function renderObject(object: DesiredObject, kinds: AttributeKinds): ConfigurationObject {
  const rendered = formatOf(object.kind).render(object, kinds);
  return {
    key: object.key,
    kind: object.kind,
    name: rendered.name ?? object.name,
    previously: object.previously,
    clauses: object.clauses,
    attributes: rendered.attributes,
    initial: rendered.initial ?? {},
    fixed: rendered.fixed ?? [],
    isSeeded: object.kind === 'state' && object.isSeeded,
  };
}

/** Mailboxes are set up by people: bootstrap binds a group to one that exists. */
function withKnownSender(object: DesiredObject, index: NameIndex, remarks: Remark[]): DesiredObject {
  if (object.kind !== 'group' || object.sender === null) return object;
  if (index.has('email-address', object.sender.toLowerCase())) return object;
  remarks.push({
    key: object.key,
    message: `the helpdesk has no e-mail address ${object.sender} yet; set up its channel, then run bootstrap again`,
  });
  return { ...object, sender: null };
}

function referenceTo(kind: ObjectKind, row: ZammadObject): ObjectReference {
  return { kind, id: String(row.id), name: nameOf(formatOf(kind), row), createdAt: row.created_at };
}

function nameOf(format: ObjectFormat, row: ZammadObject): string {
  return format.read?.(row).name ?? row.name;
}

/** A staged deletion carries another name, so that it is never taken for a change of ours. */
function stagedName(row: ZammadObject): readonly string[] {
  const name = nameOf(formatOf('field'), row);
  if (row['to_delete'] === true) return [`${name} (deletion)`];
  return row['to_create'] === true || row['to_migrate'] === true || row['to_config'] === true ? [name] : [];
}

function isForAdministrators(permissions: Json): boolean {
  return [permissions].flat().some((name) => /^admin(?:\.|$)/.test(textOf(name)));
}
