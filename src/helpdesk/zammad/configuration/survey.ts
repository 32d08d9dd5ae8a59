import { z } from 'zod';
import type {
  ConfigurationObject,
  ObservedObject,
  Survey,
} from '../../../core/bootstrap/configuration-object.ts';
import {
  type DesiredObject,
  type ObjectKind,
  objectKinds,
  type Remark,
} from '../../../core/bootstrap/desired-object.ts';
import { type Json, type JsonObject, textOf } from '../../../core/bootstrap/json.ts';
import type { SurveyScope } from '../../helpdesk.ts';
import type { ZammadHttp } from '../http/zammad-http.ts';
import { formatOf } from './formats/format-of.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { type ObjectFormat, ZammadObject } from './object-format.ts';
import { takeoversIn } from './takeovers.ts';
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
        kind,
        id: String(row.id),
        name: nameOf(format, row),
        createdAt: row.created_at,
        attributes: withReferences(format, attributes, (reference, value) => reference.toNames(value, index)),
        isProtected: kind === 'role' && isForAdministrators(row['permissions'] ?? null),
      };
    });
  });
}

/** Compares nothing yet: what the installation would hold beside what it holds. */
export function surveyLists(
  lists: Lists,
  desired: readonly DesiredObject[],
  {
    scope,
    index,
    observed,
  }: { readonly scope: SurveyScope; readonly index: NameIndex; readonly observed: readonly ObservedObject[] },
): Survey {
  const rows = (kind: ObjectKind): readonly ZammadObject[] => lists.objects.get(kind) ?? [];
  const remarks: Remark[] = [];
  const wanted = desired.map((object) => withKnownSender(object, index, remarks));
  const kinds: AttributeKinds = new Map(
    wanted.flatMap((object) => (object.kind === 'field' ? [[object.name, object.data] as const] : [])),
  );
  return {
    desired: wanted.map((object) => renderObject(object, kinds)),
    observed,
    staged: rows('field').flatMap(stagedName),
    takeovers: takeoversIn({
      triggers: rows('arrival-letter'),
      priorities: rows('priority'),
      states: rows('state'),
      ownNames: new Set(desired.map(({ name }) => name)),
      scope,
      index,
    }),
    remarks,
  };
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
