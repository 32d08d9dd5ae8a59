import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseEdit } from './diagnose.ts';

const goals = 'clocks.yaml clocks[0].goals';

describe('lintGoals', () => {
  it('demands a goal for every allowed type and priority', () => {
    expect(diagnoseEdit('clocks.yaml', ['      question: 2h\n', ''])).toEqual([
      `${goals}: error: the clock "reaction" has no goal for question / low`,
    ]);
  });

  it('demands none where the clock does not apply', () => {
    expect(
      diagnoseEdit(
        'clocks.yaml',
        ['      question: 2h\n', ''],
        ['label: Reaction', 'label: Reaction\n    applies: { type: fault }'],
      ),
    ).toEqual([]);
  });

  it('demands one for every option of other fields', () => {
    expect(
      diagnoseEdit(
        'clocks.yaml',
        ['by: [type, priority]', 'by: [group]'],
        ['      fault: { high: 1h, low: 4h }\n      question: 2h\n', '      front: 1h\n'],
      ),
    ).toEqual([`${goals}: error: the clock "reaction" has no goal for back`]);
  });

  it('is content with one goal for all', () => {
    expect(
      diagnoseEdit(
        'clocks.yaml',
        ['    by: [type, priority]\n', ''],
        ['\n      fault: { high: 1h, low: 4h }\n      question: 2h\n', ' 1h\n'],
      ),
    ).toEqual([]);
  });

  it('wants a term that people set in a date-time field', () => {
    const inField = (field: string) =>
      diagnoseEdit('clocks.yaml', ['      question: 2h\n', `      question: { field: ${field} }\n`]);

    expect(inField('resolution_due')).toEqual([]);
    expect(inField('postponed_until')).toEqual([
      `${goals}.question.field: error: a term stands in a date-time field; "postponed_until" is a date`,
    ]);
    expect(inField('resolution_duh')).toEqual([
      `${goals}.question.field: error: there is no field "resolution_duh", did you mean "resolution_due"?`,
    ]);
  });

  it('warns of a goal that no ticket can have', () => {
    expect(diagnoseEdit('clocks.yaml', ['question: 2h', 'question: { low: 2h, high: 1h }'])).toEqual([
      `${goals}.question.high: warning: no ticket can have question / high: this goal is never used`,
    ]);
  });

  it('refuses goals nested deeper than the fields that choose them', () => {
    expect(diagnoseEdit('clocks.yaml', ['question: 2h', 'question: { low: { front: 2h } }'])).toContain(
      `${goals}.question.low: error: the goals are chosen by type, priority; there is nothing more to choose by`,
    );
  });

  it('refuses a field without options', () => {
    expect(diagnoseEdit('clocks.yaml', ['by: [type, priority]', 'by: [postponed_until]'])).toContain(
      'clocks.yaml clocks[0].by: error: a goal is chosen by fields with options; "postponed_until" has none',
    );
  });

  it.each([
    ['working time', 'high: 4h, low: 1h'],
    ['working days of 9 hours against hours', 'high: 2wd, low: 17h'],
    ['days on the wall', 'high: 3d, low: 48h-elapsed'],
  ])('refuses a longer goal for a higher priority: %s', (_, cells) => {
    expect(diagnoseEdit('clocks.yaml', ['high: 1h, low: 4h', cells])).toEqual([
      `${goals}: error: the higher priority has the longer goal: fault / high and fault / low`,
    ]);
  });

  it.each(['high: 4h, low: 4h', 'high: 1wd, low: 9h', 'high: 1d, low: 1y'])('accepts %s', (cells) => {
    expect(diagnoseEdit('clocks.yaml', ['high: 1h, low: 4h', cells])).toEqual([]);
  });

  it('warns where working time stands against time on the wall', () => {
    expect(diagnoseEdit('clocks.yaml', ['high: 1h, low: 4h', 'high: 1h, low: 4h-elapsed'])).toEqual([
      `${goals}: warning: cannot tell which goal is longer: fault / high and fault / low`,
    ]);
  });

  it.each([
    ['an hour of work', 'two weeks', 'high: 1h, low: 14d'],
    ['half an hour on the wall', 'a working day', 'high: 30m-elapsed, low: 1wd'],
  ])('can tell that %s is shorter than %s, whatever the start', (_one, _other, cells) => {
    expect(diagnoseEdit('clocks.yaml', ['high: 1h, low: 4h', cells])).toEqual([]);
  });

  it('can tell that three working days are longer than a day, whatever the start', () => {
    expect(diagnoseEdit('clocks.yaml', ['high: 1h, low: 4h', 'high: 3wd, low: 1d'])).toEqual([
      `${goals}: error: the higher priority has the longer goal: fault / high and fault / low`,
    ]);
  });

  it('says nothing of goals in working time while the calendar is wrong', () => {
    const said = diagnoseEdit('calendars.yaml', ['zone: Europe/Kyiv', 'zone: Europe/Nowhere']);
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('"Europe/Nowhere" is no time zone');
  });

  it('warns of a field that chooses the goal and may be empty', () => {
    const byChannel = [
      ['by: [type, priority]', 'by: [channel]'],
      [
        '      fault: { high: 1h, low: 4h }\n      question: 2h\n',
        '      email: 1h\n      phone: 2h\n      form: 1h\n',
      ],
    ] as const;
    expect(diagnoseEdit('clocks.yaml', ...byChannel)).toEqual([
      'clocks.yaml clocks[0].by: warning: while "channel" is empty the clock "reaction" has its provisional goal alone: give the field a default, or let "unclassified" of the catalogue say that it is missing',
    ]);
    const limited = ['label: Reaction', 'label: Reaction\n    applies: { present: [channel] }'] as const;
    expect(diagnoseEdit('clocks.yaml', ...byChannel, limited)).toEqual([]);
  });

  it('takes priorities in the order of the catalogue, highest first', () => {
    const priorities = ['  - { id: high, label: High, clause: S 2 }\n', ''] as const;
    const last = [
      '  - { id: low, label: Low, default: true, clause: S 2 }\n',
      '  - { id: low, label: Low, default: true, clause: S 2 }\n  - { id: high, label: High, clause: S 2 }\n',
    ] as const;
    expect(diagnose({ edits: { 'catalog.yaml': [priorities, last] } })).toContain(
      `${goals}: error: the higher priority has the longer goal: fault / low and fault / high`,
    );
  });
});
