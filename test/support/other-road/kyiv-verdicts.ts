import { TERM_OF } from './kyiv-labels.ts';
import { judgeTerm } from './kyiv-terms.ts';
import type { Judged } from './kyiv-terms.ts';
import type { Week } from './kyiv-week.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife } from './raw-lives.ts';
import type { TableRow } from './read-table.ts';

const TYPES: Readonly<Record<string, string>> = {
  'Помилка/проблема': 'error',
  'Нова функціональність': 'new-functionality',
  'Консультація/задача': 'consultation',
};
/** The verdicts that a row of the sheet of compliance shows. */
export function verdictsShown(row: TableRow) {
  const share = row['Дотримано без пауз'];
  return {
    inTime: Number(row['У строк']),
    late: Number(row['Із запізненням']),
    running: Number(row['Триває в межах строку']),
    earlier: Number(row['Оцінено раніше']),
    none: Number(row['Без оцінки']),
    unpaused: typeof share === 'number' ? Math.round(share * 1000) : null,
  };
}

/** The same of the tickets that the row is about: of its class, of none, or of all. */
export function verdictsRebuilt(
  row: TableRow,
  lives: readonly RawLife[],
  week: Week,
): ReturnType<typeof verdictsShown> {
  const term = TERM_OF[String(row['Строк'])];
  if (term === undefined) throw new Error(`no term ${String(row['Строк'])}`);
  const [type, category] = [String(row['Тип звернення']), row['Категорія']];
  const isOfRow = (life: RawLife): boolean => {
    const values = valuesOf(life);
    if (type === 'Разом') return true;
    const isClassified = values['request_type'] !== null && String(values['priority']) !== '2 normal';
    return TYPES[type] === undefined
      ? !isClassified
      : values['request_type'] === TYPES[type] && values['priority'] === category;
  };
  const judged = lives.filter(isOfRow).map((life) => judgeTerm(life, term, week));
  const count = (verdict: string, kind: keyof Judged = 'verdict'): number =>
    judged.filter((each) => each[kind] === verdict).length;
  const [kept, broken] = [count('in time', 'unpaused'), count('late', 'unpaused')];
  return {
    inTime: count('in time'),
    late: count('late'),
    running: count('running'),
    earlier: count('earlier'),
    none: count('none'),
    unpaused: kept + broken === 0 ? null : Math.round((kept / (kept + broken)) * 1000),
  };
}
