import { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { LocalDate } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';

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

/** Periods as the overlay lists them. */
const RestrictedPeriods = z.array(
  z
    .strictObject({ from: z.iso.date(), to: z.iso.date(), summary: z.string().default('') })
    .refine(({ from, to }) => from <= to, '"to" is before "from"'),
);

/** Names as the overlay lists them. */
const Approvers = z.array(z.string().min(1));

function readValue<Value>(id: string, schema: z.ZodType<Value>, value: unknown): Value {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const place = [id, ...(issue?.path ?? [])].join('.');
  throw new AppError('input', `the overlay's values.${place}: ${issue?.message ?? 'is wrong'}`);
}

/** The periods and persons that the pack's `works.approval` names; nothing where the pack asks no approval. @throws AppError `input` */
export function readApprovalFacts({ desk, overlay }: CompiledPack): ApprovalFacts {
  const approval = desk.works?.approval;
  if (approval === undefined) return { periods: [], approvers: [] };
  const periods = overlay.values[approval.periods];
  const approvers = overlay.values[approval.by];
  return {
    periods: periods === undefined ? null : readValue(approval.periods, RestrictedPeriods, periods),
    approvers: approvers === undefined ? [] : readValue(approval.by, Approvers, approvers),
  };
}
