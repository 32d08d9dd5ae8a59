import { z } from 'zod';
import { DatedException, Week } from './calendar.ts';
import { Grounded, Id, LocalDateText } from './scalars.ts';

/** `pack.yaml`: what the regulation is and how it is read. */
export const Manifest = z.strictObject({
  id: Id,
  /** The regulation's letter in clause references. */
  letter: z.string().regex(/^[A-Z]+$/, 'capital letters A to Z, as clause references begin with them'),
  title: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'three numbers such as 1.0.0'),
  effective_from: LocalDateText,
  effective_to: LocalDateText.optional(),
  /** BCP 47; the first is the default of every text. */
  languages: z.array(z.string()).min(1),
  zone: z.string(),
  /** Seeded priorities and states of the helpdesk may be deactivated. */
  exclusive: z.boolean().default(false),
  /** How unclear clauses are read; rules and clocks ask for them by `switch`. */
  switches: z
    .array(z.strictObject({ id: Id, default: z.boolean(), summary: z.string(), ...Grounded }))
    .default([]),
  /** Named mailboxes of the regulation; the overlay may replace them. */
  addresses: z.record(Id, z.string()).default({}),
  /** What the operator must supply in an overlay; `doctor` lists what is missing. */
  expects: z.array(z.strictObject({ id: Id, summary: z.string(), ...Grounded })).default([]),
});
export type Manifest = z.infer<typeof Manifest>;

/** The operator's overlay: what the regulation's copy lacks, without touching the pack. */
export const Overlay = z.strictObject({
  addresses: z.record(Id, z.string()).default({}),
  /** Group id → login or e-mail of its lead. */
  leads: z.record(Id, z.string()).default({}),
  deputies: z.record(Id, z.string()).default({}),
  duty_address: z.string().optional(),
  switches: z.record(Id, z.boolean()).default({}),
  /** Logins of the administrators who may hold a right to delete requests; `doctor` names everybody else who does. */
  deleters: z.array(z.string().min(1)).default([]),
  /** Sender address of each group's letters: group id → address. */
  senders: z.record(Id, z.string()).default({}),
  /** Extra dated exceptions per calendar, each with its ground. */
  calendar_exceptions: z.record(Id, z.array(DatedException)).default({}),
  /** Whole weekly hours per calendar, when the regulation states none. */
  calendar_hours: z.record(Id, Week).default({}),
  /** Who sends the letters of each intake, and how their layout words what the pack words otherwise. */
  intake: z
    .record(
      Id,
      z.strictObject({
        sender: z.email(),
        labels: z.record(Id, z.array(z.string().min(1)).min(1)).default({}),
      }),
    )
    .default({}),
  values: z.record(Id, z.unknown()).default({}),
});
export type Overlay = z.infer<typeof Overlay>;
