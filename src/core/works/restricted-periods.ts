import type { LocalDate } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { Approvers, RestrictedPeriods } from '../regulation/schema/desk.ts';

/** Days, both inclusive, in which scheduled works need approval. */
export interface RestrictedPeriod {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly summary: string;
}

/** What approval of works rests on, as the operator's overlay gives it. */
export interface ApprovalFacts {
  /** Null where the overlay gives none: then nothing can be said about approval. */
  readonly periods: readonly RestrictedPeriod[] | null;
  /** Who may agree and approve; nobody where the overlay names nobody. */
  readonly approvers: readonly string[];
}

/** The periods and persons that the pack's `works.approval` names; nothing where the pack asks no approval. */
export function readApprovalFacts({ desk, overlay }: CompiledPack): ApprovalFacts {
  const approval = desk.works?.approval;
  if (approval === undefined) return { periods: [], approvers: [] };
  const periods = overlay.values[approval.periods];
  const approvers = overlay.values[approval.by];
  return {
    periods: periods === undefined ? null : RestrictedPeriods.parse(periods),
    approvers: approvers === undefined ? [] : Approvers.parse(approvers),
  };
}
