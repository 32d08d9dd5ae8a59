import { describe, expect, it } from 'vitest';
import type { TextData } from '../../src/core/policy/intent.ts';
import { createTextRenderer } from '../../src/core/policy/render-text.ts';
import { localize } from '../../src/core/regulation/localize.ts';
import { at } from '../support/a-ticket.ts';
import { kyivPack } from './kyiv.ts';

const pack = kyivPack();
const render = createTextRenderer(pack);
const ofTheDesk = new Set(
  pack.desk.rules.flatMap((rule) => rule.do.flatMap((act) => ('text' in act ? [act.text] : []))),
);
const letters = [...pack.texts.values()].filter(
  ({ id, subject }) => subject !== undefined && !ofTheDesk.has(id),
);

const bare: TextData = {
  'ticket.number': '2026001',
  'ticket.received': { instant: at('2026-11-23T08:00:00Z') },
  type: null,
  priority: null,
  group: 'Інформаційна підтримка користувачів',
  state: 'новий',
  owner: null,
  term: null,
  old_term: null,
  reaction_term: null,
  resolution_term: null,
  share: null,
  missing: [],
  attached: [],
  'addresses.support': 'support.gb@kyivcity.gov.ua',
  'addresses.phone': '+38 (044) 366-80-12',
};

const full: TextData = {
  ...bare,
  type: 'Помилка/проблема',
  priority: 'Високий',
  owner: 'i.koval',
  term: { instant: at('2026-11-24T14:00:00Z') },
  old_term: { instant: at('2026-11-23T14:00:00Z') },
  reaction_term: { instant: at('2026-11-23T10:00:00Z') },
  resolution_term: { instant: at('2026-11-24T14:00:00Z') },
  share: 80,
  missing: ['Логін в системі', 'Який браузер використовувався'],
  attached: ['екран.bmp'],
  'fields.postponed_until': '2026-12-01',
  'fields.release_planned_on': '2026-12-15',
  'fields.hindrance': 'Користувач не може надати достатньо інформації для вирішення проблеми.',
  'fields.closing_reason': 'Консультацію надано',
  'fields.consultation': '<b>Оновіть сторінку</b>',
};

function plain(textId: string, data: TextData): string {
  return render(textId, data).html.replaceAll(/<[^>]+>/g, '\n');
}

describe('the texts of the Kyiv pack', () => {
  it.each([...pack.texts.keys()])('render %s whole, whatever is known', (id) => {
    for (const data of [full, bare]) {
      const { subject, html } = render(id, data);

      expect(`${subject ?? ''} ${html}`).not.toMatch(/undefined|null|NaN|\{\{|\[object|<p>\s*<\/p>/);
      expect(html).toMatch(/^<p>/);
    }
    expect(render(id, full).html).not.toMatch(/(?:Причина|Результат|№|до): *(?:\.|<\/p>)/);
  });

  it.each(letters.map(({ id }) => id))('greet, name the number and sign in %s', (id) => {
    const { subject, html } = render(id, full);

    expect(subject).toContain('2026001');
    expect(html).toMatch(/^<p>Доброго дня!<\/p>/);
    expect(html).toContain('З повагою');
    expect(html).toContain('support.gb@kyivcity.gov.ua');
  });

  it('use the Ukrainian apostrophe and quotation marks', () => {
    const sources = [...pack.texts.values()].map(({ body }) =>
      localize(body, 'uk').replaceAll(/\{\{[^}]*\}\}/g, ''),
    );

    expect(sources.filter((text) => /[а-яіїєґ]'[а-яіїєґ]|"/i.test(text))).toEqual([]);
  });

  it('tell the term by the clock of Kyiv [K 4.9.5]', () => {
    expect(plain('term', full)).toContain('Орієнтовний строк вирішення — 24 листопада 2026 р., 16:00.');
  });

  it('tell the new term and the one told before [K 4.9.6]', () => {
    expect(plain('term-changed', full)).toContain(
      'Новий строк — 24 листопада 2026 р., 16:00 (раніше повідомляли: 23 листопада 2026 р., 16:00).',
    );
  });

  it('say that a responsible person is assigned, by name only where the operator lets them [K 1 «Час реакції на звернення»]', () => {
    expect(plain('assigned', { ...full, owner: null })).toContain('призначено відповідального фахівця.');
    expect(plain('assigned', full)).toContain('призначено відповідального фахівця: i.koval.');
  });

  it('name just what is missing, one item a line [K 4.4, K 4.5]', () => {
    expect(plain('details', full)).toContain('– Логін в системі\n– Який браузер використовувався');
  });

  it('say when a postponed request goes on and why [K 4.14]', () => {
    const text = plain('status-postponed', full);

    expect(text).toContain('відкладено до 1 грудня 2026 р.');
    expect(text).toContain('Користувач не може надати достатньо інформації');
  });

  it('give the result, with what people wrote made harmless [K 4.9.7]', () => {
    const { html } = render('closing', full);

    expect(html).toContain('Результат: Консультацію надано.');
    expect(html).toContain('&lt;b&gt;Оновіть сторінку&lt;/b&gt;');
  });

  it('give the reason only where solving is impossible: one of earlier waiting is not repeated at the end [K 4.14]', () => {
    const reason = 'Причина: Користувач не може надати достатньо інформації';

    expect(plain('closing', full)).not.toContain('Причина');
    expect(plain('closing-impossible', full)).toContain(reason);
  });

  it('promise no number to what is not registered and say where to turn [K 4.2]', () => {
    const text = plain('where-to-turn-draft', bare);

    expect(text).toContain('support.gb@kyivcity.gov.ua');
    expect(text).toContain('+38 (044) 366-80-12');
    expect(text).not.toContain('2026001');
  });

  it('cite the clause of a product rule nowhere', () => {
    const products = [...pack.texts.values()].filter(({ product }) => product === true);

    expect(products.length).toBeGreaterThan(5);
    expect(products.filter(({ body }) => /(?:^|[\s(])п\.\s*\d/.test(localize(body, 'uk')))).toEqual([]);
  });

  it('offer the five kinds of links for standard questions [K 4.13]', () => {
    const answers = pack.helpdesk.text_modules.filter(({ clause }) => clause === 'K 4.13');

    expect(answers.map(({ id }) => id)).toEqual([
      'answer-documentation',
      'answer-manual',
      'answer-forum',
      'answer-faq',
      'answer-developer-site',
    ]);
  });

  it('offer the two answers for unofficial channels [K 4.10.5]', () => {
    const texts = pack.helpdesk.text_modules.filter(({ clause }) => clause?.includes('K 4.10.5'));

    expect(texts.map(({ id }) => id)).toEqual(['where-to-turn', 'status-of-request']);
  });
});

describe('the one request for details [K 4.4]', () => {
  const missing = ['Логін в системі'];

  it('asks for nothing but a packed file when nothing else is missing', () => {
    const text = plain('details', { ...bare, attached: ['<b>екран</b>.bmp'] });

    expect(text).toContain(
      'Файли у форматі BMP просимо надіслати запакованими (RAR або ZIP): &lt;b&gt;екран',
    );
    expect(text).not.toContain('такі відомості');
  });

  it('does not speak of files where none must be packed', () => {
    const text = plain('details', { ...bare, missing });

    expect(text).toContain('Логін в системі');
    expect(text).not.toContain('просимо надіслати запакованими');
  });
});
