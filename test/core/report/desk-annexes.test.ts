import { describe, expect, it } from 'vitest';
import type { Works } from '../../../src/core/works/works.ts';
import type { IssuedDocument } from '../../../src/store/store.ts';
import { sets } from '../../support/a-ticket.ts';
import { kyiv } from '../works/kyiv-works.ts';
import { aRequest, buildKyivWeekly, rowsOf, sheetOf } from './a-kyiv-report.ts';
import { week } from './a-week.ts';

/** A version of the schedule of November 2026. */
function schedule(version: number, importedAt: string, works: readonly Works[]): IssuedDocument {
  return {
    id: `works 2026-11 ${version}`,
    kind: 'works',
    period: '2026-11',
    issuedAt: kyiv(importedAt),
    sha256: String(version),
    path: 'works.xlsx',
    figures: { works },
    recipients: [],
  };
}

function works(from: string, to: string, part: Partial<Works> = {}): Works {
  return {
    kind: 'planned',
    title: '=Оновлення',
    fromAt: kyiv(from),
    toAt: kyiv(to),
    agreedBy: '',
    approvedBy: '',
    ...part,
  };
}

describe('the sheet of what was taken out of turn', () => {
  it('names who passed whom, and whether that may be [K 3.3.1]', async () => {
    const model = await buildKyivWeekly([
      aRequest(1, '2026-11-17T08:00:00Z', { state: 'new' }),
      aRequest(2, '2026-11-17T09:00:00Z', { state: 'new' }, sets('2026-11-17T10:00:00Z', { state: 'open' })),
      aRequest(
        3,
        '2026-11-17T09:30:00Z',
        { state: 'new', priority: 'critical' },
        sets('2026-11-17T10:30:00Z', { state: 'open' }),
      ),
    ]);
    const sheet = sheetOf(model, 'queue-jumps');

    expect(rowsOf(sheet).map((row) => [row[1], row[3], row[6], row[7], row[8]])).toEqual([
      ['20262', 'Інформаційна підтримка користувачів', 'ні', '1', '20261'],
      ['20263', 'Інформаційна підтримка користувачів', 'так', '1', '20261'],
    ]);
  });
});

describe('the sheet of works [K 3.2.4]', () => {
  const kept = works('2026-11-17T20:00', '2026-11-17T23:00');
  const early = works('2026-11-18T18:00', '2026-11-18T21:00');
  const emergency = works('2026-11-19T12:00', '2026-11-19T13:00', { kind: 'emergency' });
  const other = works('2026-11-25T20:00', '2026-11-25T21:00');

  it('shows those of the period with what they break, by the schedule known at its end', async () => {
    const model = await buildKyivWeekly([], week, undefined, [
      schedule(1, '2026-11-01T10:00', [early, kept, emergency, other]),
      schedule(2, '2026-11-27T10:00', []),
    ]);

    expect(rowsOf(sheetOf(model, 'works')).map((row) => row.slice(2))).toEqual([
      ['Планові', '=Оновлення', '', '', 'за правилами', ''],
      ['Планові', '=Оновлення', '', '', 'поза дозволеним часом', 'п. 3.2.4'],
      ['Аварійні', '=Оновлення', '', '', 'не перевіряються', ''],
    ]);
  });

  it('finds works that a schedule had only after they began', async () => {
    const model = await buildKyivWeekly([], week, undefined, [schedule(1, '2026-11-18T09:00', [kept])]);

    expect(rowsOf(sheetOf(model, 'works'))[0]?.slice(6)).toEqual([
      'почалися раніше, ніж з’явилися у графіку',
      'п. 3.2.4',
    ]);
  });
});
