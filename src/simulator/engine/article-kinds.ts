import type { Params } from '../state/row.ts';
import type { World } from '../state/world.ts';

export const idOf = (table: World['articleTypes'], name: string): number =>
  table.find((row) => row.name === name)?.id ?? 0;

export const typeNameOf = (world: World, given: Params): string =>
  world.articleTypes.get(given['type_id'])?.name ?? '';
export const senderNameOf = (world: World, given: Params): string =>
  world.articleSenders.get(given['sender_id'])?.name ?? '';
