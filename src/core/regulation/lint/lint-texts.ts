import type { DocumentPath, Problem } from '../diagnostic.ts';
import type { PackDocument } from '../pack-document.ts';
import type { Localized } from '../schema/scalars.ts';
import { listTextNames, OPEN_NAMES } from '../text-names.ts';
import { listKnownNames } from './known-names.ts';
import type { LintContext } from './lint-context.ts';
import { faultsOfTemplate } from './template-faults.ts';

/** Every text can be filled: its template is well-formed and uses only names and helpers that exist. */
export function lintTexts({ document, pathOf }: LintContext): readonly Problem[] {
  const all = namesOf(document);
  const open = new Set([...all].filter((name) => isOpenName(name)));
  return document.texts.texts
    .flatMap((text) =>
      [
        ...variantsOf(text.subject, [...pathOf(text), 'subject']),
        ...variantsOf(text.body, [...pathOf(text), 'body']),
      ].map((variant) => ({ ...variant, names: text.answer === undefined ? all : open })),
    )
    .flatMap(({ template, path, names }) =>
      faultsOfTemplate(template, names).map((message): Problem => ({ severity: 'error', path, message })),
    );
}

/** What a text for everybody may show: nothing of a ticket but its number, state and term. */
function isOpenName(name: string): boolean {
  return (OPEN_NAMES as readonly string[]).includes(name) || name.startsWith('addresses.');
}

/** Every letter that is sent has a subject, every text is used, and every notice is owed by some rule. */
export function lintTextUse({ document, pathOf }: LintContext): readonly Problem[] {
  const { notices, rules } = document.rules;
  const actions = rules.flatMap((rule) => rule.do);
  const ofDesk = document.desk.rules.flatMap((rule) =>
    rule.do.flatMap((action) => ('text' in action ? action.text : [])),
  );
  const sent = new Set([
    ...notices.map(({ text }) => text),
    ...actions.flatMap((action) => ('letter' in action || 'mail' in action ? (action.text ?? []) : [])),
    // What concerns no ticket can only go by mail.
    ...ofDesk,
  ]);
  const used = new Set([
    ...sent,
    ...notices.flatMap(({ call_text: callText }) => callText ?? []),
    ...actions.flatMap((action) => ('text' in action ? (action.text ?? []) : [])),
    ...document.helpdesk.macros.flatMap(({ message }) => message?.text ?? []),
  ]);
  const owed = new Set(actions.flatMap((action) => ('letter' in action ? action.letter : [])));
  const idle = notices
    .filter(({ id, native_trigger: isNative }) => !owed.has(id) && !isNative)
    .map((notice): Problem => {
      const message = `no rule owes the notice "${notice.id}"`;
      return { severity: 'warning', path: pathOf(notice), message };
    });
  const faults = document.texts.texts.flatMap((text): readonly Problem[] => {
    const path = pathOf(text);
    if (!used.has(text.id) && text.answer === undefined) {
      return [{ severity: 'warning', path, message: `nothing uses the text "${text.id}"` }];
    }
    return sent.has(text.id) && text.subject === undefined
      ? [{ severity: 'error', path, message: `"${text.id}" is sent as a letter and needs a subject` }]
      : [];
  });
  return [...idle, ...faults];
}

function namesOf(document: PackDocument): ReadonlySet<string> {
  const { names } = listKnownNames(document);
  return listTextNames({
    clockIds: names.clock,
    fieldNames: names.field,
    addressIds: names.address,
    valueIds: [...document.pack.expects.map(({ id }) => id), ...Object.keys(document.overlay.values)],
    switchIds: names.switch,
  });
}

function variantsOf(
  text: Localized | undefined,
  path: DocumentPath,
): readonly { readonly template: string; readonly path: DocumentPath }[] {
  if (text === undefined) return [];
  if (typeof text === 'string') return [{ template: text, path }];
  return Object.entries(text).map(([language, template]) => ({ template, path: [...path, language] }));
}
