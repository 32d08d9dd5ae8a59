import type { Topic } from './phrases.ts';

const browser = { product_version: '2.14; Chrome 130', browser: 'Chrome' };
const user = {
  applicant_login: 'зазначено Заявником',
  applicant_name: 'зазначено Заявником',
  applicant_phone: 'зазначено Заявником',
};
const complete = { ...browser, ...user, page_link: 'https://gb.kyivcity.gov.ua/login' };
const project = { ...browser, ...user, page_link: 'https://gb.kyivcity.gov.ua/projects/1284' };
const wish = { purpose: 'Полегшити роботу з проєктами', norm_reference: 'невідомо', layout_changes: false };
const gap = {
  purpose: 'Виконати вимогу Положення',
  norm_reference: 'Положення, с. 9, абз. 3',
  layout_changes: false,
};

/** Помилки та проблеми. */
const problems: readonly Topic[] = [
  {
    type: 'error',
    process: 'eds',
    title: 'Не вдається увійти за допомогою ЕЦП',
    body: 'Після вибору файлу ключа сторінка повертається на початок без жодного повідомлення. Ключ чинний, на інших порталах працює.',
    fields: complete,
  },
  {
    type: 'error',
    process: 'eds',
    title: 'ЕЦП: «сертифікат не знайдено»',
    body: 'Намагаюся проголосувати за проєкт, але система пише, що сертифікат не знайдено. Пробував два браузери.',
    fields: complete,
  },
  {
    type: 'error',
    process: 'bankid-privat24',
    title: 'BankID Приват 24 не повертає на сайт',
    body: 'Підтверджую вхід у застосунку, після чого бачу порожню сторінку. Так третій день поспіль.',
    fields: complete,
  },
  {
    type: 'error',
    process: 'bankid-privat24',
    title: 'Помилка авторизації через Приват 24',
    body: 'Під час авторизації з’являється повідомлення «помилка отримання даних». Прізвище в мене з апострофом, можливо, річ у ньому.',
    fields: complete,
  },
  {
    type: 'error',
    process: 'bankid-nbu',
    title: 'Ощадбанк: вхід через BankID НБУ зациклюється',
    body: 'Обираю Ощадбанк, підтверджую, і знову потрапляю на вибір банку.',
    fields: complete,
  },
  {
    type: 'error',
    process: 'bankid-nbu',
    title: 'Радабанк не відображається у переліку',
    body: 'У переліку банків немає Радабанку, хоча минулого року голосував саме через нього.',
    fields: complete,
  },
  {
    type: 'error',
    priorities: ['critical', 'high'],
    process: 'candidate-application',
    title: 'Заявка в кандидати ГБК не зберігається',
    body: 'Заповнюю анкету кандидата, натискаю «Зберегти», і всі дані зникають. Втратив уже дві години.',
    fields: { ...complete, page_link: 'https://gb.kyivcity.gov.ua/gbk/apply' },
  },
  {
    type: 'error',
    process: 'candidate-application',
    title: 'Не прикріплюється мотиваційний лист',
    body: 'Файл PDF на 2 МБ не завантажується до заявки кандидата в ГБК, індикатор зупиняється на 90 %.',
    fields: { ...complete, page_link: 'https://gb.kyivcity.gov.ua/gbk/apply' },
  },
  {
    type: 'error',
    process: 'candidate-moderation',
    title: 'Кандидат завис у стані «на модерації»',
    body: 'Заявку кандидата подано два тижні тому, статус не змінюється, хоча її було підтверджено.',
    fields: project,
  },
  {
    type: 'error',
    process: 'candidate-moderation',
    title: 'Модератор не бачить заявки кандидатів',
    body: 'У кабінеті модератора порожній список кандидатів, фільтри скинуто.',
    fields: project,
  },
  {
    type: 'error',
    process: 'other',
    title: 'Пошук проєктів видає некоректні результати',
    body: 'Шукаю за назвою району, а отримую проєкти з іншого. Так на всіх сторінках пошуку.',
    fields: { ...project, page_link: 'https://gb.kyivcity.gov.ua/projects' },
  },
  {
    type: 'error',
    priorities: ['critical', 'high'],
    process: 'other',
    title: 'Голос за проєкт не зараховано',
    body: 'Учора проголосував за проєкт, сьогодні кнопка знову активна, а лічильник не змінився.',
    fields: project,
  },
  {
    type: 'error',
    priorities: ['critical', 'high'],
    process: 'other',
    title: 'Сторінка проєкту відкривається з помилкою 500',
    body: 'Після редагування бюджету проєкту сторінка перестала відкриватися.',
    fields: { ...project, restores_service: true },
  },
  {
    type: 'error',
    priorities: ['low'],
    process: 'other',
    title: 'Обрізаний текст у картці проєкту на телефоні',
    body: 'Дрібниця, але на телефоні останній рядок опису обрізано.',
    fields: project,
  },
];

