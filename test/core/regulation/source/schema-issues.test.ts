import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { formatPath } from '../../../../src/core/regulation/diagnostic.ts';
import { Calendars } from '../../../../src/core/regulation/schema/calendar.ts';
import { Clocks } from '../../../../src/core/regulation/schema/clock.ts';
import { PrintedDocument } from '../../../../src/core/regulation/schema/document.ts';
import { Manifest } from '../../../../src/core/regulation/schema/manifest.ts';
import { Rule } from '../../../../src/core/regulation/schema/rule.ts';
import { describeIssues } from '../../../../src/core/regulation/source/schema-issues.ts';

function complain(schema: z.ZodType, value: unknown): readonly string[] {
  const checked = schema.safeParse(value);
  if (checked.success) return [];
  return describeIssues({ schema, value }, checked.error.issues).map(
    ({ path, message }) => `${formatPath(path)}: ${message}`,
  );
}

const rule = { id: 'r', summary: 's', on: { event: 'closed' }, do: [{ finding: 'f' }], product: true };
const printed = { id: 'd', title: 'D', rows: [{ label: 'L', field: 'number' }], product: true };
const manifest = {
  id: 'm',
  letter: 'M',
  title: 'M',
  effective_from: '2026-01-01',
  languages: ['en'],
  zone: 'UTC',
};
const clock = { id: 'c', label: 'C', stops: 'closed', goals: '1h', product: true };

describe('describeIssues', () => {
  it.each([
    [
      'a misspelt key of an alternative',
      { on: { clock: 'reaction', att: 'breach' } },
      ['on.at: "at" is missing', 'on.att: unknown key "att", did you mean "at"?'],
    ],
    [
      'a misspelt word',
      { on: { event: 'clossed' } },
      [
        'on.event: "clossed" is none of registered, agent-reply, applicant-message, password-shown, closed, reopened, waiting, resumed, assigned, left, deleted, did you mean "closed"?',
      ],
    ],
    [
      'a misspelt key deep inside',
      { on: { event: { chnaged: { state: 'x' } } } },
      [
        'on.event.chnaged: unknown key "chnaged", did you mean "changed"?',
        'on.event: one of event, changed, handed_over',
      ],
    ],
    [
      'a wrong word in a list',
      { do: [{ notify: ['ownr'], text: 't' }] },
      ['do[0].notify[0]: "ownr" is none of owner, deputy, lead, duty, did you mean "owner"?'],
    ],
    ['a missing key', { do: [{ undo: { state: 'x' } }] }, ['do[0].text: "text" is missing']],
    ['a text for a list', { do: 'finding' }, ['do: should be a list, not "finding"']],
    ['an empty list', { do: [] }, ['do: is empty; enter something or leave the key out']],
    ['a bad id', { id: 'Rule 1' }, ['id: "Rule 1" should be lower-case words joined by - or _']],
    ['a number for a text', { summary: 5 }, ['summary: should be a text or a mapping of keys, not 5']],
    [
      'a bad span',
      { stale_after: '3 days' },
      ['stale_after: "3 days" should be a span such as 30m, 4h, 2m-elapsed, 3wd, 3wd-close, 10d, 3y'],
    ],
    [
      'a bad moment of a clock',
      { on: { clock: 'reaction', at: '50 %' } },
      [
        'on.at: "50 %" should be breach, due, a share such as 75%, or working time before or after such as -30m, +2h',
      ],
    ],
    [
      'a wrong word of an event written out',
      { on: { event: { event: 'closed', by: 'customer' } } },
      ['on.event.by: "customer" is none of agent, applicant, service, automation'],
    ],
    ['nothing', { on: undefined }, ['on: "on" is missing']],
  ])('names %s once', (_, change, expected) => {
    expect(complain(Rule, { ...rule, ...change })).toEqual(expected);
  });

  it('names the kinds that there are', () => {
    expect(complain(PrintedDocument, { ...printed, kind: 'protocol' })).toEqual([
      'kind: "protocol" is none of form, list, repetitions',
    ]);
  });

  it.each([
    ['version: 1.0', { version: 1.0 }, 'version: should be a text, not 1: write it in quotes'],
    ['version: 1.0 in quotes', { version: '1.0' }, 'version: "1.0" should be three numbers such as 1.0.0'],
    [
      'a small letter',
      { version: '1.0.0', letter: 'm' },
      'letter: "m" should be capital letters A to Z, as clause references begin with them',
    ],
  ])('says what to write instead of %s', (_, change, expected) => {
    expect(complain(Manifest, { ...manifest, ...change })).toEqual([expected]);
  });

  it('shows hours that are no pairs how they are written', () => {
    const calendar = {
      id: 'c',
      zone: 'UTC',
      periods: [{ week: { mon: ['07:30', '12:00'] } }],
      product: true,
    };
    expect(complain(Calendars, { default: 'c', calendars: [calendar] })).toEqual([
      `calendars[0].periods[0].week.mon[0]: should be a pair such as ['09:00', '18:00'], not "07:30"`,
      `calendars[0].periods[0].week.mon[1]: should be a pair such as ['09:00', '18:00'], not "12:00"`,
    ]);
  });

  it.each([
    [
      'a bad cell deep in a table',
      { goals: { error: { high: '1q' } } },
      [
        'clocks[0].goals.error.high: "1q" should be a span such as 30m, 4h, 2m-elapsed, 3wd, 3wd-close, 10d, 3y',
      ],
    ],
    [
      'a number for a cell',
      { goals: { error: 4 } },
      ['clocks[0].goals.error: should be a text or a mapping of keys, not 4'],
    ],
    ['a superfluous key', { color: 'red' }, ['clocks[0].color: unknown key "color"']],
  ])('names %s', (_, change, [expected = '']) => {
    expect(complain(Clocks, { clocks: [{ ...clock, ...change }] })[0]).toContain(expected);
  });

  it('names a date that does not exist', () => {
    const exceptions = [{ on: '2026-02-30', summary: 's', basis: 'b' }];
    const calendars = [{ id: 'c', zone: 'Europe/Kyiv', periods: [{ week: {} }], exceptions }];
    expect(complain(Calendars, { default: 'c', calendars })).toEqual([
      'calendars[0].exceptions[0].on: "2026-02-30" should be a date YYYY-MM-DD that exists',
    ]);
  });
});
