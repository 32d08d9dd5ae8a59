import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { desiredObjects } from '../../../src/core/bootstrap/desired-objects.ts';
import type { CompiledPack } from '../../../src/core/regulation/compiled-pack.ts';
import { compileTestPack } from '../../support/a-pack.ts';

const kyiv = fileURLToPath(new URL('../../../mappings/kyiv-public-budget', import.meta.url));

function serviceLevelsOf(pack: CompiledPack) {
  const { objects, remarks } = desiredObjects(pack, { enforcing: false, todayOn: '2026-11-23' });
  return { levels: objects.filter((object) => object.kind === 'service-level'), remarks };
}

describe('serviceLevelObjects', () => {
  it('gives each type and category of Kyiv its two deadlines in minutes [K Table 1]', () => {
    const { levels } = serviceLevelsOf(compileTestPack({ pack: kyiv }));
    expect(levels.map((level) => [level.name, level.firstResponseMinutes, level.solutionMinutes])).toEqual([
      ['K 01 · Помилка/проблема · Критичний', 60, 240],
      ['K 02 · Помилка/проблема · Високий', 120, 960],
      ['K 03 · Помилка/проблема · Низький', 240, 2160],
      ['K 04 · Нова функціональність · Високий', 60, 240],
      ['K 05 · Нова функціональність · Низький', 240, 5760],
      ['K 06 · Консультація/задача · Критичний', 30, 240],
      ['K 07 · Консультація/задача · Високий', 60, 960],
      ['K 08 · Консультація/задача · Низький', 120, 2160],
    ]);
    expect(new Set(levels.map(({ calendar }) => calendar))).toEqual(new Set(['K kyiv-9x5']));
  });

  it('matches governed tickets of one type and category', () => {
    const [first] = serviceLevelsOf(compileTestPack()).levels;
    expect(first?.when).toEqual([
      [
        { field: 'group', isNegated: false, values: ['Front desk', 'Back office'] },
        { field: 'request_type', isNegated: false, values: ['fault'] },
        { field: 'priority', isNegated: false, values: ['High'] },
      ],
    ]);
  });

  it('remarks on goals that are no minutes and keeps the others', () => {
    const { levels, remarks } = serviceLevelsOf(compileTestPack());
    const question = levels.find(({ key }) => key === 'service-level:question/low');
    expect(question).toMatchObject({ firstResponseMinutes: 120, solutionMinutes: null });
    expect(remarks).toContainEqual({
      key: 'clock:resolution',
      message: "no deadline of the helpdesk's own: question, low: 3wd is no amount of working minutes",
    });
  });

  it('remarks on a second clock of one kind', () => {
    const { remarks } = serviceLevelsOf(
      compileTestPack({ edits: { 'clocks.yaml': [['native: first-response', 'native: solution']] } }),
    );
    expect(remarks.map(({ key }) => key)).toContain('clock:resolution');
  });
});
