import type { Problem } from '../diagnostic.ts';
import type { PrintedDocument } from '../schema/document.ts';
import { suggestWord } from '../source/nearest-word.ts';
import { listKnownNames } from './known-names.ts';
import type { KnownNames } from './known-names.ts';
import type { LintContext } from './lint-context.ts';

/** Every document can be made of what it names: dates are dates, secrets are markers, a rule attaches forms only. */
export function lintDocuments({ document, pathOf }: LintContext): readonly Problem[] {
  const known = listKnownNames(document);
  const { documents } = document.documents;
  return [
    ...documents.flatMap((each) =>
      faultsOf(each, known).map(({ at, key, message }): Problem => {
        return { severity: 'error', path: [...pathOf(at), key], message };
      }),
    ),
    ...document.rules.rules.flatMap((rule) =>
      rule.do.flatMap((action): readonly Problem[] => {
        if (!('document' in action) || action.document === undefined) return [];
        const attached = documents.find(({ id }) => id === action.document);
        if (attached === undefined || attached.kind === 'form') return [];
        const message = `"${attached.id}" is about a period, not about a ticket: a rule attaches a document of the kind "form"`;
        return [{ severity: 'error', path: [...pathOf(action), 'document'], message }];
      }),
    ),
  ];
}

interface Fault {
  readonly at: object;
  readonly key: string | number;
  readonly message: string;
}

function faultsOf(document: PrintedDocument, known: KnownNames): readonly Fault[] {
  switch (document.kind) {
    case 'form':
      return document.rows.flatMap((row) => {
        const kind = known.fieldCalled(row.field)?.kind;
        if (!row.secret || kind === undefined || kind === 'select' || kind === 'boolean') return [];
        const message = `"${row.field}" would hold the secret itself; make it a select or boolean that marks that it was handed over`;
        return [{ at: row, key: 'field', message }];
      });
    case 'list':
      return document.dates.flatMap((name, index) => {
        const kind = known.fieldCalled(name)?.kind ?? 'none';
        if (!known.names.field.includes(name) || kind === 'date' || kind === 'datetime') return [];
        return [{ at: document.dates, key: index, message: `"${name}" is no date: a list goes by dates` }];
      });
    case 'repetitions':
      return [];
  }
}

/**
 * Every template that a document names is there. `templates` are the names of the files in the folder of templates;
 * null when they are not known, and then nothing is said.
 */
export function lintTemplates(
  { document, pathOf }: Pick<LintContext, 'document' | 'pathOf'>,
  templates: ReadonlySet<string> | null,
): readonly Problem[] {
  if (templates === null) return [];
  const names = [...templates].map((file) => file.replace(/\..*$/, ''));
  return document.documents.documents.flatMap((each) => {
    const { template } = each;
    if (template === undefined) return [];
    return ['hbs', 'docx'].flatMap((extension): readonly Problem[] => {
      const file = `${template}.${extension}`;
      if (templates.has(file)) return [];
      const message = `there is no template report-templates/documents/${file}${suggestWord(template, names)}`;
      return [{ severity: 'error', path: [...pathOf(each), 'template'], message }];
    });
  });
}
