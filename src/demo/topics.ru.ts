import type { EntryMark, Topic } from './phrases.ts';

/** Сохраняют во время разговора либо отмечают его окончание или начало оформления. */
const entering: readonly EntryMark[] = [
  { field: 'saved_during_call' },
  { field: 'saved_during_call' },
  { field: 'call_ended_at', secondsBefore: [20, 150] },
  { field: 'call_ended_at', secondsBefore: [20, 150] },
  { field: 'call_ended_at', secondsBefore: [60, 260] },
  { field: 'registering_started_at', secondsBefore: [30, 140] },
];

const rating = { field: 'rating', marks: [5, 5, 4, 5, 3, 4, 5, 2] };

/** Что согласуют и записывают, закрывая заявку. */
const agreed = { removal_confirmed: true, closing_agreed: true };

function consultation(process: string, title: string, body: string, state_body: string): Topic {
  return {
    type: 'consultation',
    process,
    title,
    body,
    fields: { state_body },
    entering,
    handedTo: 'line-2',
    solvedWithin: [3, 22],
    moments: { fields: { consultation_started_at: 0 }, closing: { consultation_ended_at: 0 } },
    rating,
  };
}

interface Fault {
  readonly title: string;
  readonly body: string;
  readonly stateBody: string;
  readonly module: string;
  readonly cause: string;
  readonly solution: string;
}

function errorRequest({ title, body, stateBody, module, cause, solution }: Fault): Topic {
  return {
    type: 'error-request',
    process: 'functions',
    title,
    body,
    fields: {
      state_body: stateBody,
      user_login: 'user-1',
      user_password: 'passed-separately',
      error_description: body,
    },
    entering,
    handedTo: 'developers',
    returnedAfter: [15, 100],
    rework: 'rework',
    returning: { complexity: 'Средняя', fix_responsible: 'Дежурный разработчик' },
    checks: ['verification', 'agreeing'],
    closing: {
      ...agreed,
      error_module: module,
      error_cause: cause,
      error_solution: solution,
      update_author: 'Дежурный разработчик',
    },
    moments: {
      fields: { error_found_on: 0 },
      returning: { fix_term_at: 16 },
      closing: { fixed_at: 0, test_updated_on: 0, production_updated_on: 0 },
    },
    rating,
  };
}

/** О чём обращаются пользователи «Е-қызмет»: вымышленные обращения вымышленных органов. */
export const topicsRu: readonly Topic[] = [
  {
    ...consultation(
      'functions',
      'Как оформить приказ о назначении',
      'Не нахожу, в каком разделе создаётся приказ о назначении на должность.',
      'Управление образования',
    ),
    rarely: { proposal: 'Вынести создание приказов на главную страницу: о нём спрашивают чаще всего.' },
  },
  {
    ...consultation(
      'functions',
      'Где указать стаж государственной службы',
      'Подскажите, где вносится стаж, чтобы он попал в послужной список.',
      'Департамент статистики',
    ),
    rarely: { proposal: 'Показывать подсказку у поля «Стаж»: пользователи ищут его в другом разделе.' },
  },
  consultation(
    'request-status',
    'На каком этапе наша заявка',
    'Просим сообщить, что сделано по заявке прошлой недели.',
    'Аппарат акима района',
  ),
  consultation(
    'availability',
    'Система открывается через раз',
    'Страница входа открывается со второго раза. Это у всех или только у нас?',
    'Управление здравоохранения',
  ),
  {
    ...consultation(
      'mass-incidents',
      'Система не открывается у всего управления',
      'С утра страница входа не открывается ни у одного сотрудника.',
      'Управление образования',
    ),
    rarely: { mass_incident: true },
  },
  errorRequest({
    title: 'Не формируется отчёт по штатному расписанию',
    body: 'При нажатии «Сформировать» страница обновляется, файл не появляется. Так с понедельника.',
    stateBody: 'Управление образования',
    module: 'Отчёты',
    cause: 'Истекло время выполнения запроса к базе данных',
    solution: 'Добавлен индекс, запрос переписан',
  }),
  errorRequest({
    title: 'Отчёт по штатному расписанию пустой',
    body: 'Отчёт по штатному расписанию формируется, но в нём нет строк.',
    stateBody: 'Департамент статистики',
    module: 'Отчёты',
    cause: 'Истекло время выполнения запроса к базе данных',
    solution: 'Увеличен предел времени, запрос переписан',
  }),
  errorRequest({
    title: 'Не сохраняется карточка сотрудника',
    body: 'После сохранения карточки сотрудника дата рождения сбрасывается.',
    stateBody: 'Аппарат акима района',
    module: 'Карточка сотрудника',
    cause: 'Ошибка проверки даты рождения',
    solution: 'Исправлена проверка поля',
  }),
  errorRequest({
    title: 'Ошибка при входе по ЭЦП',
    body: 'При входе по ЭЦП появляется сообщение «сертификат не найден», сертификат действует.',
    stateBody: 'Управление здравоохранения',
    module: 'Вход',
    cause: 'Не обновлён список удостоверяющих центров',
    solution: 'Список обновлён на обоих контурах',
  }),
];
