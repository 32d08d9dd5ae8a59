import type { LocalDate } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { arrivalLetterObjects } from './desired/arrival-letter-objects.ts';
import { calendarObjects } from './desired/calendar-objects.ts';
import { catalogObjects } from './desired/catalog-objects.ts';
import { formObjects } from './desired/form-objects.ts';
import { joinShares, scopeOf, type Share } from './desired/scope.ts';
import { serviceLevelObjects } from './desired/service-level-objects.ts';
import { workplaceObjects } from './desired/workplace-objects.ts';
import { objectKinds, type Switch } from './desired-object.ts';

/**
 * Everything the pack wants the helpdesk to hold, in the order in which it is applied, with remarks on what no
 * helpdesk can hold and what the operator has still to supply. `enforcing`: whether that which binds people is in force; `todayOn` (local date of the pack's
 * zone) chooses the years of the calendars.
 */
export function desiredObjects(
  pack: CompiledPack,
  { enforcing, todayOn }: { readonly enforcing: Switch; readonly todayOn: LocalDate },
): Required<Share> {
  const scope = scopeOf(pack, enforcing);
  const share = joinShares([
    calendarObjects(scope, todayOn),
    catalogObjects(scope),
    serviceLevelObjects(scope),
    workplaceObjects(scope),
    arrivalLetterObjects(scope),
    formObjects(scope),
  ]);
  const rankOf = (kind: (typeof objectKinds)[number]): number => objectKinds.indexOf(kind);
  return { ...share, objects: [...share.objects].sort((a, b) => rankOf(a.kind) - rankOf(b.kind)) };
}
