import { hasClosed, hasLeft, isCounted, whoseIs } from './e-durations.ts';
import type { Period, Took } from './e-durations.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawSave } from './raw-lives.ts';

const LINE_1 = '1 линия поддержки';
const BASE = ['request_type', 'state_body', 'request_channel', 'topic'];

type Whose = Pick<Took, 'line' | 'person'>;

/** Whose each of the counted things is, by the names that the management workbook gives them. */
export function countWork(
  lives: readonly RawLife[],
  { from }: Pick<Period, 'from'>,
): Readonly<Record<string, readonly Whose[]>> {
  const counted = lives.filter(isCounted);
  const savesOf = (test: (save: RawSave, index: number, life: RawLife) => boolean): readonly Whose[] =>
    counted.flatMap((life) =>
      life.saves.flatMap((save, index) =>
        save.at >= from && test(save, index, life) ? [whoseIs(save, index)] : [],
      ),
    );
  const isLastClosing = (save: RawSave, life: RawLife): boolean =>
    save === life.saves.findLast(hasClosed) && valuesOf(life)['state'] === 'closed';
  return {
    'Обращения по телефону': savesOf(
      ({ after }, index) => index === 0 && after['request_channel'] === 'phone',
    ),
    'Зарегистрировано обращений': savesOf((_, index) => index === 0),
    'Решено на 1 линии': savesOf(
      (save, _, life) =>
        isLastClosing(save, life) &&
        save.before['group'] === LINE_1 &&
        !life.saves.some((each) => hasLeft(LINE_1, each)),
    ),
    'Передано другой линии': savesOf(
      ({ who, before, after }, index) => index > 0 && who === 'agent' && before['group'] !== after['group'],
    ),
    'Возвращено на доработку': savesOf(
      ({ before, after }) => after['state'] === 'на доработке' && before['state'] !== 'на доработке',
    ),
    'База заполнена: заполнено полностью': savesOf(
      (save, _, life) => isLastClosing(save, life) && BASE.every((field) => valuesOf(life)[field] !== null),
    ),
    'База заполнена: всего': savesOf((save, _, life) => isLastClosing(save, life)),
  };
}

/** How alike what repeats has to be, and what has to be equal besides. */
const WAYS: readonly { readonly equal: string | null; readonly similar: string; readonly least: number }[] = [
  { equal: null, similar: 'error_cause', least: 0.6 },
  { equal: 'error_module', similar: 'title', least: 0.5 },
  { equal: 'topic', similar: 'title', least: 0.5 },
  { equal: null, similar: 'title', least: 0.6 },
];
const OFTEN = 3;

/** Numbers of the requests about errors that repeat each other, group by group, the largest groups first. */
export function findRepeated(
  lives: readonly RawLife[],
  { from, time }: Pick<Period, 'from' | 'time'>,
): readonly (readonly string[])[] {
  const errors = lives
    .filter((life) => isCounted(life) && life.createdAt >= from)
    .filter((life) => valuesOf(life)['request_type'] === 'error-request')
    .sort((one, other) => one.createdAt - other.createdAt);
  const found: (readonly string[])[] = [];
  for (const { equal, similar, least } of WAYS) {
    const groups: RawLife[][] = [];
    const textOf = (life: RawLife, field: string): string =>
      (field === 'title' ? life.title : (valuesOf(life)[field] ?? '')).toLowerCase();
    for (const life of errors) {
      if (textOf(life, similar) === '' || (equal !== null && textOf(life, equal) === '')) continue;
      const group = groups.find(([first]) => {
        if (first === undefined || (equal !== null && textOf(first, equal) !== textOf(life, equal)))
          return false;
        return likeness(textOf(first, similar), textOf(life, similar)) >= least;
      });
      if (group === undefined) groups.push([life]);
      else group.push(life);
    }
    const often = groups.filter((group) => busiestMonth(group, time.dateOf) >= OFTEN);
    const numbers = often.map((group) => group.map(({ number }) => number));
    const known = [...found];
    found.push(
      ...numbers.filter((group) => !known.some((other) => group.every((each) => other.includes(each)))),
    );
  }
  return found.sort((one, other) => other.length - one.length);
}

function busiestMonth(group: readonly RawLife[], dateOf: (at: number) => string): number {
  const months = group.map(({ createdAt }) => dateOf(createdAt).slice(0, 7));
  return Math.max(...months.map((month) => months.filter((each) => each === month).length));
}

/** Twice the runs of three letters that two texts share, of all that both have. */
function likeness(one: string, other: string): number {
  const runsOf = (text: string): readonly string[] => {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const runs = words.flatMap((word) =>
      Array.from({ length: word.length }, (_, index) => ` ${word} `.slice(index, index + 3)),
    );
    return [...new Set(runs)];
  };
  const [ours, theirs] = [runsOf(one), runsOf(other)];
  const shared = ours.filter((run) => theirs.includes(run)).length;
  return (2 * shared) / (ours.length + theirs.length);
}
