import { createHash } from 'node:crypto';
import type { WorkingCalendar } from '../calendar/working-calendar.ts';
import { confirmationsOf, lastDaysOffOf } from './compile-calendars.ts';
import type { CompiledPack } from './compiled-pack.ts';
import type { PackDocument } from './pack-document.ts';
import type { PackFiles } from './read-document.ts';
import type { Field } from './schema/catalog.ts';
import type { Intake } from './schema/rule.ts';

/** What a checked document becomes a pack from. */
interface Parts {
  /** With its switches applied. */
  readonly document: PackDocument;
  readonly switches: ReadonlyMap<string, boolean>;
  readonly calendars: ReadonlyMap<string, WorkingCalendar>;
  readonly defaultCalendar: WorkingCalendar;
  readonly hash: string;
  readonly elements: CompiledPack['elements'];
}

/** Joins the checked parts to the pack that every other room works with. */
export function assemblePack({ document, ...parts }: Parts): CompiledPack {
  const {
    pack,
    overlay,
    catalog,
    calendars,
    clocks,
    rules,
    desk,
    texts,
    helpdesk,
    report,
    documents,
    clauses,
  } = document;
  const fields = catalog.fields.map((field) => withOptions(field, document));
  return {
    ...parts,
    manifest: pack,
    overlay,
    catalog: { ...catalog, fields },
    types: byId(catalog.types),
    priorities: byId(catalog.priorities),
    groups: byId(catalog.groups),
    states: byId(catalog.states),
    fields: new Map(fields.map((field) => [fieldName(field), field])),
    fieldByRole: new Map(
      fields.flatMap((field) => (field.role === undefined ? [] : [[field.role, fieldName(field)] as const])),
    ),
    clocks: clocks.clocks,
    notices: byId(rules.notices),
    rules: rules.rules,
    desk,
    intake: byId(rules.intake.map((each) => withOverlay(each, document))),
    intakeSenders: new Map(
      Object.entries(overlay.intake).map(([id, { sender }]) => [id, sender.toLowerCase()]),
    ),
    texts: byId(texts.texts),
    helpdesk,
    reports: report.reports,
    documents: byId(documents.documents),
    measures: report.measures,
    clauses: clauses.clauses,
    confirmations: confirmationsOf(calendars.calendars),
    lastDaysOff: lastDaysOffOf(calendars.calendars, overlay),
  };
}

/** What conditions call a field: its id, or `type` for the one in that role. */
export function fieldName({ id, role }: Pick<Field, 'id' | 'role'>): string {
  return role === 'type' ? 'type' : id;
}

/** SHA-256 (hex) over every file and the overlay; the order of the map does not matter. */
export function hashFiles({ files, overlay }: PackFiles): string {
  const hash = createHash('sha256');
  const take = (name: string, text: string): void => {
    hash.update(`${name.length}:${name}${text.length}:${text}`);
  };
  for (const [path, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) take(path, text);
  if (overlay !== undefined) take('overlay', overlay.text);
  return hash.digest('hex');
}

/** The operator knows the layout better than the pack. */
function withOverlay(intake: Intake, { overlay }: PackDocument): Intake {
  return { ...intake, labels: { ...intake.labels, ...overlay.intake[intake.id]?.labels } };
}

/** The field in the role `type` offers the pack's types. */
function withOptions(field: Field, { catalog }: PackDocument): Field {
  if (field.role !== 'type') return field;
  const options = catalog.types.map(({ id, label, clause }) => ({
    id,
    label,
    ...(clause === undefined ? {} : { clause }),
  }));
  return { ...field, options };
}

function byId<Element extends { readonly id: string }>(
  elements: readonly Element[],
): ReadonlyMap<string, Element> {
  return new Map(elements.map((element) => [element.id, element]));
}
