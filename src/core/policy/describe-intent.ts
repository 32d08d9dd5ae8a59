import type { FieldValue } from '../ticket/field-value.ts';
import type { Intent, RecipientRole } from './intent.ts';

/** An intent in few words: what is done, and whom it is told to. Ids of the pack, no texts and no names of people. */
export interface IntentWords {
  readonly action: string;
  /** `applicant`, roles of the desk, named addresses; empty where nobody is told. */
  readonly recipients: readonly string[];
}

/** Says what an intent does: `letter term`, `note overdue; state → in-work`. */
export function describeIntent({ class: kind, set, article, mail }: Intent): IntentWords {
  const fields = Object.entries(set).map(([field, value]) => describeField(field, value));
  const parts = [
    ...(kind === 'undo' ? ['undo'] : []),
    ...(article === null ? [] : [`${article.kind} ${article.textId}`]),
    ...(mail === null ? [] : [`mail ${mail.textId}`]),
    ...(fields.length === 0 ? [] : [fields.join(', ')]),
  ];
  return { action: parts.join('; '), recipients: recipientsOf(article, mail) };
}

/** Instants and figures say little to a reader; which field is written does. */
function describeField(field: string, value: FieldValue): string {
  return typeof value === 'string' ? `${field} → ${value}` : field;
}

function recipientsOf(article: Intent['article'], mail: Intent['mail']): readonly string[] {
  if (article?.kind === 'letter') return ['applicant'];
  return [...(article?.to ?? []).map(roleName), ...(mail === null ? [] : [mail.to])];
}

function roleName(role: RecipientRole): string {
  return typeof role === 'string' ? role : role.address;
}
