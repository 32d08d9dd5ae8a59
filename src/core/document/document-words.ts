/** What printed documents say that stands in no regulation. */
export const documentWordKeys = [
  'registered',
  'as_of',
  'period',
  'footer',
  'page',
  'pages_of',
  'signature',
  'name',
  'date',
  'date_format',
  'date_time_format',
  'month_format',
  'yes',
  'no',
  'secret',
  'secret_copy',
  'cancelled',
  'unavailable',
  'nothing',
  'listed',
  'dated',
  'examined',
  'method_often',
  'method_similar',
  'in_period',
  'similarity',
  'months',
] as const;

/** Nouns of printed documents that are counted. */
export const documentNounKeys = ['tickets', 'times'] as const;

/** The forms of a noun by the plural categories of a language (CLDR: one, few, many, other). */
export type NounForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** The words of one language; `{name}` is filled in. */
export type DocumentWords = Readonly<
  Record<(typeof documentWordKeys)[number], string> & Record<(typeof documentNounKeys)[number], NounForms>
>;

/** A word with its `{name}` places filled; what is filled in is never looked at again. */
export function fillWord(word: string, values: Readonly<Record<string, string | number>>): string {
  return word.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A number with its noun in the form that the language wants: 1 заявка, 2 заявки, 5 заявок. */
export function countOf(count: number, forms: NounForms, language: string): string {
  const category = new Intl.PluralRules(language).select(count);
  return `${new Intl.NumberFormat(language).format(count)} ${forms[category] ?? forms.other}`;
}
