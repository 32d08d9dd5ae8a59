import { describe, expect, it } from 'vitest';
import { evaluateDesk } from '../../../src/core/policy/evaluate-desk.ts';
import type { Evaluation } from '../../../src/core/policy/evaluation.ts';
import type { RecordedWorks } from '../../../src/core/works/works.ts';
import { kyivPack } from '../../packs/kyiv.ts';
import { kyiv, kyivWorks } from '../works/kyiv-works.ts';

const pack = kyivPack();
const adoptedAt = kyiv('2026-11-01T00:00');

function evaluate(now: string, ...schedule: readonly RecordedWorks[]): Evaluation {
  return evaluateDesk(
    {
      pack,
      rosters: new Map(),
      schedule,
      effects: new Map(),
      activation: {
        enforcingSince: adoptedAt,
        packSince: adoptedAt,
        catchesUp: false,
        rules: new Map(pack.desk.rules.map(({ id }) => [id, adoptedAt])),
      },
    },
    kyiv(now),
  );
}

// Tuesday, planned on Monday for the afternoon.
const wrong = kyivWorks('2026-12-08T15:00', '2026-12-08T17:00', { scheduledAt: kyiv('2026-12-07T10:00') });

describe('evaluateDesk: works against the rules of the schedule [K 3.2.4]', () => {
  it('asks the leads to mend the schedule while there is time, as our addition', () => {
    const { findings, intents, wakeAt } = evaluate('2026-12-07T10:00', wrong);

    expect(findings).toEqual([]);
    expect(intents).toMatchObject([
      {
        subject: 'works:2026-12',
        ruleId: 'works-to-mend',
        ground: { kind: 'product', about: 'K 3.2.4' },
        article: {
          to: ['lead'],
          textId: 'works-to-mend',
          data: {
            'works.title': 'Оновлення серверів',
            'works.from': { instant: wrong.fromAt },
            'works.to': { instant: wrong.toAt },
          },
        },
        evidence: [`works:2026-12/${wrong.id}`],
      },
    ]);
    expect(wakeAt).toBe(wrong.fromAt);
  });

  it('finds the violation when they begin', () => {
    expect(evaluate('2026-12-08T15:00', wrong).findings).toMatchObject([
      {
        code: 'works-outside-window',
        ground: { kind: 'clause', clause: 'K 3.2.4' },
        at: wrong.fromAt,
      },
    ]);
  });

  it('finds what was entered afterwards when it is entered, and asks nobody to plan it anew', () => {
    const late = { ...wrong, scheduledAt: kyiv('2026-12-09T09:00') };
    const { findings, intents } = evaluate('2026-12-09T09:00', late);

    expect(findings.map(({ code, at }) => [code, at])).toEqual([
      ['works-outside-window', late.scheduledAt],
      ['works-unscheduled', late.scheduledAt],
    ]);
    expect(intents).toEqual([]);
  });

  it('asks nobody to plan anew what was entered at the very instant it began', () => {
    const sudden = { ...wrong, scheduledAt: wrong.fromAt };
    const { findings, intents } = evaluate('2026-12-08T15:00', sudden);

    expect(findings.map(({ code }) => code)).toContain('works-outside-window');
    expect(intents.filter(({ ruleId }) => ruleId === 'works-to-mend')).toEqual([]);
  });

  it('has nothing to say where the regulation knows no schedule', () => {
    const without = { ...pack, desk: { ...pack.desk, works: undefined } };
    const answer = evaluateDesk(
      {
        pack: without,
        rosters: new Map(),
        schedule: [wrong],
        effects: new Map(),
        activation: { enforcingSince: null, packSince: 0, catchesUp: false, rules: new Map() },
      },
      kyiv('2026-12-08T15:00'),
    );

    expect(answer).toEqual({ clocks: [], findings: [], intents: [], skipped: [], wakeAt: null });
  });

  it('has nothing to say of works by the rules', () => {
    expect(evaluate('2026-12-09T09:00', kyivWorks('2026-12-08T20:00', '2026-12-08T23:00'))).toMatchObject({
      findings: [],
      intents: [],
      wakeAt: null,
    });
  });
});
