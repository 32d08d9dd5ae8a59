import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseEdit } from './diagnose.ts';

const misnamed = [
  [
    'a field of what was before',
    'rules.yaml',
    'by: agent } }',
    'by: agent, before: { stat: open } } }',
    'rules[5].on.event.before.stat',
    'field "stat", did you mean "state"?',
  ],
  [
    'the text of a call task',
    'rules.yaml',
    'oral_tick: told_number',
    'call_text: letter-registred',
    'notices[0].call_text',
    'text "letter-registred", did you mean "letter-registered"?',
  ],
  [
    'a clock of an occasion',
    'rules.yaml',
    'clock: reaction, at: 50%',
    'clock: reactoin, at: 50%',
    'rules[3].on.clock',
    'clock "reactoin", did you mean "reaction"?',
  ],
  [
    'a notice',
    'rules.yaml',
    'letter: changed',
    'letter: chnged',
    'rules[1].do[0].letter',
    'notice "chnged", did you mean "changed"?',
  ],
  [
    'a field of a condition',
    'rules.yaml',
    'when: { state: spam }',
    'when: { stat: spam }',
    'rules[5].when.stat',
    'field "stat", did you mean "state"?',
  ],
  [
    'a field of an event',
    'rules.yaml',
    'changed: { type: fault }',
    'changed: { tipe: fault }',
    'rules[5].on.event.changed.tipe',
    'field "tipe", did you mean "type"?',
  ],
  [
    'an address',
    'rules.yaml',
    'notify: [lead]',
    'notify: [{ address: bord }]',
    'rules[2].do[0].notify[0].address',
    'address "bord", did you mean "board"?',
  ],
  [
    'the field of a tick',
    'rules.yaml',
    'oral_tick: told_number',
    'oral_tick: told_nmber',
    'notices[0].oral_tick',
    'field "told_nmber", did you mean "told_number"?',
  ],
  [
    'the clock of a due field',
    'catalog.yaml',
    'due: resolution',
    'due: solution',
    'fields[5].due',
    'clock "solution", did you mean "resolution"?',
  ],
  [
    'a group of a role',
    'catalog.yaml',
    'front: [read, create',
    'frnt: [read, create',
    'roles[0].groups.frnt',
    'group "frnt", did you mean "front"?',
  ],
  [
    'the calendar of a goal',
    'clocks.yaml',
    'question: 2h',
    'question: { within: 2h, calendar: offise }',
    'clocks[0].goals.question.calendar',
    'calendar "offise", did you mean "office"?',
  ],
  [
    'a switch',
    'clocks.yaml',
    'switch: pause-while-waiting',
    'switch: pause-while-wating',
    'clocks[1].pauses[0].switch',
    'switch "pause-while-wating", did you mean "pause-while-waiting"?',
  ],
  [
    'a role of an overview',
    'helpdesk.yaml',
    'roles: [desk]',
    'roles: [dsk]',
    'overviews[0].roles[0]',
    'role "dsk", did you mean "desk"?',
  ],
  [
    'a column of an overview',
    'helpdesk.yaml',
    'columns: [number, title',
    'columns: [number, tittle',
    'overviews[0].columns[1]',
    'overview column "tittle", did you mean "title"?',
  ],
  [
    'a required field of a form',
    'helpdesk.yaml',
    'require: [type, process]',
    'require: [type, proces]',
    'forms[0].require[1]',
    'field "proces", did you mean "process"?',
  ],
  [
    'a receiver of a report',
    'report.yaml',
    'to: [board]',
    'to: [bord]',
    'reports[0].to[0]',
    'address "bord", did you mean "board"?',
  ],
  [
    'a field of a report',
    'report.yaml',
    'field: process',
    'field: proces',
    'reports[0].lines[3].field',
    'field "proces", did you mean "process"?',
  ],
  [
    'a column of a report',
    'report.yaml',
    'columns: [number',
    'columns: [numer',
    'reports[0].open_list.columns[0]',
    'report column "numer", did you mean "number"?',
  ],
] as const;

