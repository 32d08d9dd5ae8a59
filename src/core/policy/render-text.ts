import Handlebars from 'handlebars';
import { dayNumberOf } from '../calendar/local-day.ts';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../calendar/instant.ts';
import type { CompiledPack } from '../regulation/compiled-pack.ts';
import { localize } from '../regulation/localize.ts';
import { TEXT_HELPERS } from '../regulation/text-names.ts';
import { toParagraphs } from '../regulation/to-paragraphs.ts';
import { escapeHtml } from './escape-html.ts';
import type { TextData, TextValue } from './intent.ts';
import { languageOf } from './value-label.ts';

/** A text ready to be written: `html` is safe, `subject` is one plain line (null where the text has none). */
interface RenderedText {
  readonly subject: string | null;
  readonly html: string;
  /** The same as plain text, for a terminal. */
  readonly plain: string;
}

/** Renders the texts of one pack, each compiled once. */
export type TextRenderer = (textId: string, data: TextData) => RenderedText;

type Template = Handlebars.TemplateDelegate;
type Nested = Record<string, unknown>;

/**
 * Fills the pack's texts. Values are escaped before a template sees them, so no kind of braces writes raw HTML;
 * templates reach neither prototypes nor partials. Dates are in the pack's zone and first language.
 */
export function createTextRenderer(pack: CompiledPack): TextRenderer {
  const language = languageOf(pack);
  const handlebars = createHandlebars(pack, language);
  const templates = new Map<string, Template>();
  const fill = (source: string, values: Nested): string => {
    const template =
      templates.get(source) ??
      handlebars.compile(source, { noEscape: true, knownHelpersOnly: true, knownHelpers });
    templates.set(source, template);
    return template(values, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  };
  return (textId, data) => {
    const text = pack.texts.get(textId);
    if (text === undefined) throw new RangeError(`the pack has no text "${textId}"`);
    const subject =
      text.subject === undefined ? null : fill(localize(text.subject, language), nest(data, String));
    return {
      subject: subject === null ? null : subject.replace(/\s+/g, ' ').trim(),
      html: toParagraphs(fill(localize(text.body, language), nest(data, escapeHtml))),
      get plain() {
        return fill(localize(text.body, language), nest(data, String))
          .replaceAll(/\n{3,}/g, '\n\n')
          .trim();
      },
    };
  };
}

const knownHelpers = Object.fromEntries(Object.keys(TEXT_HELPERS).map((name) => [name, true]));

function createHandlebars(pack: CompiledPack, language: string): typeof Handlebars {
  const { zone } = pack.manifest;
  const handlebars = Handlebars.create();
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone });
  const localDates = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const pluralForm = pluralFormOf(language);
  const date = (value: unknown): string => {
    const day = typeof value === 'string' ? dayNumberOf(value) : null;
    if (day !== null) return localDates.format(day * MS_PER_DAY);
    return isInstant(value) ? dates.format(value.instant) : '';
  };
  const time = (value: unknown): string => (isInstant(value) ? times.format(value.instant) : '');
  handlebars.registerHelper({
    date,
    time,
    datetime: (value: unknown) => (isInstant(value) ? `${date(value)}, ${time(value)}` : date(value)),
    duration: (value: unknown) => (typeof value === 'number' ? inWords(value, pack, language) : ''),
    list: (value: unknown) => (Array.isArray(value) ? value.join(', ') : ''),
    plural: (count: unknown, ...forms: unknown[]) =>
      pluralForm(
        Number(count),
        forms.filter((form): form is string => typeof form === 'string'),
      ),
  });
  return handlebars;
}

/**
 * The form for a number. Forms stand in the order of the categories (CLDR) that whole numbers have in the language: one
 * and other in English, one, few and many in Polish, one, few and other in Czech. A fraction takes the second.
 */
function pluralFormOf(language: string): (count: number, forms: readonly string[]) => string {
  const rules = new Intl.PluralRules(language);
  const present = new Set(Array.from({ length: 200 }, (_, number) => rules.select(number)));
  const categories = pluralCategories.filter((each) => present.has(each));
  return (count, forms) => {
    const position = categories.indexOf(rules.select(count));
    return forms[Math.min(position < 0 ? 1 : position, forms.length - 1)] ?? '';
  };
}

const pluralCategories = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

/** Working time in words, in days of the pack's calendar, hours and minutes. */
function inWords(workingMs: number, pack: CompiledPack, language: string): string {
  const dayMs = pack.defaultCalendar.workingDayMs;
  const days = dayMs > 0 ? Math.floor(workingMs / dayMs) : 0;
  const rest = workingMs - days * dayMs;
  const parts: readonly (readonly [number, string])[] = [
    [days, 'day'],
    [Math.floor(rest / MS_PER_HOUR), 'hour'],
    [Math.floor((rest % MS_PER_HOUR) / MS_PER_MINUTE), 'minute'],
  ];
  const shown = parts.filter(([amount]) => amount > 0);
  return (shown.length > 0 ? shown : parts.slice(2))
    .map(([amount, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount),
    )
    .join(' ');
}

function isInstant(value: unknown): value is { readonly instant: number } {
  return (
    typeof value === 'object' && value !== null && 'instant' in value && typeof value.instant === 'number'
  );
}

/** Turns dotted names into objects without prototypes and makes every text safe. */
function nest(data: TextData, makeSafe: (text: string) => string): Nested {
  const root = Object.create(null) as Nested;
  for (const [name, value] of Object.entries(data)) {
    const path = name.split('.');
    const last = path.pop() ?? name;
    let place = root;
    for (const step of path) place = (place[step] ??= Object.create(null) as Nested) as Nested;
    place[last] = safe(value, makeSafe);
  }
  return root;
}

function safe(value: TextValue, makeSafe: (text: string) => string): unknown {
  if (typeof value === 'string') return makeSafe(value);
  return Array.isArray(value) ? value.map((item: string) => makeSafe(item)) : value;
}
