import { pageOf, sortKeysOf, sortRows } from '../engine/search.ts';
import type { Model } from '../models/model.ts';
import { textOf, type Params, type StampedRow } from '../state/row.ts';
import type { World } from '../state/world.ts';
import { collectAssets, present, presentFull, presentNames, type Assets } from './present.ts';

export const isAsked = (params: Params, flag: string): boolean => /^(?:true|1)$/.test(textOf(params[flag]));

/** One record, in the form that the request asks for: expanded, full or plain. */
export function renderRecord(world: World, model: Model, row: StampedRow, params: Params): Params {
  if (isAsked(params, 'expand')) return presentNames(world, model, row);
  if (isAsked(params, 'full')) return presentFull(world, model, row);
  return present(world, model, row);
}

/** Records in the form that the request asks for; the total goes with the full form only. */
export function renderList(
  world: World,
  model: Model,
  rows: readonly StampedRow[],
  { params, total }: { readonly params: Params; readonly total?: number },
): unknown {
  if (isAsked(params, 'expand')) return rows.map((row) => presentNames(world, model, row));
  if (!isAsked(params, 'full')) return rows.map((row) => present(world, model, row));
  const assets: Assets = {};
  for (const row of rows) collectAssets(world, model, row, assets);
  return {
    record_ids: rows.map((row) => row.id),
    assets,
    ...(total === undefined ? {} : { total_count: total }),
  };
}

/** A page of all records of a kind, by id unless the request says otherwise. */
export function renderIndex(
  world: World,
  model: Model,
  all: readonly StampedRow[],
  { params, hasTotal = true }: { readonly params: Params; readonly hasTotal?: boolean },
): unknown {
  const page = pageOf(params, { standard: 500, most: 1000 });
  const isColumn = (name: string): boolean =>
    name in model.columns ||
    ['id', 'created_at', 'updated_at', 'created_by_id', 'updated_by_id'].includes(name);
  const keys = sortKeysOf(params, isColumn, { column: 'id', isDescending: false });
  const rows = sortRows(all, keys).slice(page.offset, page.offset + page.limit);
  return renderList(world, model, rows, { params, ...(hasTotal ? { total: all.length } : {}) });
}
