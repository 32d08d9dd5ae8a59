import { attributeColumns } from '../engine/attributes.ts';
import { decimalText } from '../engine/time-accounting.ts';
import { modelNamed } from '../models/registry.ts';
import type { Model } from '../models/model.ts';
import { articleModel, ticketModel } from '../models/ticket.ts';
import { userModel } from '../models/user.ts';
import type { Article, Ticket } from '../state/records.ts';
import { listOf, type Params, type StampedRow } from '../state/row.ts';
import type { World } from '../state/world.ts';

/** A record as JSON: its columns, and the ids of what belongs to it. */
export function present(world: World, model: Model, row: StampedRow): Params {
  if (model === ticketModel) return presentTicket(world, row as Ticket);
  if (model === articleModel) return presentArticle(world, row as Article);
  const shown: Params = { id: row.id };
  for (const column of Object.keys(model.columns)) {
    if (model.hiddenColumns?.includes(column) !== true) shown[column] = row[column];
  }
  stamp(shown, row);
  addAttributes(world, model, row, shown);
  for (const { key, read } of model.collections ?? []) shown[key] = read?.(world, row) ?? row[key] ?? [];
  if (model === userModel) {
    Object.assign(shown, {
      two_factor_preference_ids: [],
      organization_ids: [],
      authorization_ids: [],
      overview_sorting_ids: [],
    });
  }
  if (model.name === 'Role') shown['knowledge_base_permission_ids'] = [];
  if (model.name === 'Organization') shown['secondary_member_ids'] = [];
  if (model.hasGroupAccess === true) shown['group_ids'] = row['group_ids'];
  return shown;
}

function stamp(shown: Params, row: StampedRow): void {
  shown['updated_by_id'] = row.updated_by_id;
  shown['created_by_id'] = row.created_by_id;
  shown['created_at'] = row.created_at;
  shown['updated_at'] = row.updated_at;
}

function addAttributes(world: World, model: Model, row: StampedRow, shown: Params): void {
  if (model.attributesOf === undefined) return;
  for (const column of Object.keys(attributeColumns(world, model.attributesOf)))
    shown[column] = row[column] ?? null;
}

/** A record with names beside its ids. */
export function presentNames(world: World, model: Model, row: StampedRow): Params {
  const shown = present(world, model, row);
  for (const { name, target } of model.associations ?? []) {
    const label = nameOf(world, target, row[`${name}_id`]);
    if (label !== undefined) shown[name] = label;
  }
  for (const { key, name, target } of model.collections ?? []) {
    shown[name] = listOf(shown[key]).map((id) => nameOf(world, target, id) ?? '');
  }
  if (model === ticketModel) Object.assign(shown, { ticket_time_accounting: [], referencing_checklists: [] });
  if (model === articleModel) shown['time_unit'] = timeOf(world, row as Article);
  if (model === userModel) {
    Object.assign(shown, {
      two_factor_preferences: [],
      organizations: [],
      authorizations: [],
      overview_sortings: [],
    });
  }
  if (model.hasGroupAccess === true) shown['groups'] = groupAccessByName(world, row);
  shown['created_by'] = world.users.get(row.created_by_id)?.login;
  shown['updated_by'] = world.users.get(row.updated_by_id)?.login;
  return shown;
}

/** What a record is called in answers: people by their login. */
function nameOf(world: World, target: string, id: unknown): string | undefined {
  if (target === 'User') return world.users.get(id)?.login;
  const row = modelNamed(target).table(world).get(id);
  return row === undefined ? undefined : (row['name'] as string);
}

function groupAccessByName(world: World, row: StampedRow): Params {
  const access = row['group_ids'] as Record<string, string[]>;
  return Object.fromEntries(
    Object.entries(access).map(([id, levels]) => [world.groups.get(id)?.name ?? id, levels]),
  );
}

/** A ticket's own columns alone. */
export function presentTicketColumns(world: World, ticket: Ticket): Params {
  const shown: Params = { id: ticket.id };
  for (const column of Object.keys(ticketModel.columns)) shown[column] = ticket[column];
  const timeUnit = ticket['time_unit'];
  shown['time_unit'] = typeof timeUnit === 'number' ? decimalText(timeUnit) : null;
  stamp(shown, ticket);
  shown['checklist_id'] = null;
  addAttributes(world, ticketModel, ticket, shown);
  return shown;
}

const presentTicket = (world: World, ticket: Ticket): Params => ({
  ...presentTicketColumns(world, ticket),
  referencing_checklist_ids: [],
  article_ids: world.articlesOf(ticket.id).map((article) => article.id),
  ticket_time_accounting_ids: world.timeAccountings.where('ticket_id', ticket.id).map((one) => one.id),
});

function presentArticle(world: World, article: Article): Params {
  const shown: Params = { id: article.id };
  for (const column of Object.keys(articleModel.columns)) shown[column] = article[column] ?? null;
  stamp(shown, article);
  shown['attachments'] = world.attachments.where('article_id', article.id).map((file) => ({
    id: file.id,
    store_file_id: file.id,
    filename: file.filename,
    size: String(file.data.length),
    preferences: file.preferences,
  }));
  return shown;
}

/** How much time was accounted with an article. */
function timeOf(world: World, article: Article): string | null {
  const time = world.timeAccountings
    .where('ticket_id', article.ticket_id)
    .find((one) => one.ticket_article_id === article.id);
  return time === undefined ? null : decimalText(time.time_unit);
}

export type Assets = Record<string, Record<string, Params>>;

/** Adds a record, its makers and what its model names to the assets of a full answer. */
export function collectAssets(world: World, model: Model, row: StampedRow, assets: Assets): void {
  const known = (assets[model.assetKey] ??= {});
  if (known[String(row.id)] !== undefined) return;
  known[String(row.id)] = present(world, model, row);
  const userIds = new Set<unknown>([row.created_by_id, row.updated_by_id]);
  if (model === ticketModel) for (const column of ['customer_id', 'owner_id']) userIds.add(row[column]);
  if (model === articleModel) userIds.add(row['origin_by_id']);
  for (const id of userIds) {
    const user = world.users.get(id);
    if (user !== undefined) collectAssets(world, userModel, user, assets);
  }
  for (const name of model === ticketModel ? ['organization'] : (model.assetsOf ?? [])) {
    const target = model.associations?.find((association) => association.name === name)?.target;
    if (target === undefined) continue;
    const related = modelNamed(target).table(world).get(row[`${name}_id`]);
    if (related !== undefined) collectAssets(world, modelNamed(target), related, assets);
  }
  for (const { key, target, isAsset } of model.collections ?? []) {
    if (isAsset !== true) continue;
    for (const id of listOf(known[String(row.id)]?.[key])) {
      const member = modelNamed(target).table(world).get(id);
      if (member !== undefined) collectAssets(world, modelNamed(target), member, assets);
    }
  }
}

/** `{id, assets}`, as `full=true` asks for. */
export function presentFull(world: World, model: Model, row: StampedRow): Params {
  const assets: Assets = {};
  collectAssets(world, model, row, assets);
  return { id: row.id, assets };
}
