import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseEdit } from './diagnose.ts';

const front = 'id: front, label: Front desk, line: 1, entry: true, clause: S 1';
const spam = 'uncounted: true, product: true }\n  - { id: merged';

describe('lintGrounds', () => {
  it.each([
    [
      'none',
      [spam, 'uncounted: true }\n  - { id: merged'],
      'states[4]',
      'state:spam does not say why it is there: name its clause, or say product: true',
    ],
    [
      'clause and product',
      [front, `${front}, product: true`],
      'groups[0]',
      'group:front names a clause and says product: true; a clause demands it or it is our addition, not both (a clause that it only helps with goes under "about")',
    ],
    [
      'about beside a clause',
      [front, `${front}, about: S 2`],
      'groups[0]',
      'group:front names a clause and says "about"; "about" is for additions of ours (product: true)',
    ],
    [
      'another regulation',
      [front, front.replace('S 1', 'K 1')],
      'groups[0].clause',
      '"K 1" is no clause of this regulation: its references begin with "S "',
    ],
    [
      'no row of the table',
      [front, front.replace('S 1', 'S 11')],
      'groups[0].clause',
      'the clause table has no row for "S 11", did you mean "S 1"?',
    ],
    [
      'no row, in a list',
      [front, front.replace('S 1', '[S 1, S 9]')],
      'groups[0].clause[1]',
      'the clause table has no row for "S 9", did you mean "S 1"?',
    ],
  ] as const)('refuses %s', (_, edit, path, message) => {
    expect(diagnoseEdit('catalog.yaml', edit)).toEqual([`catalog.yaml ${path}: error: ${message}`]);
  });

  it('looks into options, pauses and lines', () => {
    expect(
      diagnoseEdit('clocks.yaml', [
        '- while: { state: awaiting-applicant }',
        '- while: { state: awaiting-applicant }\n        clause: S 33',
      ]),
    ).toEqual([
      'clocks.yaml clocks[1].pauses[0].clause: error: the clause table has no row for "S 33", did you mean "S 3"?',
    ]);
  });

  it('checks what an addition is about', () => {
    expect(diagnoseEdit('rules.yaml', ['about: S 2', 'about: S 22'])).toEqual([
      'rules.yaml rules[2].about: error: the clause table has no row for "S 22", did you mean "S 2"?',
    ]);
  });
});

describe('lintCoverage', () => {
  it('warns of a rule on a clause that no row names', () => {
    expect(diagnoseEdit('clauses.yaml', [", 'rule:reaction-missed'", ''])).toEqual([
      'clauses.yaml clauses[2]: warning: "by" names nothing of rule:reaction-missed: what no row names could be lost without a row becoming open',
    ]);
  });

  it('tells each row once of all that it does not name', () => {
    const said = diagnose({
      files: {
        'clauses.yaml': `clauses:
  - { id: all, clauses: [S 1, S 2, S 3, S 4, S 5, S 6], demands: Everything, means: [enforced], by: ['rule:arrival'] }
`,
      },
    }).filter((each) => each.includes('"by" names nothing of'));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^clauses.yaml clauses\[0\]: warning: "by" names nothing of .*type:fault.*, rule:reaction-missed/,
    );
  });
});
