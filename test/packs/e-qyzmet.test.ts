import { describe, expect, it } from 'vitest';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import { coverClauses } from '../../src/core/regulation/cover-clauses.ts';
import { formatDiagnostic } from '../../src/core/regulation/diagnostic.ts';
import labels from '../fixtures/regulations/e-qyzmet-labels.json' with { type: 'json' };
import { testPackFiles } from '../support/a-pack.ts';
import { eFolder, eOverlay, ePack } from './e-qyzmet.ts';

function fieldLabels(): readonly unknown[] {
  return [...ePack().fields.values()].map(({ label }) => label);
}

describe('the e-Қызмет pack', () => {
  it('compiles without a word of complaint once the operator gave the hours', () => {
    const overlay = { path: 'overlay.yaml', text: eOverlay };
    const { diagnostics } = compilePack({ files: testPackFiles({ pack: eFolder }), overlay });

    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  it('is never open without them, so that nothing is configured on guessed hours [E 6.1 one hour]', () => {
    const { diagnostics } = compilePack({ files: testPackFiles({ pack: eFolder }) });

    expect(diagnostics.map(({ message }) => message)).toEqual([
      'the calendar "line-support" is never open; the operator’s overlay must give its hours (calendar_hours)',
    ]);
  });

  it('leaves nothing open', () => {
    const open = coverClauses(ePack(), null).filter(({ status }) => status === 'open');

    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['E 8.1', 6],
    ['E 8.2', 16],
    ['E 8.3', 12],
    ['E 8.4', 3],
    ['E 8.5(3)', 8],
    ['E 9.', 3],
  ])('has every point of %s as a line to sign: %i', (clause, points) => {
    const rows = ePack().clauses.filter(
      (row) => row.means.includes('attested') && row.clauses.some((each) => each.startsWith(clause)),
    );

    expect(rows).toHaveLength(points);
  });

  it('has two lines and the developers, who are none [E 3, E 4.1, E 4.2]', () => {
    const { groups } = ePack().catalog;

    expect(groups.map(({ label }) => label)).toEqual(labels.lines);
    expect(groups.map(({ line }) => line)).toEqual([1, 2, undefined]);
  });

  it('puts the fields of the form in its words and order [E Appendix 1]', () => {
    const form = fieldLabels().filter((label) => labels['Appendix 1'].includes(String(label)));

    expect(form).toEqual(labels['Appendix 1']);
  });

  it.each([...labels.developers, ...labels['6.3']])('shows the words of the text: %s', (label) => {
    expect(fieldLabels().some((shown) => String(shown).startsWith(label))).toBe(true);
  });

  it('offers the four questions of 6.2 and a ready text for each [E 6.2 information]', () => {
    const { fields, helpdesk } = ePack();
    const modules = helpdesk.text_modules.map(({ label }) => label);

    expect(fields.get('topic')?.options?.map(({ label }) => label)).toEqual(labels['6.2']);
    expect(modules).toEqual(expect.arrayContaining(labels['6.2']));
  });

  it('has a place for the structure of the dialogue [E 6.1 Appendix 3]', () => {
    expect(ePack().helpdesk.text_modules.map(({ id }) => id)).toContain('dialogue');
  });

  it('holds no password, only that it was passed separately, and says so [E Appendix 1]', () => {
    const password = ePack().fields.get('user_password');

    expect(password?.options?.map(({ label }) => label)).toEqual(['передан отдельно']);
    expect(password?.help).toContain('Сам пароль никуда не вносят');
    expect(ePack().fields.get('error_description')?.help).toContain('Пароль');
    expect(ePack().texts.get('number')?.body).toContain('не присылайте паролей');
  });

  it('calls the system by one name', () => {
    const texts = [...ePack().texts.values()].map(({ body }) => JSON.stringify(body)).join('\n');

    expect(texts).not.toMatch(/Е-ҚЫЗМЕТ|Е-кызмет/);
  });
});
