import { crashed, unprocessable, ApiError } from '../api-error.ts';
import { articleModel, ticketModel } from '../models/ticket.ts';
import { modelNamed } from '../models/registry.ts';
import type { Model } from '../models/model.ts';
import type { World } from '../state/world.ts';
import { attributeColumns } from './attributes.ts';
import { absoluteTime } from './condition-operators.ts';
import { leavesOf, parseCondition, type Leaf } from './condition-tree.ts';

const NOT_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  ticket: ['action', 'tags', 'mention_user_ids', 'out_of_office_replacement_id'],
  article: ['action', 'time_accounting'],
  execution_time: ['calendar_id'],
};
const ROW_COLUMNS = ['id', 'created_at', 'updated_at', 'created_by_id', 'updated_by_id'];

/** 422 for a condition that a configured object may not have. */
export function assertConditionValid(world: World, condition: unknown, object: string): void {
  if (object !== 'Ticket') return;
  try {
    assertConditionRuns(world, condition);
  } catch {
    throw unprocessable('Invalid object selector conditions');
  }
}

/** Throws what PostgreSQL or the selector say when a condition is used in a search. */
export function assertConditionRuns(world: World, condition: unknown): void {
  for (const leaf of leavesOf(parseCondition(condition))) {
    assertColumnExists(world, leaf);
    if (leaf.operator.endsWith('(absolute)')) absoluteTime(leaf.value);
  }
}

function assertColumnExists(world: World, leaf: Leaf): void {
  if (NOT_COLUMNS[leaf.subject]?.includes(leaf.attribute) === true) return;
  if (['has changed', 'has reached', 'has reached warning'].includes(leaf.operator)) return;
  const model = modelOf(leaf.subject);
  if (model === undefined) throw crashed(`invalid selector ${leaf.subject}, ${leaf.attribute}`);
  if (leaf.attribute in model.columns || ROW_COLUMNS.includes(leaf.attribute)) return;
  const { attributesOf } = model;
  if (attributesOf !== undefined && leaf.attribute in attributeColumns(world, attributesOf)) return;
  throw new ApiError(
    422,
    `PG::UndefinedColumn: ERROR:  column ${model.relation}.${leaf.attribute} does not exist\n` +
      'LINE 1: ...\n',
    'administrators',
  );
}

function modelOf(subject: string): Model | undefined {
  switch (subject) {
    case 'ticket':
      return ticketModel;
    case 'article':
      return articleModel;
    case 'customer':
    case 'owner':
      return modelNamed('User');
    case 'organization':
      return modelNamed('Organization');
    case 'ticket_state':
      return modelNamed('Ticket::State');
    default:
      return undefined;
  }
}
