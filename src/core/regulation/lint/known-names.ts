import { fieldName } from '../assemble-pack.ts';
import { OVERVIEW_COLUMNS } from '../overview-columns.ts';
import type { PackDocument } from '../pack-document.ts';
import type { Field } from '../schema/catalog.ts';
import type { NameKind } from './reference.ts';

/** The fields that every ticket has, whatever the pack. */
const CANONICAL_FIELDS = ['type', 'priority', 'group', 'state', 'owner'] as const;

/** What a printed document shows of a ticket besides the fields. */
const DOCUMENT_COLUMNS = ['number', 'received', 'title'];

/** Columns of a report's list besides the fields. */
const REPORT_COLUMNS = ['number', 'received', 'line', 'term', 'overdue', 'closed'];

const CLOCK_STATES = ['not-started', 'running', 'paused', 'met', 'breached', 'missed', 'left', 'merged'];
const STATE_KINDS = ['new', 'open', 'waiting', 'closed', 'merged'];

/** Every name that the pack's other places may use, by kind, and what each field can hold. */
export interface KnownNames {
  readonly names: Readonly<Record<NameKind, readonly string[]>>;
  /** The pack's own field by the name conditions use; undefined for canonical ones without a field of their own. */
  fieldCalled(name: string): Field | undefined;
  /** The options of a select; null when the field holds free values or is not known. */
  optionsOf(name: string): readonly string[] | null;
}

/** Collects the names of a document. */
export function listKnownNames(document: PackDocument): KnownNames {
  const { pack, overlay, catalog, calendars, clocks, rules, texts, report, documents } = document;
  const fields = new Map(
    catalog.fields.filter((field) => field.of === 'ticket').map((field) => [fieldName(field), field]),
  );
  const fieldNames = [...new Set([...CANONICAL_FIELDS, ...fields.keys()])];
  const userGroups = catalog.fields.find(({ role }) => role === 'user_group')?.options ?? [];
  const names = {
    field: fieldNames,
    type: idsOf(catalog.types),
    priority: idsOf(catalog.priorities),
    group: idsOf(catalog.groups),
    state: idsOf(catalog.states),
    clock: idsOf(clocks.clocks),
    notice: idsOf(rules.notices),
    intake: idsOf(rules.intake),
    text: idsOf(texts.texts),
    calendar: idsOf(calendars.calendars),
    // What the operator is to supply may be an address.
    address: [
      ...new Set([...Object.keys(pack.addresses), ...Object.keys(overlay.addresses), ...idsOf(pack.expects)]),
    ],
    role: idsOf(catalog.roles),
    switch: idsOf(pack.switches),
    'state kind': STATE_KINDS,
    'clock state': CLOCK_STATES,
    'user group': idsOf(userGroups),
    'overview column': [...OVERVIEW_COLUMNS, ...fieldNames],
    document: idsOf(documents.documents),
    'document column': [...DOCUMENT_COLUMNS, ...fieldNames],
    'report column': [...REPORT_COLUMNS, ...fieldNames],
    'expected value': idsOf(pack.expects),
    'report group': ['person', ...fieldNames],
    measure: idsOf(report.measures),
  };
  const optionsOf = (name: string): readonly string[] | null => {
    if (name === 'type' || name === 'priority' || name === 'group' || name === 'state') return names[name];
    const options = fields.get(name)?.options;
    return options === undefined ? null : idsOf(options);
  };
  return { names, fieldCalled: (name) => fields.get(name), optionsOf };
}

function idsOf(elements: readonly { readonly id: string }[]): readonly string[] {
  return elements.map(({ id }) => id);
}
