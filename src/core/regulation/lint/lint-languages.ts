import type { DocumentPath, Problem } from '../diagnostic.ts';
import type { PackDocument } from '../pack-document.ts';
import type { PrintedDocument } from '../schema/document.ts';
import type { Localized } from '../schema/scalars.ts';
import { suggestWord } from '../source/nearest-word.ts';
import type { LintContext, PathOf } from './lint-context.ts';

/** A text that people read, with its place. */
interface ReadText {
  readonly text: Localized;
  readonly path: DocumentPath;
}

/** Everything that people read is there in each language of the pack, and in no other. */
export function lintLanguages({ document, pathOf }: LintContext): readonly Problem[] {
  const { languages } = document.pack;
  return textsOf(document, pathOf).flatMap(({ text, path }) => {
    if (typeof text === 'string') {
      if (languages.length === 1) return [];
      const message = `the pack has the languages ${languages.join(', ')}: give this text in each ({${languages.join(': …, ')}: …})`;
      return [{ severity: 'error', path, message }];
    }
    const missing = languages.filter((language) => !Object.hasOwn(text, language));
    const foreign = Object.keys(text).filter((language) => !languages.includes(language));
    return [
      ...missing.map((language): Problem => {
        return { severity: 'error', path, message: `there is no "${language}" text here` };
      }),
      ...foreign.map((language): Problem => {
        const message = `"${language}" is no language of the pack${suggestWord(language, languages)}`;
        return { severity: 'error', path: [...path, language], atKey: true, message };
      }),
    ];
  });
}

function textsOf(
  { catalog, clocks, rules, desk, texts, helpdesk, report, documents }: PackDocument,
  pathOf: PathOf,
): readonly ReadText[] {
  const options = catalog.fields.flatMap((field) => field.options ?? []);
  const lists: readonly (readonly object[])[] = [
    catalog.types,
    catalog.priorities,
    catalog.groups,
    catalog.states,
    catalog.fields,
    options,
    catalog.roles,
    clocks.clocks,
    rules.notices,
    texts.texts,
    helpdesk.forms,
    helpdesk.overviews,
    helpdesk.macros,
    helpdesk.text_modules,
    desk.works === undefined ? [] : [desk.works, ...desk.works.kinds],
  ];
  return [
    ...lists.flat().flatMap((element) => pick(element, ['label', 'help', 'subject', 'body'], pathOf)),
    ...catalog.types.flatMap(({ help }) => (help === undefined ? [] : pick(help, Object.keys(help), pathOf))),
    ...[...rules.rules, ...desk.rules].flatMap((rule) => pick(rule, ['summary'], pathOf)),
    ...report.reports.flatMap((each) => [
      ...pick(each, ['title', 'sheet'], pathOf),
      ...each.lines.flatMap((line) => pick(line, ['heading', 'text', 'other'], pathOf)),
      ...(each.open_list === undefined ? [] : pick(each.open_list, ['title', 'sheet'], pathOf)),
      ...each.annexes.flatMap((annex) => [
        ...pick(annex, ['title', 'sheet'], pathOf),
        ...('rows' in annex ? annex.rows.flatMap((row) => pick(row, ['label'], pathOf)) : []),
        ...('figures' in annex ? annex.figures.flatMap((figure) => pick(figure, ['label'], pathOf)) : []),
      ]),
      ...pick(each.words, Object.keys(each.words), pathOf),
    ]),
    ...report.measures.flatMap((measure) => pick(measure, ['label'], pathOf)),
    ...documents.documents.flatMap((each) => textsOfPrinted(each, pathOf)),
  ];
}

function textsOfPrinted(document: PrintedDocument, pathOf: PathOf): readonly ReadText[] {
  const shown = document.kind === 'form' ? document.rows : document.columns;
  const labelled = document.kind === 'repetitions' ? [...shown, ...document.by] : shown;
  const lists = [document.signatures, ...(document.kind === 'repetitions' ? [document.to_fill] : [])];
  return [
    ...pick(document, ['title', 'heading'], pathOf),
    ...labelled.flatMap((each) => pick(each, ['label'], pathOf)),
    ...lists.flatMap((list) => list.map((text, index) => ({ text, path: [...pathOf(list), index] }))),
  ];
}

/** The texts under some keys of an element; the help of a type is one text for each priority and taken apart. */
function pick(element: object, keys: readonly string[], pathOf: PathOf): readonly ReadText[] {
  return keys.flatMap((key) => {
    const text = (element as Readonly<Record<string, Localized | undefined>>)[key];
    const isHelpOfType = key === 'help' && 'priorities' in element;
    return text === undefined || isHelpOfType ? [] : [{ text, path: [...pathOf(element), key] }];
  });
}
