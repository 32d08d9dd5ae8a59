import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { evaluateClocks } from '../../src/core/clock/evaluate-clocks.ts';
import { compilePack } from '../../src/core/regulation/compile-pack.ts';
import type { CompiledPack } from '../../src/core/regulation/compiled-pack.ts';
import { formatDiagnostic } from '../../src/core/regulation/diagnostic.ts';
import { listTextNames, TEXT_HELPERS } from '../../src/core/regulation/text-names.ts';
import type { Ticket } from '../../src/core/ticket/ticket.ts';
import { activeSince, evaluationOf } from '../core/policy/evaluation-of.ts';
import { aTicket, at, sets } from '../support/a-ticket.ts';
import type { Step } from '../support/a-ticket.ts';

const page = await readFile(new URL('../../docs/packs.md', import.meta.url), 'utf8');
/** The blocks of the page by the file that their first line names. */
const files = new Map(
  [...page.matchAll(/^```yaml\n# (\S+\.yaml)\n(.*?)^```/gms)].map(([, name = '', text = '']) => [name, text]),
);
const { pack, diagnostics } = compilePack({ files });

function packOfPage(): CompiledPack {
  if (pack === null) throw new Error('the pack of the page does not compile');
  return pack;
}

const common = { group: 'desk', state: 'new', type: 'fault', priority: 'normal', term_class: 'common' };
/** Monday, 9 November 2026, 10:00 in Warsaw. */
const monday = '2026-11-09T09:00:00Z';

function aRequest(fields: Readonly<Record<string, string>>, ...steps: Step[]): Ticket {
  return aTicket({ at: monday, fields: { ...common, ...fields } }, ...steps);
}

function solutionOf(ticket: Ticket, now: string): string {
  const reading = evaluateClocks({ pack: packOfPage(), ticket }, at(now)).findLast(
    ({ clockId }) => clockId === 'solution',
  );
  return `${reading?.state ?? ''} ${new Date(reading?.dueAt ?? 0).toISOString().slice(0, 16)}`;
}

function wantedBy(ticket: Ticket, now: string): readonly string[] {
  const activation = activeSince(packOfPage(), at('2026-01-01T00:00:00Z'));
  return evaluationOf(packOfPage(), ticket, now, { activation }).intents.map(({ ruleId }) => ruleId);
}

describe('docs/packs.md', () => {
  it('is a pack that nothing is to be said against', () => {
    expect(files.size).toBe(9);
    expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  it('lists every name and helper of texts', () => {
    const none = { clockIds: [], fieldNames: [], addressIds: [], valueIds: [], switchIds: [] };
    const names = [...listTextNames(none), ...Object.keys(TEXT_HELPERS)];
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name} n `))).toEqual(
      [],
    );
  });

  it('counts three working days over a short day and a holiday', () => {
    expect(solutionOf(aRequest({}), '2026-11-09T10:00:00Z')).toBe('running 2026-11-13T09:00');
  });

  it('does not count the time of the vendor', () => {
    const lent = aRequest(
      {},
      sets('2026-11-09T11:30:00Z', { group: 'vendor' }),
      sets('2026-11-09T14:30:00Z', { group: 'desk' }),
    );
    expect(solutionOf(lent, '2026-11-09T15:00:00Z')).toBe('running 2026-11-13T12:00');
  });

  it('goes on with the term of what is reopened soon, and gives a new one later', () => {
    const closed = sets('2026-11-10T09:00:00Z', { state: 'solved' });
    const soon = aRequest({}, closed, sets('2026-11-12T09:00:00Z', { state: 'open' }));
    const archived = sets('2026-11-15T09:00:00Z', { state: 'archived' }, { by: 'service' });
    const late = aRequest({}, closed, archived, sets('2026-11-16T09:00:00Z', { state: 'open' }));

    expect(solutionOf(soon, '2026-11-12T10:00:00Z')).toBe('running 2026-11-13T13:00');
    expect(solutionOf(late, '2026-11-16T10:00:00Z')).toBe('running 2026-11-19T09:00');
    expect(wantedBy(aRequest({}, closed), '2026-11-15T10:00:00Z')).toContain('archive');
  });

  it('finds the priority by impact and urgency, and directors by their group', () => {
    const chosen = sets('2026-11-09T09:05:00Z', { impact: 'network', urgency: 'now' });
    expect(wantedBy(aRequest({}, chosen), '2026-11-09T09:10:00Z')).toContain('urgent-by-matrix');
    expect(wantedBy(aRequest({ impact: 'person', urgency: 'now' }), '2026-11-09T09:10:00Z')).toContain(
      'high-by-matrix',
    );
    const director = aTicket({ at: monday, fields: common, applicant: { group: 'director' } });
    expect(wantedBy(director, '2026-11-09T09:10:00Z')).toContain('short-terms');
  });
});
