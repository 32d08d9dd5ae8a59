import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compilePack } from '../../../../src/core/regulation/compile-pack.ts';
import { formatDiagnostic } from '../../../../src/core/regulation/diagnostic.ts';
import { testPackFiles } from '../../../support/a-pack.ts';

const report = `reports:
  - id: weekly
    layout: workbook
    title: Figures
    product: true
    annexes:
      - { kind: violations, product: true }
      - { kind: ageing, days: [1], product: true }
`;
const whole = 'sheets: [{ id: violations }, { id: ageing }, { id: method }]';

function faultsWith(layouts: Readonly<Record<string, string>> | null): readonly string[] {
  const { diagnostics } = compilePack({
    files: testPackFiles({ files: { 'report.yaml': report } }),
    ...(layouts === null ? {} : { layouts: new Map(Object.entries(layouts)) }),
  });
  return diagnostics.map(formatDiagnostic);
}

describe('lintWordLanguage', () => {
  const warningsOf = (wordLanguages?: ReadonlySet<string>, files = { 'report.yaml': report }) =>
    compilePack({ files: testPackFiles({ files }), wordLanguages })
      .diagnostics.map(formatDiagnostic)
      .filter((each) => each.includes('report-templates/words'));

  it('warns of reports in a language for which there are no words', () => {
    expect(warningsOf(new Set(['uk']))).toEqual([
      expect.stringMatching(
        /^pack\.yaml:\d+:\d+: warning: there is no report-templates\/words\/en\.yaml: .* in English/,
      ),
    ]);
  });

  it('says nothing where they are there, not known, or not needed', () => {
    expect(warningsOf(new Set(['en']))).toEqual([]);
    expect(warningsOf()).toEqual([]);
    expect(warningsOf(new Set(['uk']), { 'report.yaml': 'reports: []' })).toEqual([]);
  });
});

describe('lintLayouts', () => {
  it('finds a layout that is not there, at its line', () => {
    expect(faultsWith({ workbok: whole })).toEqual([
      expect.stringMatching(
        /report\.yaml:3:\d+.*there is no layout report-templates\/workbook\.yaml, did you mean "workbok"\?/,
      ),
    ]);
  });

  it('finds sheets of the report that the layout lacks', () => {
    expect(faultsWith({ workbook: 'sheets: [{ id: ageing }]' }).join()).toContain(
      'report-templates/workbook.yaml says nothing of "violations", "method", which this report has: add it under sheets',
    );
    expect(faultsWith({ workbook: whole })).toEqual([]);
  });

  it.each(['sheets: 1', 'a list', '- [', ''])('finds what is no layout: %j', (text) => {
    expect(faultsWith({ workbook: text }).join()).toContain('workbook.yaml is no layout');
  });

  it('says nothing where the layouts are not known, and nothing of the real ones', () => {
    const real = readFileSync('report-templates/workbook.yaml', 'utf8');

    expect(faultsWith(null)).toEqual([]);
    expect(faultsWith({ workbook: real })).toEqual([]);
  });
});
