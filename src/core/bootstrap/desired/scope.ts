import type { CompiledPack } from '../../regulation/compiled-pack.ts';
import type { DesiredObject, Remark, Switch } from '../desired-object.ts';
import type { FieldTest } from '../field-test.ts';
import { type Naming, namingOf } from '../naming.ts';

/** What the builders of desired objects share. */
export interface Scope {
  readonly pack: CompiledPack;
  readonly naming: Naming;
  /** The ticket lies in a governed group: in every condition, so that other tickets stay untouched. */
  readonly isGoverned: FieldTest;
  /** Whether what binds people is in force. */
  readonly enforcing: Switch;
}

/** What one builder contributes. */
export interface Share {
  readonly objects: readonly DesiredObject[];
  readonly remarks: readonly Remark[];
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
export function joinShares(shares: readonly Share[]): Share {
  return {
    objects: shares.flatMap(({ objects }) => objects),
    remarks: shares.flatMap(({ remarks }) => remarks),
  };
}
