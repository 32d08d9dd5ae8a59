import { z } from 'zod';
import { DatedException, Week } from './calendar.ts';
import { Grounded, Id, LocalDateText } from './scalars.ts';

/** `pack.yaml`: what the regulation is and how it is read. */
export const Manifest = z.strictObject({
  id: Id.describe('The pack’s name in ledger and reports.'),
  letter: z
    .string()
    .regex(/^[A-Z]+$/, 'capital letters A to Z, as clause references begin with them')
    .describe('Capital letters with which the regulation’s clause references begin: K for "K 4.9.1".'),
  title: z.string().min(1).describe('The regulation’s full title in its own language.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, 'three numbers such as 1.0.0')
    .describe('Version of this pack, in quotes: 1.0.0.'),
  effective_from: LocalDateText.describe('First day on which the regulation is in force.'),
  effective_to: LocalDateText.optional().describe('First day on which it no longer is.'),
  languages: z
    .array(z.string())
    .min(1)
    .describe('Language tags (BCP 47), e.g. [uk]; the first is the default of every text.'),
  zone: z.string().describe('IANA time zone in which dates and times are written, e.g. Europe/Warsaw.'),
  exclusive: z
    .boolean()
    .default(false)
    .describe(
      'true: the helpdesk’s own priorities and states that the pack does not use are deactivated by enforce on.',
    ),
  switches: z
    .array(
      z.strictObject({
        id: Id,
        default: z.boolean().describe('Its position unless the overlay says otherwise.'),
        summary: z.string().describe('What it decides, in words.'),
        ...Grounded,
      }),
    )
    .default([])
    .describe(
      'How unclear clauses are read: elements ask for a switch by switch or unless_switch, the overlay turns it.',
    ),
  addresses: z
    .record(Id, z.string())
    .default({})
    .describe(
      'Named mailboxes of the regulation; rules, reports and texts use the names, the overlay may replace the addresses.',
    ),
  expects: z
    .array(z.strictObject({ id: Id, summary: z.string().describe('What is wanted, in words.'), ...Grounded }))
    .default([])
    .describe('What the operator must supply in the overlay under values; doctor lists what is missing.'),
});
export type Manifest = z.infer<typeof Manifest>;

/** The operator's overlay: what the regulation's copy lacks, without touching the pack. */
export const Overlay = z.strictObject({
  addresses: z
    .record(Id, z.string())
    .default({})
    .describe('Addresses that replace those of pack.yaml, by name.'),
  leads: z.record(Id, z.string()).default({}).describe('Group id → login or e-mail of its lead.'),
  deputies: z.record(Id, z.string()).default({}).describe('Group id → login or e-mail of its lead’s deputy.'),
  duty_address: z.string().optional().describe('Where it goes when nobody else can be told.'),
  switches: z.record(Id, z.boolean()).default({}).describe('Switch id → on or off.'),
  deleters: z
    .array(z.string().min(1))
    .default([])
    .describe(
      'Logins of the administrators who may hold a right to delete requests; doctor names everybody else who does.',
    ),
  senders: z.record(Id, z.string()).default({}).describe('Group id → sender address of its letters.'),
  calendar_exceptions: z
    .record(Id, z.array(DatedException))
    .default({})
    .describe('Calendar id → further dated exceptions; they replace the pack’s of the same date.'),
  calendar_hours: z
    .record(Id, Week)
    .default({})
    .describe('Calendar id → whole weekly hours, where the regulation states none.'),
  intake: z
    .record(
      Id,
      z.strictObject({
        sender: z.email().describe('Who sends the letters.'),
        labels: z
          .record(Id, z.array(z.string().min(1)).min(1))
          .default({})
          .describe('Field → words before its value, instead of the pack’s.'),
      }),
    )
    .default({})
    .describe(
      'Who sends the letters of each intake, and how their layout words what the pack words otherwise.',
    ),
  values: z
    .record(Id, z.unknown())
    .default({})
    .describe('What the pack expects, by id; texts show it as values.ID.'),
});
export type Overlay = z.infer<typeof Overlay>;
