import { fillIn } from './report-words.ts';
import type { ReportWords } from './report-words.ts';

type ClauseWords = Pick<ReportWords, 'clause_point' | 'clause_table' | 'clause_appendix' | 'clause_note'>;

/**
 * Clauses as readers of the regulation cite them: `K Table 1 note *` is «Таблиця 1, примітка *», `E 6.1 one hour` is
 * «п. 6.1», since the letter and the words that tell places of one point apart are ours. Each is named once.
 */
export function clauseText(clauses: readonly string[], words: ClauseWords): string {
  return [...new Set(clauses.map((clause) => citationOf(clause, words)))].join(', ');
}

function citationOf(clause: string, words: ClauseWords): string {
  const [cited, place = '', rest = ''] =
    /^(?:[A-Z]+ )?(\d\S*|(?:Table|Appendix) \S+)(?: (.+))?$/u.exec(clause) ?? [];
  if (cited === undefined) return clause;
  const further = partsOf(rest, words);
  return [placeText(place, words), ...further].join(rest.startsWith('«') ? ' ' : ', ');
}

function placeText(place: string, words: ClauseWords): string {
  const [, kind, number = ''] = /^(Table|Appendix) (\S+)$/u.exec(place) ?? [];
  if (kind === 'Table') return fillIn(words.clause_table, { n: number });
  return fillIn(kind === 'Appendix' ? words.clause_appendix : words.clause_point, { n: number || place });
}

/** What of the rest is the regulation's own: a term that it defines, a note, an appendix. */
function partsOf(rest: string, words: ClauseWords): readonly string[] {
  if (rest.startsWith('«')) return [rest];
  const [, note] = /^note (\S+)$/u.exec(rest) ?? [];
  if (note !== undefined) return [fillIn(words.clause_note, { n: note })];
  return /^(?:Table|Appendix) \S+$/u.test(rest) ? [placeText(rest, words)] : [];
}