/** Консультації та задачі. */
const questions: readonly Topic[] = [
  {
    type: 'consultation',
    process: 'other',
    title: 'Як подати проєкт від громадської організації?',
    body: 'Підкажіть, які документи потрібні та де їх прикріпити.',
    fields: project,
  },
  {
    type: 'consultation',
    process: 'other',
    title: 'Чи можна змінити бюджет після подання?',
    body: 'Помилилися в сумі на один рядок кошторису. Чи можна виправити без нового подання?',
    fields: project,
  },
  {
    type: 'consultation',
    process: 'eds',
    title: 'Який ключ ЕЦП підходить для голосування?',
    body: 'Маю хмарний підпис. Чи підійде він, чи потрібен файловий ключ?',
    fields: complete,
  },
  {
    type: 'consultation',
    process: 'bankid-privat24',
    title: 'Чи бачить система мій номер телефону з Приват 24?',
    body: 'Хочу зрозуміти, які дані передаються під час входу.',
    fields: complete,
  },
  {
    type: 'consultation',
    process: 'bankid-nbu',
    title: 'Які банки працюють через BankID НБУ?',
    body: 'Мій банк у переліку НБУ є, а на сайті його не видно. Як увійти?',
    fields: complete,
  },
  {
    type: 'consultation',
    process: 'candidate-application',
    title: 'Хто може стати кандидатом у члени ГБК?',
    body: 'Цікавлять вимоги до кандидата та строки подання заявки.',
    fields: complete,
  },
  {
    type: 'consultation',
    process: 'candidate-moderation',
    title: 'Скільки триває перевірка заявки кандидата?',
    body: 'Заявку подано в понеділок. Коли чекати на рішення?',
    fields: complete,
  },
  {
    type: 'consultation',
    process: 'other',
    title: 'Як працюють фільтри на сторінці проєктів?',
    body: 'Не можу відібрати проєкти лише свого району.',
    fields: project,
  },
  {
    type: 'consultation',
    priorities: ['low'],
    process: 'other',
    title: 'Коли оголосять результати голосування?',
    body: 'На сайті не знайшла дати. Підкажіть, будь ласка.',
    fields: { competence: 'mrg' },
    isDoneElsewhere: true,
    closedBy: 'organizational',
    closing: { closing_reason: 'passed-to-mrg', mrg_representative: 'Сидоренко Олена Миколаївна' },
  },
  {
    type: 'consultation',
    priorities: ['low'],
    process: 'other',
    title: 'Незгода з рішенням щодо проєкту',
    body: 'Проєкт відхилено, прошу пояснити підстави та хто ухвалив рішення.',
    fields: { competence: 'mrg' },
    isDoneElsewhere: true,
    closedBy: 'organizational',
    closing: { closing_reason: 'advised', consultation: 'Роз’яснено порядок розгляду та оскарження.' },
  },
  {
    type: 'consultation',
    priorities: ['low'],
    process: 'other',
    title: 'Питання до Громадської бюджетної комісії',
    body: 'Прошу передати комісії пропозицію щодо порядку її засідань.',
    fields: { competence: 'gbk' },
    isDoneElsewhere: true,
  },
  {
    type: 'consultation',
    priorities: ['low'],
    process: 'other',
    title: 'Питання з групи у Facebook',
    body: 'Користувач у групі запитує, чому не може увійти. Записано фахівцем із групи.',
    fields: { request_channel: 'unofficial' },
    isDoneElsewhere: true,
  },
];

/** Побажання (узгоджуються на засіданні МРГ) і невідповідності нормам. */
const wishes: readonly Topic[] = [
  {
    type: 'new-functionality',
    priorities: ['low'],
    process: 'system-improvement',
    title: 'Додати мапу до переліку проєктів',
    body: 'Було б зручно бачити проєкти на мапі міста та відбирати їх за районом.',
    fields: { ...wish, layout_changes: true, mockups: 'у вкладенні' },
    state: 'awaiting-mrg',
    resumesWith: 'mrg_meeting_on',
  },
  {
    type: 'new-functionality',
    priorities: ['low'],
    process: 'system-improvement',
    title: 'Сповіщення про зміну статусу проєкту',
    body: 'Пропоную надсилати авторові лист, коли статус проєкту змінюється.',
    fields: wish,
    state: 'awaiting-mrg',
    resumesWith: 'mrg_meeting_on',
  },
  {
    type: 'new-functionality',
    priorities: ['low'],
    process: 'system-improvement',
    title: 'Порівняння двох проєктів поруч',
    body: 'Перед голосуванням хочеться порівняти кошториси двох проєктів на одній сторінці.',
    fields: { ...wish, layout_changes: true },
    state: 'awaiting-mrg',
    resumesWith: 'mrg_meeting_on',
  },
  {
    type: 'new-functionality',
    priorities: ['high'],
    process: 'system-improvement',
    title: 'Поле «співавтор» у формі подання',
    body: 'Положення передбачає співавторів, а у формі такого поля немає: подати проєкт неможливо.',
    fields: gap,
  },
  {
    type: 'new-functionality',
    priorities: ['high'],
    process: 'system-improvement',
    title: 'Строк голосування не відповідає Положенню',
    body: 'У системі голосування закривається на день раніше, ніж передбачено Положенням.',
    fields: gap,
  },
];

/** Про що пишуть і телефонують користувачі «Громадського бюджету». */
export const topicsUk: readonly Topic[] = [
  ...problems.map((topic) => closedAs('solved', topic)),
  ...questions.map((topic) => closedAs('advised', topic)),
  ...wishes.map((topic) => closedAs('released', topic)),
];

/** Підстава закриття, якщо тема не має власної. */
function closedAs(reason: string, topic: Topic): Topic {
  return { closing: { closing_reason: reason }, ...topic };
}
