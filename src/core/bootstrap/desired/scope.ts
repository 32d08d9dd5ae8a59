import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import type { DesiredObject, Remark, Switch } from '../desired-object.ts';
import { namingOf } from '../naming.ts';
import type { Vocabulary } from '../translate-condition.ts';

/** What the builders of desired objects share. */
export interface Scope extends Vocabulary {
  /** Whether what binds people is in force. */
  readonly enforcing: Switch;
}

/** What one builder contributes. */
export interface Share {
  readonly objects: readonly DesiredObject[];
  readonly remarks: readonly Remark[];
  /** What the operator must supply before anything can be applied. */
  readonly lacks?: readonly Remark[];
}

/** The scope of a pack. */
export function scopeOf(pack: CompiledPack, enforcing: Switch): Scope {
  const naming = namingOf(pack);
  return {
    pack,
    naming,
    isGoverned: { field: 'group', isNegated: false, values: naming.governedGroups },
    enforcing,
  };
}

/** A share without remarks. */
export function shareOf(objects: readonly DesiredObject[]): Share {
  return { objects, remarks: [] };
}

/** The shares one after the other. */
export function joinShares(shares: readonly Share[]): Required<Share> {
  return {
    objects: shares.flatMap(({ objects }) => objects),
    remarks: shares.flatMap(({ remarks }) => remarks),
    lacks: shares.flatMap(({ lacks }) => lacks ?? []),
  };
}
