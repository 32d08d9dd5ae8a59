import { describe, expect, it } from 'vitest';
import { diagnoseEdit } from './diagnose.ts';

/** The rules of the small pack with some more; what is said about settling only. */
function settle(...rules: readonly string[]): readonly string[] {
  const added = rules.map(
    (rule, index) => `  - id: rule-${index + 1}\n    summary: A rule.\n    product: true\n    ${rule}\n`,
  );
  const first = '  - id: arrival-letter\n';
  return diagnoseEdit('rules.yaml', [first, `${added.join('')}${first}`]).filter((each) =>
    / own work| each other| for ever/.test(each),
  );
}

const toLow = 'do: [{ set: { priority: low } }]';
const toHigh = 'do: [{ set: { priority: high } }]';
const back = 'do: [{ undo: { priority: { previous: true } }, text: note-undone }]';

describe('lintSettling', () => {
  it('finds two rules that undo each other', () => {
    expect(
      settle(
        `on: { event: { changed: { priority: high } } }\n    ${toLow}`,
        `on: { event: { changed: { priority: low } } }\n    ${toHigh}`,
      ),
    ).toEqual([
      'rules.yaml rules[0].on: error: the rules "rule-1" and "rule-2" can undo each other: both react to and write "priority"; limit the events by actor (by: agent) or by value',
    ]);
  });

  it('finds a rule that is set off by its own work', () => {
    expect(settle(`on: { event: { changed: { priority: { any: true } } } }\n    ${back}`)).toEqual([
      'rules.yaml rules[0].on: error: the rule "rule-1" can be set off by its own work: both react to and write "priority"; limit the events by actor (by: agent) or by value',
    ]);
  });

  it('finds it through plain words and hand-overs too', () => {
    expect(
      settle(
        'on: { event: closed }\n    do: [{ set: { state: open } }]',
        'on: { event: reopened }\n    do: [{ set: { state: closed } }]',
      ),
    ).toHaveLength(1);
    expect(
      settle(
        'on: { event: { handed_over: {}, by: [agent, service] } }\n    do: [{ undo: { group: { previous: true } }, text: note-undone }]',
      ),
    ).toHaveLength(1);
  });

  it('finds a ring of rules that goes round through several fields', () => {
    const ring = [
      `on: { event: { changed: { priority: high } } }\n    do: [{ set: { process: access } }]`,
      `on: { event: { changed: { process: access } } }\n    ${toLow}`,
      `on: { event: { changed: { priority: low } } }\n    do: [{ set: { process: payroll } }]`,
      `on: { event: { changed: { process: payroll } } }\n    ${toHigh}`,
    ];
    expect(settle(...ring)).toEqual([
      'rules.yaml rules[0].on: error: the rules "rule-1", "rule-2", "rule-3", "rule-4" can set each other off for ever: together they write "process" this way and that; limit the events by actor (by: agent) or by value',
    ]);
    expect(settle(...ring.slice(0, 3))).toEqual([]);
  });

  it('is content with a ring that writes each field in one way', () => {
    expect(
      settle(
        `on: { event: { changed: { priority: { any: true } } } }\n    do: [{ set: { process: access } }]`,
        `on: { event: { changed: { process: { any: true } } } }\n    ${toLow}`,
      ),
    ).toEqual([]);
  });

  it.each([
    [
      'the events are those of people',
      `on: { event: { changed: { priority: high }, by: agent } }\n    ${toLow}`,
      `on: { event: { changed: { priority: low } } }\n    ${toHigh}`,
    ],
    [
      'both write the same',
      `on: { event: { changed: { priority: low } } }\n    ${toHigh}`,
      `on: { event: { changed: { priority: high } } }\n    ${toHigh}`,
    ],
    [
      'the values do not meet',
      `on: { event: { changed: { priority: { from: low, to: high } } } }\n    ${toLow}`,
      `on: { event: { changed: { type: fault } } }\n    ${toHigh}`,
    ],
    [
      'a condition keeps them apart',
      `on: { event: { changed: { priority: high } } }\n    when: { not: { priority: high } }\n    ${toLow}`,
      `on: { event: { changed: { priority: low } } }\n    ${toHigh}`,
    ],
    [
      'hand-overs are by people unless said otherwise',
      'on: { event: { handed_over: {} } }\n    do: [{ undo: { group: { previous: true } }, text: note-undone }]',
      `on: { event: registered }\n    ${toHigh}`,
    ],
  ])('is content where %s', (_, ...rules) => {
    expect(settle(...rules)).toEqual([]);
  });
});
