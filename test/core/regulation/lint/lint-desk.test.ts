import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { diagnose } from './diagnose.ts';

const rule = (on: string): string =>
  `rules:\n  - { id: a-rule, summary: A rule, on: ${on}, do: [{ finding: found }], product: true }\n`;

const kyivFolder = fileURLToPath(new URL('../../../../mappings/kyiv-public-budget', import.meta.url));

describe('lintDesk', () => {
  it.each([
    ['{ roster: missing }', 'the rule is about the roster, and desk.yaml has no "roster"'],
    ['{ works: unapproved }', 'the rule is about the works, and desk.yaml has no "works"'],
  ])('wants what %s is about', (on, message) => {
    expect(diagnose({ files: { 'desk.yaml': rule(on) } }).join('\n')).toContain(message);
  });

  it('is content when it is there', () => {
    const roster = 'roster: { id: duty, ready: 0wd-close, product: true }\n';

    expect(diagnose({ files: { 'desk.yaml': roster + rule('{ roster: missing }') } })).toEqual([]);
  });

  it.each([
    [
      'a day that is none',
      'values: { blackout-periods: [{ from: yesterday, to: 2026-12-12 }] }',
      'values.blackout-periods[0].from: error: Invalid ISO date',
    ],
    [
      'an end before the beginning',
      'values: { blackout-periods: [{ from: 2026-12-12, to: 2026-12-01 }] }',
      'values.blackout-periods[0]: error: "to" is before "from"',
    ],
    ['approvers that are no list', 'values: { approvers: Олена Ткач }', 'values.approvers: error: '],
  ])('names %s in what the overlay says of approval [K 3.2.4]', (_, overlay, message) => {
    expect(diagnose({ pack: kyivFolder, overlay }).join('\n')).toContain(`overlay.yaml ${message}`);
  });
});
