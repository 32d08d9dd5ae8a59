import type { Problem } from '../diagnostic.ts';
import { groundsWithin, listElements } from '../list-elements.ts';
import { suggestWord } from '../source/nearest-word.ts';
import { listKnownNames } from './known-names.ts';
import type { KnownNames } from './known-names.ts';
import type { LintContext, PathOf } from './lint-context.ts';
import { documentReferences } from './document-references.ts';
import {
  catalogReferences,
  clockReferences,
  helpdeskReferences,
  overlayReferences,
  measureReferences,
  reportReferences,
} from './object-references.ts';
import type { NameReference, Reference, ValueReference } from './reference.ts';
import { deskReferences } from './desk-references.ts';
import { intakeReferences, noticeReferences, ruleReferences } from './rule-references.ts';

/** Everything that is named exists: fields and their values, states, groups, clocks, notices, texts, addresses… */
export function lintReferences(context: LintContext): readonly Problem[] {
  const known = listKnownNames(context.document);
  return [...referencesOf(context)].flatMap((reference) =>
    reference.kind === 'value' ? checkValue(reference, known) : checkName(reference, known, context),
  );
}

function* referencesOf({ document, pathOf }: LintContext): Generator<Reference> {
  const { catalog, clocks, rules, desk, helpdesk, report, documents, overlay } = document;
  const channel = catalog.fields.find(({ role }) => role === 'channel')?.id;
  yield* catalogReferences(catalog, pathOf);
  for (const clock of clocks.clocks) yield* clockReferences(clock, pathOf);
  for (const notice of rules.notices) yield* noticeReferences(notice, channel, pathOf);
  for (const intake of rules.intake) yield* intakeReferences(intake, pathOf);
  for (const rule of rules.rules) yield* ruleReferences(rule, pathOf);
  yield* deskReferences(desk, pathOf);
  yield* helpdeskReferences(helpdesk, pathOf);
  for (const each of report.reports) yield* reportReferences(each, pathOf);
  for (const each of report.measures) yield* measureReferences(each, pathOf);
  for (const each of documents.documents) yield* documentReferences(each, pathOf);
  yield* overlayReferences(overlay, pathOf);
  for (const { element } of listElements(document)) {
    for (const part of groundsWithin(element)) yield* switchReferences(part, pathOf);
  }
}

function* switchReferences(part: object, pathOf: PathOf): Generator<Reference> {
  for (const key of ['switch', 'unless_switch'] as const) {
    const name = (part as Readonly<Record<string, unknown>>)[key];
    if (typeof name === 'string') yield { kind: 'switch', name, path: [...pathOf(part), key] };
  }
}

function checkName(
  { kind, name, path, atKey = false }: NameReference,
  { names }: KnownNames,
  { document }: LintContext,
): readonly Problem[] {
  if (names[kind].includes(name)) return [];
  const isTypeField = document.catalog.fields.some(({ id, role }) => id === name && role === 'type');
  const isUserField = document.catalog.fields.some(({ id, of }) => id === name && of === 'user');
  const message = isTypeField
    ? `the field "${name}" is called "type" here, since it has that role`
    : isUserField
      ? `the field "${name}" is one of the user, not of the ticket`
      : kind === 'user group' && names[kind].length === 0
        ? `there are no user groups: they are the options of a select \`of: user\` in the role user_group`
        : `there is no ${kind} "${name}"${suggestWord(name, names[kind])}`;
  return [{ severity: 'error', path, atKey, message }];
}

function checkValue({ field, value, path }: ValueReference, known: KnownNames): readonly Problem[] {
  if (value === null || !known.names.field.includes(field)) return [];
  const fault = faultOfValue(field, value, known);
  return fault === null ? [] : [{ severity: 'error', path, message: fault }];
}

function faultOfValue(
  field: string,
  value: NonNullable<ValueReference['value']>,
  known: KnownNames,
): string | null {
  const options = known.optionsOf(field);
  if (options !== null) {
    return options.includes(String(value))
      ? null
      : `"${field}" has no option "${String(value)}"${suggestWord(String(value), options)}`;
  }
  const wanted = {
    boolean: typeof value === 'boolean' ? null : 'true or false',
    integer: Number.isInteger(value) ? null : 'a whole number',
    date: /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? null : 'a date YYYY-MM-DD',
    datetime: typeof value === 'number' ? null : 'an instant; compare with null, or use `missing`',
    select: 'one of its options, and it has none',
    text: null,
    longtext: null,
  }[known.fieldCalled(field)?.kind ?? 'text'];
  return wanted === null ? null : `"${String(value)}" does not fit the field "${field}": it holds ${wanted}`;
}
