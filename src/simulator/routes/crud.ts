import { createRecord, destroyRecord, findRecord, updateRecord } from '../engine/records.ts';
import { isBlank, textOf, type Params, type StampedRow } from '../state/row.ts';
import { pageOf, sortKeysOf, sortRows } from '../engine/search.ts';
import { created, ok } from '../http/answer.ts';
import { isAsked, renderIndex, renderList, renderRecord } from '../http/render.ts';
import type { Context, Route } from '../http/router.ts';
import type { Model } from '../models/model.ts';

interface CrudOptions {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly isDeletable?: boolean;
  /** Columns in which `search?query=` looks. */
  readonly searchColumns?: readonly string[];
  /** Whether a full list says how many there are; it does unless given. */
  readonly hasTotal?: boolean;
  /** Which rows a list shows to whom. */
  readonly scope?: (context: Context, row: StampedRow) => boolean;
  /** What of a request is taken, where not all of it is. */
  readonly filterParams?: (context: Context) => Params;
}

const allParams = ({ params }: Context): Params => params;

/** The routes of a kind of record that has no ways of its own. */
export function crudRoutes(model: Model, path: string, options: CrudOptions): Route[] {
  const { read, write, hasTotal = true, scope = () => true, filterParams = allParams } = options;
  const routes: Route[] = [
    {
      method: 'GET',
      path,
      permissions: read,
      handle: (context) => {
        const rows = model.table(context.world).filter((row) => scope(context, row));
        return ok(renderIndex(context.world, model, rows, { params: context.params, hasTotal }));
      },
    },
    {
      method: 'GET',
      path: `${path}/:id`,
      permissions: read,
      handle: ({ world, params }) =>
        ok(renderRecord(world, model, findRecord(world, model, params['id']), params)),
    },
    {
      method: 'POST',
      path,
      permissions: write,
      handle: (context) => {
        const { world, user } = context;
        const row = world.transaction(user.id, (transaction) =>
          createRecord(world, model, filterParams(context), transaction),
        );
        return {
          ...created(renderRecord(world, model, row, context.params)),
          afterwards: afterwardsOf(context, model, row),
        };
      },
    },
    {
      method: 'PUT',
      path: `${path}/:id`,
      permissions: write,
      handle: (context) => {
        const { world, user } = context;
        const row = findRecord(world, model, context.params['id']);
        world.transaction(user.id, (transaction) => {
          updateRecord(world, model, row, { params: filterParams(context), transaction });
        });
        return {
          ...ok(renderRecord(world, model, row, context.params)),
          afterwards: afterwardsOf(context, model, row),
        };
      },
    },
  ];
  if (options.isDeletable !== false) routes.push(destroyRoute(model, path, write));
  if (options.searchColumns !== undefined) routes.push(searchRoute(model, path, options.searchColumns, read));
  return routes;
}

const afterwardsOf =
  ({ world, user }: Context, model: Model, row: StampedRow) =>
  (): void => {
    world.transaction(user.id, () => model.afterAnswer?.(world, row));
  };

const destroyRoute = (model: Model, path: string, permissions: readonly string[]): Route => ({
  method: 'DELETE',
  path: `${path}/:id`,
  permissions,
  handle: ({ world, user, params }) => {
    world.transaction(user.id, () => {
      destroyRecord(world, model, params['id']);
    });
    return ok({});
  },
});

/** Search without Elasticsearch: one piece of text anywhere in the columns, whatever its case. */
function searchRoute(
  model: Model,
  path: string,
  columns: readonly string[],
  permissions: readonly string[],
): Route {
  return {
    method: 'GET',
    path: `${path}/search`,
    permissions,
    handle: ({ world, params }) => {
      const query = textOf(params['query'] ?? params['term'])
        .replaceAll('*', '')
        .toLowerCase();
      const roleIds = params['role_ids'];
      const found = model
        .table(world)
        .filter(
          (row) =>
            isBlank(query) || columns.some((column) => textOf(row[column]).toLowerCase().includes(query)),
        )
        .filter((row) => !Array.isArray(roleIds) || hasRole(row, roleIds));
      const keys = sortKeysOf(
        params,
        (name) => name === 'id' || name in model.columns || name.endsWith('_at'),
        {
          column: 'updated_at',
          isDescending: true,
        },
      );
      const page = pageOf(params, { standard: 50, most: 200 });
      const rows = sortRows(found, keys).slice(page.offset, page.offset + page.limit);
      if (isAsked(params, 'only_total_count')) return ok({ total_count: found.length });
      if (params['term'] !== undefined || params['label'] !== undefined) return ok(rows.map(labelled));
      return ok(renderList(world, model, rows, { params, total: found.length }));
    },
  };
}

const hasRole = (row: StampedRow, roleIds: readonly unknown[]): boolean => {
  const own = row['role_ids'];
  return Array.isArray(own) && roleIds.some((id) => own.includes(Number(id)));
};

function labelled(row: StampedRow): Params {
  const isPerson = 'email' in row && 'firstname' in row;
  const name = `${textOf(row['firstname'])} ${textOf(row['lastname'])}`.trim();
  const label = isPerson ? `${name} <${textOf(row['email'])}>` : row['name'];
  return {
    id: row.id,
    label,
    value: isPerson ? row['email'] : row['name'],
    inactive: row['active'] === false,
  };
}
