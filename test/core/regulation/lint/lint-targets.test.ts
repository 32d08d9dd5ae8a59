import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseEdit } from './diagnose.ts';

const undone = 'rules.yaml rules[5].do[0].undo';
const event = 'changed: { type: fault }, by: agent';

describe('lintTargets', () => {
  it.each([
    [
      'state: new',
      'state',
      'this may put the ticket into "new", a state of kind new: the helpdesk refuses that',
    ],
    ['state: merged', 'state', 'this may put the ticket into "merged": only merging does that'],
    [
      'reaction_due: null',
      'reaction_due',
      '"reaction_due" is computed from the clock "reaction"; no rule writes it',
    ],
    ['type: { person: lead }', 'type', 'a person can only become the owner'],
    ['type: { due_of: reaction }', 'type', '"type" holds no date; an instant does not fit'],
    ['type: { occurrence: true }', 'type', '"type" holds no date; an instant does not fit'],
    [
      'process: { previous: true }',
      'process',
      'the rule does not react to a change of "process", so there is no value before it',
    ],
  ])('refuses to write %s', (write, field, message) => {
    expect(diagnoseEdit('rules.yaml', ['undo: { type: null }', `undo: { ${write} }`])).toEqual([
      `${undone}.${field}: error: ${message}`,
    ]);
  });

  it.each([
    'type: { previous: true }',
    'owner: { person: lead }',
    'postponed_until: { due_of: resolution }',
    'state: closed',
  ])('accepts %s', (write) => {
    expect(diagnoseEdit('rules.yaml', ['undo: { type: null }', `undo: { ${write} }`])).toEqual([]);
  });

  it('refuses to put a state back that may have been new', () => {
    expect(
      diagnoseEdit(
        'rules.yaml',
        [event, 'changed: { state: open }, by: agent'],
        ['undo: { type: null }', 'undo: { state: { previous: true } }'],
      ),
    ).toContain(
      `${undone}.state: error: this may put the ticket into "new", a state of kind new: the helpdesk refuses that`,
    );
  });

  it('accepts it where the event says from which states it comes', () => {
    expect(
      diagnoseEdit(
        'rules.yaml',
        [event, 'changed: { state: { from: [open, awaiting-applicant], to: closed } }, by: agent'],
        ['undo: { type: null }', 'undo: { state: { previous: true } }'],
      ),
    ).toEqual([]);
  });

  it('refuses a waiting state without a date', () => {
    const withoutReminder = [', remind_after: 3wd', ''] as const;
    const edits = { 'catalog.yaml': [withoutReminder] };
    expect(
      diagnose({
        edits: { ...edits, 'rules.yaml': [['undo: { type: null }', 'undo: { state: awaiting-applicant }']] },
      }),
    ).toEqual([
      `${undone}.state: error: this may put the ticket into "awaiting-applicant", a waiting state, without a date: give the state remind_after, or set a date beside it`,
    ]);
    const dated = 'undo: { state: awaiting-applicant, postponed_until: { due_of: resolution } }';
    expect(diagnose({ edits: { ...edits, 'rules.yaml': [['undo: { type: null }', dated]] } })).toEqual([]);
  });
});
