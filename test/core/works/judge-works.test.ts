import { describe, expect, it } from 'vitest';
import { judgeWorks } from '../../../src/core/works/judge-works.ts';
import { readApprovalFacts } from '../../../src/core/works/restricted-periods.ts';
import { kyivPack, kyivPackWith } from '../../packs/kyiv.ts';
import { kyivWorks, rulesOf } from './kyiv-works.ts';

const overlay = `values:
  approvers: [Олена  Ткач, Іван Бондар]
  blackout-periods: [{ from: 2026-12-10, to: 2026-12-12, summary: Голосування за ГБК }]`;
const pack = kyivPackWith({ overlay });

describe('judgeWorks [K 3.2.4]', () => {
  it.each([
    ['within the night', '2026-12-05T20:00', '2026-12-06T02:00', []],
    ['the whole window', '2026-12-05T19:00', '2026-12-06T08:00', []],
    ['the morning of the same window', '2026-12-05T00:30', '2026-12-05T08:00', []],
    ['on a Sunday at noon', '2026-12-06T12:00', '2026-12-06T13:00', ['outside-window']],
    ['a minute too early', '2026-12-05T18:59', '2026-12-05T20:00', ['outside-window']],
    ['a minute too late', '2026-12-05T22:00', '2026-12-06T08:01', ['outside-window']],
    ['two nights and the day between', '2026-12-05T20:00', '2026-12-07T02:00', ['outside-window']],
    // The clocks go forward in that night: 19:00 to 08:00 are twelve hours.
    ['the night of the change of clocks', '2027-03-27T19:00', '2027-03-28T08:00', []],
  ])('%s: %s – %s', (_, from, to, breaches) => {
    expect(judgeWorks(kyivWorks(from, to), rulesOf(pack))).toEqual(breaches);
  });

  it.each([
    ['approved by both', 'олена ткач', 'Іван Бондар', []],
    ['agreed only', 'Олена Ткач', '', ['unapproved']],
    ['approved by a stranger', 'Олена Ткач', 'Хтось Інший', ['unapproved']],
  ])('in a restricted period, %s', (_, agreedBy, approvedBy, breaches) => {
    const night = kyivWorks('2026-12-12T23:00', '2026-12-13T02:00', { agreedBy, approvedBy });

    expect(judgeWorks(night, rulesOf(pack))).toEqual(breaches);
  });

  it('needs no approval before and after the period; approval does not lift the night window', () => {
    const approved = { agreedBy: 'Олена Ткач', approvedBy: 'Іван Бондар' };

    expect(judgeWorks(kyivWorks('2026-12-09T19:00', '2026-12-10T00:00'), rulesOf(pack))).toEqual([]);
    expect(judgeWorks(kyivWorks('2026-12-13T00:00', '2026-12-13T02:00'), rulesOf(pack))).toEqual([]);
    expect(judgeWorks(kyivWorks('2026-12-11T12:00', '2026-12-11T13:00', approved), rulesOf(pack))).toEqual([
      'outside-window',
    ]);
  });

  it('accepts no approval where the overlay names nobody [K 5]', () => {
    const nobody = kyivPackWith({ overlay: overlay.replace(/^ {2}approvers.*$/m, '') });
    const night = kyivWorks('2026-12-11T20:00', '2026-12-11T22:00', {
      agreedBy: 'Олена Ткач',
      approvedBy: 'Іван Бондар',
    });

    expect(judgeWorks(night, rulesOf(nobody))).toEqual(['unapproved']);
  });

  it('finds works that began before a schedule had them, and lets emergencies be', () => {
    const late = kyivWorks('2026-12-05T20:00', '2026-12-05T22:00', {
      scheduledAt: Date.parse('2026-12-05T20:00:01+02:00'),
    });

    expect(judgeWorks(late, rulesOf(pack))).toEqual(['unscheduled']);
    expect(judgeWorks({ ...late, kind: 'emergency', toAt: late.toAt + 86_400_000 }, rulesOf(pack))).toEqual(
      [],
    );
  });

  it('says nothing of approval where no periods are known', () => {
    expect(readApprovalFacts(kyivPack())).toEqual({ periods: null, approvers: [] });
  });
});
