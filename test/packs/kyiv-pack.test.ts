import { describe, expect, it } from 'vitest';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import { coverClauses } from '../../src/core/regulation/cover-clauses.ts';
import { formatDiagnostic } from '../../src/core/regulation/diagnostic.ts';
import clauseRows from '../fixtures/regulations/kyiv-clauses.json' with { type: 'json' };
import labels from '../fixtures/regulations/kyiv-labels.json' with { type: 'json' };
import { testPackFiles } from '../support/a-pack.ts';
import { kyivFolder, kyivOverlay, kyivPack, kyivPackWith } from './kyiv.ts';

/** Every text of the regulation that the pack shows to people, in lower case. */
function textsShown(): readonly string[] {
  const { manifest, catalog, clocks, notices, reports } = kyivPack();
  const shown: unknown[] = [
    ...catalog.types.map(({ label }) => label),
    ...catalog.priorities.map(({ label }) => label),
    ...catalog.groups.map(({ label }) => label),
    ...catalog.fields.flatMap(({ label, help, options }) => [
      label,
      help,
      ...(options ?? []).map((option) => option.label),
    ]),
    ...clocks.map(({ label }) => label),
    ...[...notices.values()].map(({ label }) => label),
    ...reports.flatMap(({ words }) => Object.values(words)),
    ...Object.values(manifest.addresses),
  ];
  return shown.filter((text) => typeof text === 'string').map((text) => text.toLowerCase());
}

describe('the Kyiv pack', () => {
  it.each([
    ['alone', undefined],
    ['with the example overlay', { path: 'overlay.example.yaml', text: kyivOverlay }],
  ])('compiles %s without a word of complaint, with every switch either way', (_, overlay) => {
    const { pack, diagnostics } = compilePack({ files: testPackFiles({ pack: kyivFolder }), overlay });

    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(pack?.manifest.id).toBe('kyiv-public-budget');
  });

  it('has a row for every row of the clause table', () => {
    expect(kyivPack().clauses.map(({ id }) => id)).toEqual(Object.keys(clauseRows));
  });

  it('names in each row the clauses of the table', () => {
    const numbersOf = (text: string): readonly string[] =>
      text.match(/«[^»]+»|Table \d(?: note \*+)?|(?<![\d.])\d+(?:\.\d+)+/g) ?? [];
    const named = Object.fromEntries(
      kyivPack().clauses.map(({ id, clauses }) => [id, clauses.flatMap(numbersOf)]),
    );

    for (const [id, heading] of Object.entries(clauseRows)) {
      expect(named[id], id).toEqual(expect.arrayContaining([...numbersOf(heading)]));
    }
  });

  it('leaves no row of the clause table open', () => {
    const open = coverClauses(kyivPack(), null).filter(({ status }) => status === 'open');

    expect(open.map(({ id, why }) => [id, why])).toEqual([]);
  });

  it('reopens the row of a rule that is taken away', () => {
    const withoutRule = kyivPackWith({
      edits: { 'rules/2-registration.yaml': [['  - id: arrival-letter\n', '  - id: some-other-letter\n']] },
    });
    const row = coverClauses(withoutRule, null).find(({ id }) => id === 'k-4-15');

    expect(row).toMatchObject({ status: 'open', why: 'there is no rule:arrival-letter' });
  });

  it.each(Object.entries(labels).flatMap(([part, texts]) => texts.map((text) => [part, text] as const)))(
    'shows the words of %s verbatim: %s',
    (_, text) => {
      expect(textsShown().some((shown) => shown.includes(text.toLowerCase()))).toBe(true);
    },
  );

  it('puts the labels of the services, types and categories as they are written', () => {
    const { catalog } = kyivPack();

    expect(catalog.types.map(({ label }) => label)).toEqual(labels.types);
    expect(catalog.priorities.map(({ label }) => label)).toEqual(labels.priorities);
    expect(catalog.groups.map(({ label }) => label)).toEqual(labels.services);
  });

  it('offers the six reasons of postponing in order, word for word [K 4.14]', () => {
    const options = kyivPack().fields.get('hindrance')?.options ?? [];

    expect(options.map(({ label }) => label)).toEqual(labels['4.14']);
  });

  it('knows the three official channels and one for what is not registered [K 2.7, K 4.1, K 4.2]', () => {
    const options = kyivPack().fields.get('request_channel')?.options ?? [];

    expect(options.map(({ label }) => label)).toEqual([...labels.channels, 'неофіційний']);
  });

  it('keeps personal data of the applicant in the helpdesk [K 4.4]', () => {
    const kept = [...kyivPack().fields.values()].filter((field) => field.private === true);

    expect(kept.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['applicant_email', 'applicant_login', 'applicant_name', 'applicant_phone']),
    );
  });
});
