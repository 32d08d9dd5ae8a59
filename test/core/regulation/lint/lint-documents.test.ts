import { describe, expect, it } from 'vitest';
import { compilePack } from '../../../../src/core/regulation/compile-pack.ts';
import { compileTestPack, testPackFiles } from '../../../support/a-pack.ts';
import { diagnose } from './diagnose.ts';

const sheet = `documents:
  - id: sheet
    kind: form
    title: Hand-over sheet
    rows: [{ label: Number, field: number }, { label: Process, field: process }]
    product: true
`;

function faultsOf(documents: string, rules?: readonly [string, string]): readonly string[] {
  return diagnose({
    files: { 'documents.yaml': documents },
    ...(rules === undefined ? {} : { edits: { 'rules.yaml': [rules] } }),
  });
}

describe('lintDocuments', () => {
  it('takes a pack with documents, and one without', () => {
    expect(faultsOf(sheet)).toEqual([]);
    expect([...compileTestPack({ files: { 'documents.yaml': sheet } }).documents.keys()]).toEqual(['sheet']);
    expect(compileTestPack().documents.size).toBe(0);
  });

  it.each([
    [
      'field: process',
      'field: proces',
      'documents[0].rows[1].field: error: there is no document column "proces", did you mean "process"?',
    ],
    [
      '    product: true\n',
      '',
      'documents[0]: error: document:sheet does not say why it is there: name its clause, or say product: true',
    ],
    [
      'title: Hand-over sheet',
      'title: { en: Sheet, fr: Feuille }',
      'documents[0].title.fr: error: "fr" is no language of the pack',
    ],
    [
      'label: Number',
      'label: { fr: Numéro }',
      'documents[0].rows[0].label: error: there is no "en" text here',
    ],
    [
      'kind: form',
      'kind: list\n    dates: [process]\n    columns: [{ label: Number, field: number }]',
      'documents[0].rows: error: unknown key "rows"',
    ],
  ])('finds %s → %s', (before, after, message) => {
    expect(faultsOf(sheet.replace(before, after)).join('\n')).toContain(`documents.yaml ${message}`);
  });

  it('wants dates for a list, existing fields for repetitions, and a marker for a secret', () => {
    const documents = `documents:
  - { id: changes, kind: list, title: Changes, dates: [process], columns: [{ label: No, field: number }], product: true }
  - id: often
    kind: repetitions
    title: Often
    by: [{ id: same, label: Same, equal: [cause], similar: titel }]
    columns: [{ label: No, field: number }]
    product: true
  - { id: form, kind: form, title: Form, rows: [{ label: Secret, field: note, secret: true }], product: true }
`;
    const field = '\n  - { id: note, label: Note, kind: text, product: true }';
    const found = diagnose({
      files: { 'documents.yaml': documents },
      edits: { 'catalog.yaml': [['\nfields:', `\nfields:${field}`]] },
    }).join('\n');

    expect(found).toContain('documents[0].dates[0]: error: "process" is no date: a list goes by dates');
    expect(found).toContain('documents[1].by[0].equal[0]: error: there is no document column "cause"');
    expect(found).toContain(
      'documents[1].by[0].similar: error: there is no document column "titel", did you mean "title"?',
    );
    expect(found).toContain('documents[2].rows[0].field: error: "note" would hold the secret itself');
  });

  it('lets a rule attach a form that exists, and nothing else', () => {
    const edit = (document: string): readonly [string, string] => [
      '{ notify: [lead], text: note-unclassified }',
      `{ notify: [lead], text: note-unclassified, document: ${document} }`,
    ];
    const period = `${sheet}  - { id: changes, kind: list, title: Changes, dates: [], columns: [{ label: No, field: number }], product: true }\n`;

    expect(faultsOf(sheet, edit('sheet'))).toEqual([]);
    expect(faultsOf(sheet, edit('sheets')).join()).toContain(
      'there is no document "sheets", did you mean "sheet"?',
    );
    expect(faultsOf(period.replace('dates: []', 'dates: [due_on]'), edit('changes')).join()).toContain(
      '"changes" is about a period, not about a ticket',
    );
  });
});

describe('lintTemplates', () => {
  const messagesWith = (templates: readonly string[] | null): readonly string[] =>
    compilePack({
      files: testPackFiles({
        files: { 'documents.yaml': sheet.replace('kind: form', 'kind: form\n    template: shet') },
      }),
      ...(templates === null ? {} : { templates: new Set(templates) }),
    }).diagnostics.map(({ message }) => message);

  it('finds a template that is named and not there', () => {
    expect(messagesWith(['sheet.hbs', 'sheet.docx'])).toEqual([
      'there is no template report-templates/documents/shet.hbs, did you mean "sheet"?',
      'there is no template report-templates/documents/shet.docx, did you mean "sheet"?',
    ]);
    expect(messagesWith(['shet.hbs', 'shet.docx'])).toEqual([]);
  });

  it('says nothing where the templates are not known', () => {
    expect(messagesWith(null)).toEqual([]);
  });
});
