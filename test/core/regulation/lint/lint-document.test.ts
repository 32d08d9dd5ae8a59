import { describe, expect, it } from 'vitest';
import { diagnose, diagnoseEdit } from './diagnose.ts';

describe('lintIds', () => {
  it.each([
    [
      'groups',
      'id: back',
      'id: front',
      'groups[1].id',
      'another group has the id "front" already; give this one another',
    ],
    [
      'options of a field',
      '{ id: payroll',
      '{ id: access',
      'fields[2].options[1].id',
      'another option of process has the id "access" already; give this one another',
    ],
  ])('refuses two %s of one id', (_, ...[before, after, path, message]) => {
    expect(diagnoseEdit('catalog.yaml', [before, after])).toContain(
      `catalog.yaml ${path}: error: ${message}`,
    );
  });

  it('allows two readings of one element of which a switch chooses one', () => {
    const second =
      'clocks:\n  - id: resolution\n    label: Resolution\n    stops: closed\n    goals: 9h\n    unless_switch: pause-while-waiting\n    clause: S 3\n';
    const first = [
      '\n    resumes: reopened',
      '\n    resumes: reopened\n    switch: pause-while-waiting',
    ] as const;
    expect(diagnoseEdit('clocks.yaml', ['clocks:\n', second], first)).toEqual([]);
  });
});

describe('lintDocument', () => {
  it('checks the readings that are not chosen as well', () => {
    const pause =
      '- while: { state: awaiting-applicant }\n        unless_switch: pause-while-waiting\n      - while: { state: awating-applicant }';
    expect(
      diagnoseEdit('clocks.yaml', [
        '- while: { state: awaiting-applicant }\n        switch: pause-while-waiting',
        `${pause}\n        unless_switch: pause-while-waiting`,
      ]),
    ).toEqual([
      'clocks.yaml clocks[1].pauses[1].while.state: error: "state" has no option "awating-applicant", did you mean "awaiting-applicant"? (with the switch "pause-while-waiting" off)',
    ]);
  });

  it('finds nothing wrong in the small pack', () => {
    expect(diagnose({})).toEqual([]);
  });
});

describe('lintCatalog', () => {
  it.each([
    ['no entry', ', entry: true', '', 'groups', 'no group takes new tickets: mark one with entry: true'],
    [
      'a role on a text',
      'label: Channel\n    kind: select',
      'label: Channel\n    kind: text',
      'fields[1]',
      'a field in the role channel is a select',
    ],
    [
      'a due field that holds no instant',
      'kind: datetime, due: reaction',
      'kind: date, due: reaction',
      'fields[4]',
      '"reaction_due" holds a due instant, so it is a datetime',
    ],
    ['a role twice', 'role: process', 'role: channel', 'fields[2]', '"channel" has the role channel already'],
    [
      'a select without options',
      'label: Number told, kind: boolean',
      'label: Number told, kind: select',
      'fields[6]',
      'the select "told_number" needs options',
    ],
    [
      'a field of every ticket',
      'id: told_number',
      'id: owner',
      'fields[6]',
      'every ticket has "owner"; give this field another id',
    ],
  ])('refuses %s', (_, ...[before, after, path, message]) => {
    expect(diagnoseEdit('catalog.yaml', [before, after])).toContain(
      `catalog.yaml ${path}: error: ${message}`,
    );
  });

  it('refuses a time zone that does not exist', () => {
    expect(diagnoseEdit('pack.yaml', ['zone: Europe/Kyiv', 'zone: Europe/Kiew'])).toEqual([
      'pack.yaml zone: error: "Europe/Kiew" is no time zone of the IANA list',
    ]);
  });
});

describe('lintCalendars', () => {
  const monday = "mon: [['09:00', '18:00']]";

  it.each([
    [
      'hours that end before they begin',
      monday,
      "mon: [['18:00', '09:00']]",
      'calendars[0].periods[0].week.mon[0]',
      '18:00–09:00 ends before it begins; write hours across midnight as two days',
    ],
    [
      'an exception without a ground',
      'basis: Labour code',
      "basis: ' '",
      'calendars[0].exceptions[0].basis',
      'name the legal ground',
    ],
    [
      'a default that does not exist',
      'default: office',
      'default: ofice',
      'default',
      'there is no calendar "ofice", did you mean "office"?',
    ],
    [
      'hours beside a weekday',
      'basis: Labour code',
      'basis: Labour code, like: fri, hours: [["09:00", "13:00"]]',
      'calendars[0].exceptions[0]',
      'say either the hours of this day or which weekday it is like',
    ],
  ])('refuses %s', (_, ...[before, after, path, message]) => {
    expect(diagnoseEdit('calendars.yaml', [before, after])).toEqual([
      `calendars.yaml ${path}: error: ${message}`,
    ]);
  });

  it('points into the overlay for what stands there', () => {
    expect(diagnose({ overlay: 'calendar_hours: { office: { mon: [["10:00", "09:00"]] } }' })).toEqual([
      'overlay.yaml calendar_hours.office.mon[0]: error: 10:00–09:00 ends before it begins; write hours across midnight as two days',
    ]);
    expect(
      diagnose({
        overlay: 'calendar_exceptions: { office: [{ on: 2026-01-02, summary: Fire, basis: " " }] }',
      }),
    ).toEqual(['overlay.yaml calendar_exceptions.office[0].basis: error: name the legal ground']);
  });

  it('warns of a calendar that is never open, until the overlay gives its hours', () => {
    const files = {
      'calendars.yaml':
        'default: office\ncalendars: [{ id: office, zone: Europe/Kyiv, periods: [{ week: {} }], clause: S 1 }]\n',
    };
    expect(diagnose({ files })).toEqual([
      'calendars.yaml calendars[0]: warning: the calendar "office" is never open; the operator’s overlay must give its hours (calendar_hours)',
    ]);
    expect(diagnose({ files, overlay: 'calendar_hours: { office: { mon: [["09:00", "18:00"]] } }' })).toEqual(
      [],
    );
  });
});

describe('lintLanguages', () => {
  const languages = ['languages: [en]', 'languages: [en, kk]'] as const;

  it('demands every text in each language of the pack', () => {
    const found = diagnoseEdit('pack.yaml', languages);
    expect(found).toContain(
      'catalog.yaml groups[0].label: error: the pack has the languages en, kk: give this text in each ({en: …, kk: …})',
    );
    expect(found).toContain(
      'texts.yaml texts[0].body: error: the pack has the languages en, kk: give this text in each ({en: …, kk: …})',
    );
    expect(found.filter((each) => each.includes('help.')).map((each) => each.split(':')[0])).toEqual([
      'catalog.yaml types[0].help.high',
      'catalog.yaml types[0].help.low',
    ]);
  });

  it('refuses a language that is missing or not the pack’s', () => {
    expect(diagnoseEdit('catalog.yaml', ['label: Back office', 'label: { uk: Бек-офіс }'])).toEqual([
      'catalog.yaml groups[1].label: error: there is no "en" text here',
      'catalog.yaml groups[1].label.uk: error: "uk" is no language of the pack; there is en',
    ]);
  });
});
