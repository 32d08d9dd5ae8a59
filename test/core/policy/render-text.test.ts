import { describe, expect, it } from 'vitest';
import { createTextRenderer } from '../../../src/core/policy/render-text.ts';
import type { TextData } from '../../../src/core/policy/intent.ts';
import { compileTestPack } from '../../support/a-pack.ts';
import { at } from '../../support/a-ticket.ts';

function render(
  body: string,
  data: TextData = {},
  language = 'en',
  subject = 'S',
): { subject: string | null; html: string } {
  const pack = compileTestPack();
  const text = { id: 'text', subject, body };
  return createTextRenderer({
    ...pack,
    manifest: { ...pack.manifest, languages: [language] },
    texts: new Map([['text', text]]),
  })('text', data);
}

describe('createTextRenderer', () => {
  const dues = { term: { instant: at('2026-11-23T07:05:00Z') }, 'fields.on': '2026-12-01' };

  it.each([
    ['en', 'November 23, 2026, 09:05', 'December 1, 2026'],
    ['uk', '23 листопада 2026 р., 09:05', '1 грудня 2026 р.'],
    ['ru', '23 ноября 2026 г., 09:05', '1 декабря 2026 г.'],
  ])("writes dates in the pack's zone and in %s", (language, instant, day) => {
    expect(render('{{datetime term}}|{{date fields.on}}', dues, language).html).toBe(
      `<p>${instant}|${day}</p>`,
    );
    expect(render('{{date term}} {{time term}}', dues, language).html).toContain('09:05');
  });

  it.each([
    ['uk', [1, 2, 5, 21, 22, 25], 'звернення звернення звернень звернення звернення звернень'],
    ['ru', [1, 3, 11, 21, 104, 0], 'заявка заявки заявок заявка заявки заявок'],
  ])('has the plural forms of %s', (language, counts, words) => {
    const [one = '', few = '', many = ''] =
      language === 'uk' ? ['звернення', 'звернення', 'звернень'] : ['заявка', 'заявки', 'заявок'];
    const body = counts.map((count) => `{{plural ${count} "${one}" "${few}" "${many}"}}`).join(' ');
    expect(render(body, {}, language).html).toBe(`<p>${words}</p>`);
  });

  it.each([
    ['pl', 'dzień dni dni', [1, 3, 5, 22, 12], 'dzień dni dni dni dni'],
    ['cs', 'den dny dní', [1, 3, 5, 22, 0, 1.5], 'den dny dní dní dní dny'],
    ['sl', 'dan dneva dnevi dni', [1, 2, 3, 5, 101], 'dan dneva dnevi dni dan'],
    ['ro', 'zi zile de-zile', [1, 2, 20, 101], 'zi zile de-zile zile'],
    ['es', 'día días', [0, 1, 2], 'días día días'],
  ])('has as many forms as %s has for whole numbers', (language, forms, counts, words) => {
    const quoted = forms.split(' ').map((form) => `"${form}"`);
    const body = counts.map((count) => `{{plural ${count} ${quoted.join(' ')}}}`).join(' ');
    expect(render(body, {}, language).html).toBe(`<p>${words}</p>`);
  });

  it('has two forms in English, and writes durations in days of the calendar', () => {
    expect(render('{{plural 1 "day" "days"}} {{plural 2 "day" "days"}}').html).toBe('<p>day days</p>');
    expect(render('{{duration used}}', { used: 16 * 3_600_000 }).html).toBe('<p>1 day 7 hours</p>');
    expect(render('{{duration used}}', { used: 0 }).html).toBe('<p>0 minutes</p>');
    expect(render('{{list missing}}', { missing: ['Page', 'Login'] }).html).toBe('<p>Page, Login</p>');
  });

  it('escapes what people wrote, however many braces the text has', () => {
    const data = { 'fields.page': '<script>alert("1")</script>', missing: ['<b>'] };
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;';
    expect(render('{{fields.page}} {{{fields.page}}} {{&fields.page}} {{list missing}}', data).html).toBe(
      `<p>${escaped} ${escaped} ${escaped} &lt;b&gt;</p>`,
    );
  });

  it('evaluates nothing that people wrote', () => {
    expect(render('{{fields.page}}', { 'fields.page': '{{ticket.number}}', 'ticket.number': '1' }).html).toBe(
      '<p>{{ticket.number}}</p>',
    );
  });

  it.each(['{{constructor}}', '{{fields.constructor.name}}', '{{__proto__}}', '{{fields.toString}}'])(
    'reaches no prototype by %s',
    (body) => {
      expect(render(`x${body}`, { 'fields.a': 'b' }).html).toBe('<p>x</p>');
    },
  );

  it('writes one plain line as subject, with the data as it is', () => {
    expect(render('x', { type: 'A & B' }, 'en', 'No {{type}}\nBcc: x').subject).toBe('No A & B Bcc: x');
  });

  it('makes paragraphs of blank lines and keeps blocks of HTML', () => {
    expect(render('One\ntwo\n\nthree\n\n<ul><li>x</li></ul>\n\n{{#if type}}no{{/if}}\n').html).toBe(
      '<p>One<br>two</p>\n<p>three</p>\n<ul><li>x</li></ul>',
    );
  });

  it('shows nothing where a helper is given nothing that it knows', () => {
    const body = '[{{date a}}{{time a}}{{datetime a}}{{duration a}}{{list a}}]';
    for (const a of [null, true, 5.5, 'word', { other: 1 }, { instant: 'x' }] as const) {
      const expected = a === 5.5 ? '[0 minutes]' : '[]';
      expect(render(body, { a } as unknown as TextData).html).toBe(`<p>${expected}</p>`);
    }
  });

  it('writes durations in all their parts, and in hours alone where no day has hours', () => {
    const used = (9 + 2) * 3_600_000 + 5 * 60_000 + 59_000;
    expect(render('{{duration used}}', { used }).html).toBe('<p>1 day 2 hours 5 minutes</p>');
    const pack = compileTestPack();
    const never = Object.create(pack.defaultCalendar, {
      workingDayMs: { value: 0 },
    }) as typeof pack.defaultCalendar;
    const texts = new Map([['text', { id: 'text', body: '{{duration used}}' }]]);
    const renderText = createTextRenderer({ ...pack, texts, defaultCalendar: never });
    expect(renderText('text', { used }).html).toBe('<p>11 hours 5 minutes</p>');
  });

  it('takes the last form where a language asks for more than there are', () => {
    expect(render('{{plural 5 "звернення" "звернень"}}', {}, 'uk').html).toBe('<p>звернень</p>');
  });

  it('has no subject where the text has none, and one line without spaces around it where it has', () => {
    expect(render('x', {}, 'en', '  A \n\t B  ').subject).toBe('A B');
    const pack = compileTestPack();
    const texts = new Map([['text', { id: 'text', body: 'x' }]]);
    expect(createTextRenderer({ ...pack, texts })('text', {}).subject).toBeNull();
  });

  it('is plain text for a terminal too: nothing escaped, no more than one empty line', () => {
    const pack = compileTestPack();
    const texts = new Map([['text', { id: 'text', body: '\nA {{type}}\n\n\n\nB\n' }]]);
    expect(createTextRenderer({ ...pack, texts })('text', { type: '<&>' }).plain).toBe('A <&>\n\nB');
  });

  it('names the text that the pack does not have', () => {
    expect(() => createTextRenderer(compileTestPack())('nothing', {})).toThrow('"nothing"');
  });

  it('refuses a text that the pack does not have', () => {
    expect(() => createTextRenderer(compileTestPack())('nothing', {})).toThrow(RangeError);
  });
});
