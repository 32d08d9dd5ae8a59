import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Act, TicketHistory } from './history.ts';

/** What an effect undid. */
export interface Undone {
  readonly act: Act;
  /** The fields that its rule puts back. */
  readonly fields: ReadonlySet<string>;
}

/** The fields that each rule puts back; rules that put nothing back are not among them. */
const fieldsByRule = new WeakMap<CompiledPack, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * What the effect of this key undid: an effect that undoes names its rule and a fact of the act, `SUBJECT/RULE/FACT`.
 * Null for one that does not, and for one that only told the lead.
 */
export function findUndone(effectKey: string, { pack, acts }: TicketHistory): Undone | null {
  const ruleAt = effectKey.indexOf('/') + 1;
  // Few effects undo: the others are told from their rule alone.
  const fields = undoneFieldsOf(pack).get(effectKey.slice(ruleAt, effectKey.indexOf('/', ruleAt)));
  if (fields === undefined) return null;
  const [, , factId, suffix] = effectKey.split('/');
  if (suffix === 'lead') return null;
  const act = acts.find(({ facts }) => facts.some(({ id }) => id === factId));
  return act === undefined ? null : { act, fields };
}

function undoneFieldsOf(pack: CompiledPack): ReadonlyMap<string, ReadonlySet<string>> {
  const known = fieldsByRule.get(pack);
  if (known !== undefined) return known;
  const found = new Map<string, ReadonlySet<string>>();
  for (const { id, do: actions } of pack.rules) {
    const fields = actions.flatMap((action) => ('undo' in action ? Object.keys(action.undo) : []));
    if (fields.length > 0) found.set(id, new Set(fields));
  }
  fieldsByRule.set(pack, found);
  return found;
}
