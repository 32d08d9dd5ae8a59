import { describe, expect, it } from 'vitest';
import { compilePack } from '../../../src/core/regulation/compile-pack.ts';
import { compileTestPack, testPackFiles } from '../../support/a-pack.ts';
import { diagnose } from './lint/diagnose.ts';

describe('compilePack', () => {
  it('finds things by id, the field in the role type as `type` with the types as its options', () => {
    const pack = compileTestPack();

    expect(pack.manifest.letter).toBe('S');
    expect([...pack.groups.keys()]).toEqual(['front', 'back']);
    expect(pack.fields.get('type')).toMatchObject({
      id: 'request_type',
      options: [{ id: 'fault' }, { id: 'question' }],
    });
    expect(pack.fieldByRole.get('type')).toBe('type');
    expect(pack.fieldByRole.get('channel')).toBe('channel');
  });

  it('compiles the calendars, the default one among them', () => {
    const { calendars, defaultCalendar } = compileTestPack();

    expect(calendars.get('office')).toBe(defaultCalendar);
    expect(defaultCalendar.isOpen(Date.parse('2026-11-23T07:00:00Z'))).toBe(true);
    expect(defaultCalendar.isOpen(Date.parse('2026-01-01T10:00:00Z'))).toBe(false);
  });

  it('lets the overlay replace hours and exceptions of a calendar', () => {
    const { defaultCalendar } = compileTestPack({
      overlay: `
calendar_hours: { office: { thu: [['10:00', '12:00']] } }
calendar_exceptions: { office: [{ on: 2026-01-01, hours: [['08:00', '09:00']], summary: Rush, basis: Order 1 }] }
`,
    });

    expect(defaultCalendar.isOpen(Date.parse('2026-11-26T08:30:00Z'))).toBe(true);
    expect(defaultCalendar.isOpen(Date.parse('2026-11-23T07:00:00Z'))).toBe(false);
    expect(defaultCalendar.isOpen(Date.parse('2026-01-01T06:30:00Z'))).toBe(true);
  });

  it('leaves out what a switch turns off, and takes it in when the overlay turns it on again', () => {
    const off = 'switches: { pause-while-waiting: false }';
    const pausesOf = (overlay?: string) =>
      compileTestPack(overlay === undefined ? {} : { overlay }).clocks.find(({ id }) => id === 'resolution')
        ?.pauses;

    expect(pausesOf()).toHaveLength(1);
    expect(pausesOf(off)).toEqual([]);
    expect(compileTestPack({ overlay: off }).switches.get('pause-while-waiting')).toBe(false);
  });

  it('takes of two readings the one whose switch is off', () => {
    const edits = { 'clocks.yaml': [['switch: pause', 'unless_switch: pause']] } as const;

    expect(compileTestPack({ edits }).clocks[1]?.pauses).toEqual([]);
    expect(
      compileTestPack({ edits, overlay: 'switches: { pause-while-waiting: false }' }).clocks[1]?.pauses,
    ).toHaveLength(1);
  });

  it('tells until when suspensions are confirmed', () => {
    const suspension =
      'suspensions: [{ from: 2022-03-24, confirmed_until: 2026-05-04, summary: Martial law, basis: Law 1 }]\n    clause: S 1';
    const pack = compileTestPack({ edits: { 'calendars.yaml': [['clause: S 1', suspension]] } });

    expect(pack.confirmations).toEqual(new Map([['office', '2026-05-04']]));
    expect(pack.defaultCalendar.isOpen(Date.parse('2026-01-01T10:00:00Z'))).toBe(true);
  });

  it('joins the files of a section folder in the order of their names, and places faults in the right file', () => {
    const [notices = '', rules = ''] = (testPackFiles().get('rules.yaml') ?? '').split('rules:\n');
    const parts = rules.split(/(?= {2}- id:)/);
    const files = {
      'rules.yaml': null,
      'rules/1-notices.yaml': notices,
      'rules/2-letters.yaml': `rules:\n${parts.slice(0, 2).join('')}`,
      'rules/3-clocks.yaml': `rules:\n${parts.slice(2).join('')}`,
    };

    expect(compileTestPack({ files }).rules).toEqual(compileTestPack().rules);
    const edits = { 'rules/3-clocks.yaml': [['text: note-undone', 'text: note-undon']] } as const;
    expect(diagnose({ files, edits })[0]).toBe(
      'rules/3-clocks.yaml rules[3].do[0].text: error: there is no text "note-undon", did you mean "note-undone"?',
    );
  });

  it('refuses what stands in two files of a section and is no list', () => {
    const text = testPackFiles().get('calendars.yaml') ?? '';
    expect(
      diagnose({
        files: { 'calendars.yaml': null, 'calendars/a.yaml': text, 'calendars/b.yaml': 'default: office\n' },
      }),
    ).toEqual(['calendars/b.yaml default: error: "default" stands in another file of this section too']);
  });

  it('refuses files that belong to no section, and misses those it needs', () => {
    expect(diagnose({ files: { 'clock.yaml': 'clocks: []', 'texts.yaml': null } })).toEqual([
      'clock.yaml : error: no section is called "clock"; there is pack, catalog, calendars, clocks, rules, desk, texts, helpdesk, report, documents, clauses',
      'texts.yaml : error: a pack needs texts.yaml (or files in a folder texts/)',
    ]);
  });

  it('does without forms and reports', () => {
    const pack = compileTestPack({ files: { 'helpdesk.yaml': null, 'report.yaml': null } });

    expect(pack.helpdesk.forms).toEqual([]);
    expect(pack.reports).toEqual([]);
  });

  it('has a hash of every file and the overlay, whatever the order of files', () => {
    const files = testPackFiles();
    const reversed = new Map([...files].reverse());
    const hashOf = (input: Parameters<typeof compilePack>[0]) => compilePack(input).pack?.hash;

    expect(hashOf({ files: reversed })).toBe(hashOf({ files }));
    expect(hashOf({ files, overlay: { path: 'o.yaml', text: 'leads: { front: anna }' } })).not.toBe(
      hashOf({ files }),
    );
    expect(hashOf({ files: testPackFiles({ edits: { 'pack.yaml': [['1.0.0', '1.0.1']] } }) })).not.toBe(
      hashOf({ files }),
    );
  });

  it('orders diagnostics by file and line', () => {
    const found = compilePack({
      files: testPackFiles({
        edits: {
          'rules.yaml': [
            ['text: note-undone', 'text: a'],
            ['letter: changed', 'letter: b'],
          ],
          'clocks.yaml': [['question: 2h', 'quest: 2h']],
        },
      }),
    }).diagnostics.map(({ file, line }) => [file, line] as const);

    expect(found).toEqual([...found].sort(([a, x], [b, y]) => (a === b ? x - y : a < b ? -1 : 1)));
    expect(new Set(found.map(([file]) => file))).toEqual(
      new Set(['clocks.yaml', 'rules.yaml', 'texts.yaml']),
    );
  });
});