const misvalued = [
  [
    'of a state',
    'rules.yaml',
    '[awaiting-applicant, closed]',
    '[awaiting-applicant, close]',
    'rules[1].on.event.changed.state[1]',
    '"state" has no option "close", did you mean "closed"?',
  ],
  [
    'of a type',
    'helpdesk.yaml',
    'when: { type: question }',
    'when: { type: quest }',
    'forms[1].when.type',
    '"type" has no option "quest"; there is fault, question',
  ],
  [
    'of a limited field',
    'helpdesk.yaml',
    'restrict: { priority: [low] }',
    'restrict: { priority: [lw] }',
    'forms[1].restrict.priority[0]',
    '"priority" has no option "lw", did you mean "low"?',
  ],
  [
    'of a channel',
    'rules.yaml',
    'form: email, phone: oral }',
    'fax: email }',
    'notices[0].by_channel.fax',
    '"channel" has no option "fax"; there is email, phone, form',
  ],
  [
    'of a state kind',
    'helpdesk.yaml',
    'state_kind: [new, open]',
    'state_kind: [new, opn]',
    'overviews[0].when.state_kind[1]',
    'there is no state kind "opn", did you mean "open"?',
  ],
  [
    'of a macro',
    'helpdesk.yaml',
    'set: { state: open }',
    'set: { state: opn }',
    'macros[0].set.state',
    '"state" has no option "opn", did you mean "open"?',
  ],
  [
    'of a tick',
    'helpdesk.yaml',
    'set: { state: open }',
    'set: { told_number: done }',
    'macros[0].set.told_number',
    '"done" does not fit the field "told_number": it holds true or false',
  ],
  [
    'of a date',
    'helpdesk.yaml',
    'set: { state: open }',
    'set: { postponed_until: soon }',
    'macros[0].set.postponed_until',
    '"soon" does not fit the field "postponed_until": it holds a date YYYY-MM-DD',
  ],
] as const;

describe('lintReferences', () => {
  it.each(misnamed)('finds %s that does not exist', (_, ...[file, before, after, path, message]) => {
    expect(diagnoseEdit(file, [before, after])).toContain(`${file} ${path}: error: there is no ${message}`);
  });

  it.each(misvalued)('finds a value %s that does not exist', (_, ...[file, before, after, path, message]) => {
    expect(diagnoseEdit(file, [before, after])).toContain(`${file} ${path}: error: ${message}`);
  });

  it('says that the field in the role type is called type', () => {
    expect(diagnoseEdit('rules.yaml', ['missing: [type]', 'missing: [request_type]'])).toEqual([
      'rules.yaml rules[2].on.while.missing[0]: error: the field "request_type" is called "type" here, since it has that role',
    ]);
  });

  it('says what user groups are where a pack has none', () => {
    expect(
      diagnoseEdit('rules.yaml', ['missing: [type]', 'missing: [type], applicant: { group: vip }']),
    ).toEqual([
      'rules.yaml rules[2].on.while.applicant.group: error: there are no user groups: they are the options of a select `of: user` in the role user_group',
    ]);
  });

  it('says that a field is one of the user', () => {
    expect(
      diagnoseEdit('catalog.yaml', [
        'id: told_number, label: Number told, kind: boolean',
        'id: told_number, label: Number told, kind: boolean, of: user',
      ]),
    ).toEqual([
      'rules.yaml notices[0].oral_tick: error: the field "told_number" is one of the user, not of the ticket',
    ]);
  });

  it.each([
    ['leads: { frnt: anna }', 'leads.frnt', 'group "frnt", did you mean "front"?'],
    [
      'switches: { pause-while-wating: true }',
      'switches.pause-while-wating',
      'switch "pause-while-wating", did you mean "pause-while-waiting"?',
    ],
    ['calendar_hours: { offis: {} }', 'calendar_hours.offis', 'calendar "offis", did you mean "office"?'],
  ])('checks the overlay: %s', (overlay, path, message) => {
    expect(diagnose({ overlay })).toEqual([`overlay.yaml ${path}: error: there is no ${message}`]);
  });
});
