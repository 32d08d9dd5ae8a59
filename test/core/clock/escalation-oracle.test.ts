import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readEscalationFile } from './escalation-cases.ts';
import { compareLife, describeComparison, isSameInstant, isSameWorkingTime } from './zammad-answers.ts';
import { deviations } from './zammad-deviations.ts';
import { readLife } from './zammad-life.ts';
import { ZammadSlas } from './zammad-slas.ts';

const ours = fileURLToPath(new URL('../../fixtures/escalation-cases/zammad-6.5.0.json', import.meta.url));
const others = (process.env['ESCALATION_CASES'] ?? '').split(new RegExp(`[,${delimiter}]`));
const files = [ours, ...others.map((file) => file.trim()).filter((file) => file !== '')];

describe.each(files)('what Zammad itself calculated, in %s', (file) => {
  const { calendars, cases } = readEscalationFile(file);
  const slas = new ZammadSlas();
  const lives = cases.map((one) => readLife(one, calendars, slas));
  const pack = slas.compile();

  it.each(lives)('$id is what we calculate, but for what differs on purpose', (life) => {
    const differing = compareLife(life, pack, deviations).filter((one) => !isSameInstant(one));
    expect(differing.map(describeComparison)).toEqual([]);
  });

  it('is mostly what we calculate without any deviation', () => {
    const agreeing = lives.filter((life) => compareLife(life, pack, []).every(isSameWorkingTime));
    console.log(summary());
    expect(agreeing.length / lives.length).toBeGreaterThanOrEqual(0.6);
  });

  function summary(): string {
    const exact = lives.filter((life) => compareLife(life, pack, []).every(isSameInstant));
    const same = lives.filter((life) => compareLife(life, pack, []).every(isSameWorkingTime));
    const needed = deviations.map((each) => {
      const others = deviations.filter((other) => other !== each);
      const needing = lives.filter((life) => !compareLife(life, pack, others).every(isSameInstant));
      return `  ${needing.length} cases need "${each.name}" (time rule ${each.rule})`;
    });
    return [
      `${lives.length} cases of ${file}`,
      `  ${exact.length} agree to the instant with no deviation`,
      `  ${same.length} agree with no deviation where a closing and the next opening are the same working time (rule 3)`,
      ...needed,
    ].join('\n');
  }
});
