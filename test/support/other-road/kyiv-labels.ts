import type { TermName } from './kyiv-terms.ts';
import type { RawValues } from './raw-lives.ts';

/** How the weekly workbook of Kyiv names what the helpdesk keeps by ids. */
export const NOTICES: Readonly<Record<string, string>> = {
  registration: 'Реєстрація',
  term: 'Номер і орієнтовний строк',
  assigned: 'Призначення відповідального',
  'assigned-unclassified': 'Призначення відповідального до класифікації',
  status: 'Зміна статусу/продовження терміну',
  'term-changed': 'Новий орієнтовний строк',
  details: 'Прохання доповнити звернення',
  closing: 'Закриття',
};
export const VIOLATIONS: Readonly<Record<string, string>> = {
  reaction: 'На звернення не відреагували в регламентний час.',
  resolution: 'Звернення не вирішено в регламентований термін.',
  unclassified: 'Звернення закрито без типу або категорії.',
};
export const STATES: Readonly<Record<string, string>> = { new: 'новий', open: 'в роботі', closed: 'закрито' };
export const HINDRANCES = [
  'not-reproducible',
  'insufficient-information',
  'needs-diagnostics',
  'requirements-violated',
  'out-of-scope',
  'unconstructive',
];
export const APART: Readonly<Record<string, (values: RawValues) => boolean>> = {
  'Проактивна підтримка користувачів ГБ': ({ proactive }) => proactive === 'true',
  'Компетенція МРГ': ({ competence }) => competence === 'mrg',
  'Компетенція ГБК': ({ competence }) => competence === 'gbk',
};
export const TERM_OF: Readonly<Record<string, TermName>> = {
  'Термін реакції': 'reaction',
  'Терміни усунення/виконання': 'resolution',
  'Увесь шлях звернення (довідково)': 'whole path',
};
