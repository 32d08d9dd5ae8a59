import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type { ObjectReference, ObservedObject } from '../../../core/bootstrap/configuration-object.ts';
import { type JsonObject, textOf } from '../../../core/bootstrap/json.ts';
import type { HelpdeskConfiguration } from '../../helpdesk.ts';
import type { ZammadHttp } from '../http/zammad-http.ts';
import { formatOf } from './formats/format-of.ts';
import { createNameIndex, type NameIndex } from './name-index.ts';
import { type Written, ZammadObject } from './object-format.ts';
import { listOccupied } from './occupied.ts';
import {
  indexDesired,
  indexLists,
  observeLists,
  readLists,
  renderDesired,
  stagedFields,
  withReferences,
} from './survey.ts';
import { takeoversIn } from './takeovers.ts';

/** Zammad's configuration over its REST API (6.5), with an admin token. */
export function createZammadConfiguration(http: ZammadHttp): HelpdeskConfiguration {
  // Of the last survey: later writes name objects that it saw or that were created since.
  let index: NameIndex = createNameIndex();
  let observed: readonly ObservedObject[] = [];

  function bodyOf(kind: ObservedObject['kind'], values: JsonObject, object: Written): JsonObject {
    const format = formatOf(kind);
    const resolved = withReferences(format, values, (reference, value) => reference.toIds(value, index));
    return format.write?.(resolved, object) ?? resolved;
  }

  async function put({ kind, id }: ObjectReference, body: JsonObject): Promise<void> {
    await http.put(`${formatOf(kind).path}/${id}`, body, z.unknown());
  }

  return {
    async survey(desired, scope) {
      const lists = await readLists(http);
      index = indexLists(lists);
      const { objects, remarks } = renderDesired(desired, index);
      indexDesired(objects, lists, { index, hints: scope.hints });
      observed = observeLists(lists, index);
      const ownNames = new Set(desired.map(({ name }) => name));
      const takeovers = takeoversIn(lists.objects, { ownNames, scope, index });
      const occupied = await listOccupied(http, { takeovers, observed, ownNames, scope });
      return { desired: objects, observed, staged: stagedFields(lists), takeovers, occupied, remarks };
    },
    async create({ kind, name, initial, attributes }) {
      const body = bodyOf(kind, { name, ...initial, ...attributes }, { name, present: null });
      const created = await http.post(formatOf(kind).path, body, ZammadObject);
      const id = String(created.id);
      index.add(kind, id, name);
      return { kind, id, name, createdAt: created.created_at };
    },
    async change(target, values) {
      const present = observed.find(({ kind, id }) => kind === target.kind && id === target.id);
      const name = textOf(values['name']) || target.name;
      await put(target, bodyOf(target.kind, values, { name, present: present?.attributes ?? null }));
      index.add(target.kind, target.id, name);
    },
    alter: put,
    async migrate() {
      await http.post('object_manager_attributes_execute_migrations', {}, z.unknown());
    },
    isUp: () =>
      http.get('users/me', z.object({ id: z.number() })).then(
        () => true,
        (error: unknown) => {
          // While it boots, what stands before it may answer in its place.
          if (error instanceof AppError && ['unavailable', 'outside'].includes(error.code)) return false;
          throw error;
        },
      ),
  };
}
