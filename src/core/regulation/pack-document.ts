import type { z } from 'zod';
import { Calendars } from './schema/calendar.ts';
import { Catalog } from './schema/catalog.ts';
import { ClauseTable } from './schema/clause.ts';
import { Clocks } from './schema/clock.ts';
import { DeskSection } from './schema/desk.ts';
import { Documents } from './schema/document.ts';
import { HelpdeskObjects } from './schema/helpdesk.ts';
import type { Overlay } from './schema/manifest.ts';
import { Manifest } from './schema/manifest.ts';
import { Reports } from './schema/report.ts';
import { Rules } from './schema/rule.ts';
import { Texts } from './schema/text.ts';

/** The sections of a pack in the order in which they are read; each is `NAME.yaml` or the files of a folder `NAME/`. */
export const SECTIONS = {
  pack: Manifest,
  catalog: Catalog,
  calendars: Calendars,
  clocks: Clocks,
  rules: Rules,
  desk: DeskSection,
  texts: Texts,
  helpdesk: HelpdeskObjects,
  report: Reports,
  documents: Documents,
  clauses: ClauseTable,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The name of a section. */
export type SectionName = keyof typeof SECTIONS;

/** Sections that a pack may leave out. */
export const OPTIONAL_SECTIONS: ReadonlySet<SectionName> = new Set<SectionName>([
  'desk',
  'helpdesk',
  'report',
  'documents',
]);

/** A pack as its files say it, each section checked by its schema, nothing joined or switched off yet. */
export type PackDocument = { readonly [Name in SectionName]: z.infer<(typeof SECTIONS)[Name]> } & {
  readonly overlay: Overlay;
};
