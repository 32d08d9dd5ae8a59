import { describe, expect, it } from 'vitest';
import { coverClauses } from '../../../src/core/regulation/cover-clauses.ts';
import type { CoveredRow } from '../../../src/core/regulation/cover-clauses.ts';
import type { TestIndex } from '../../../src/core/regulation/test-index.ts';
import { compileTestPack, testPackFiles } from '../../support/a-pack.ts';
import type { PackOverrides } from '../../support/a-pack.ts';

function rowOf(id: string, overrides: PackOverrides = {}, tests: TestIndex | null = null): CoveredRow {
  const row = coverClauses(compileTestPack(overrides), tests).find((each) => each.id === id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

function editRows(before: string, after: string): PackOverrides {
  return { edits: { 'clauses.yaml': [[before, after]] } };
}

describe('coverClauses', () => {
  it('gives every row its strongest means and the elements that exist', () => {
    expect(coverClauses(compileTestPack(), null).map(({ id, status }) => [id, status])).toEqual([
      ['s-1', 'configured'],
      ['s-2', 'configured'],
      ['s-3', 'enforced'],
      ['s-4', 'enforced'],
      ['s-5', 'declared'],
      ['s-6', 'reported'],
    ]);
    expect(rowOf('s-6').by).toEqual(['report:weekly', 'field:process']);
  });

  const rules =
    (testPackFiles().get('rules.yaml') ?? '').split('\nrules:\n')[1]?.split(/(?= {2}- id:)/) ?? [];
  const named = rules.filter((rule) => !rule.includes('product: true'));

  it.each(named.map((rule) => [/id: (\S+)/.exec(rule)?.[1] ?? '', rule]))(
    'reopens the row of the rule %s when it is removed',
    (id, rule) => {
      const pack = compileTestPack({ edits: { 'rules.yaml': [[rule, '']] } });
      const open = coverClauses(pack, null).filter(({ status }) => status === 'open');
      expect(open.map(({ why }) => why)).toEqual([`there is no rule:${id}`]);
    },
  );

  it('keeps a row open that says so', () => {
    const overrides = editRows(
      "by: ['report:weekly', 'field:process']",
      "by: ['report:weekly']\n    open: The list is missing.",
    );
    expect(rowOf('s-6', overrides)).toMatchObject({ status: 'open', why: 'The list is missing.' });
  });

  it.each([
    [
      'nothing is named',
      "\n    by: ['report:weekly', 'field:process']",
      '',
      'nothing it names makes it reported',
    ],
    [
      'a means has no element of its kind',
      'means: [reported]',
      'means: [reported, enforced]',
      'nothing it names makes it enforced',
    ],
    [
      'no element stands on its clause',
      "means: [reported]\n    by: ['report:weekly', 'field:process']",
      "means: [configured]\n    by: ['group:front']",
      'no element it names stands on S 6',
    ],
    ['an element does not exist', "'field:process'", "'field:proces'", 'there is no field:proces'],
    [
      'a feature of the engine does not exist',
      "'field:process'",
      "'engine:magic'",
      'there is no engine:magic',
    ],
  ])('opens a row when %s', (_, ...[before, after, why]) => {
    expect(rowOf('s-6', editRows(before, after))).toMatchObject({ status: 'open', why });
  });

  it('takes what the engine does for every pack', () => {
    const row = rowOf(
      's-5',
      editRows("means: [declared]\n    by: ['expects:leads']", 'means: [enforced]\n    by: [engine:ledger]'),
    );
    expect(row).toMatchObject({ status: 'enforced', by: ['engine:ledger'] });
  });

  it('neither counts nor misses what a switch leaves out', () => {
    const edits = {
      'rules.yaml': [
        ['  - id: state-letter\n', '  - id: state-letter\n    unless_switch: pause-while-waiting\n'],
      ],
    } as const;
    expect(rowOf('s-4', { edits })).toMatchObject({ status: 'enforced', off: ['rule:state-letter'] });
  });

  it('shows the tests that are tagged with the row’s clauses, and opens a row without any', () => {
    const index = { 'S 3': ['test/a.test.ts › counts [S 3]'], 'S 9': ['test/b.test.ts › other [S 9]'] };
    expect(rowOf('s-3', {}, index)).toMatchObject({ status: 'enforced', tests: index['S 3'] });
    expect(rowOf('s-4', {}, index)).toMatchObject({ status: 'open', why: 'no test shows it', tests: [] });
    expect(rowOf('s-5', {}, index)).toMatchObject({ status: 'declared', tests: [] });
  });

  it('shows a test that the row names itself, if it exists', () => {
    const overrides = editRows(
      "'field:process']",
      "'field:process']\n    tests: ['test/b.test.ts › other [S 9]', 'test/c.test.ts › gone']",
    );
    const index = { 'S 9': ['test/b.test.ts › other [S 9]'] };
    expect(rowOf('s-6', overrides, index)).toMatchObject({
      status: 'reported',
      tests: ['test/b.test.ts › other [S 9]'],
    });
  });
});
