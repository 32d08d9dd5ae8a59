import type { CompiledPack } from '../regulation/compiled-pack.ts';
import type { Intake } from '../regulation/schema/rule.ts';
import type { FieldValues } from '../ticket/field-value.ts';

/** What a machine's letter says: the values of the intake's fields, and whom it is about. */
export interface ReadLetter {
  readonly fields: FieldValues;
  /** In lower case. */
  readonly applicantEmail: string;
}

/** A letter is hostile text: no more of it is looked at, and every step is linear in it. */
const longestLetter = 20_000;
const longestValue = 4_000;
const separators = new Set([':', '：', '—', '–', '-', '=']);
const address = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,6}/gu;

/**
 * Reads a plain text by the layout of an intake: a line that begins with a label gives the rest of that line, or,
 * where nothing follows, the lines up to the next label or empty line. Null when a label is missing, stands twice with
 * different values, or not exactly one foreign address is found where the applicant's is to be.
 * @clause K 4.12.1
 */
export function readLetter(text: string, intake: Intake, pack: CompiledPack): ReadLetter | null {
  const values = collectValues(text, intake);
  if (values === null) return null;
  const found = [...(values.get(intake.applicant) ?? '').matchAll(address)].map(([each]) =>
    each.toLowerCase(),
  );
  const [applicantEmail, ...others] = [...new Set(found)];
  if (applicantEmail === undefined || others.length > 0 || isOurs(applicantEmail, pack)) return null;
  const fields = [...values].map(([field, value]) => {
    const { max_length: most = longestValue } = pack.fields.get(field) ?? {};
    return [field, value.slice(0, most)] as const;
  });
  return { fields: Object.fromEntries(fields), applicantEmail };
}

/** The value of every label; null when one is missing or said twice. */
function collectValues(text: string, intake: Intake): ReadonlyMap<string, string> | null {
  const lines = text
    .slice(0, longestLetter)
    .split(/\r\n|\r|\n/)
    .map((line) => line.normalize('NFC').replaceAll(/\s+/gu, ' ').trim());
  const values = new Map<string, string>();
  for (let index = 0; index < lines.length; index += 1) {
    const labelled = labelOf(lines[index] ?? '', intake);
    if (labelled === null) continue;
    const value = (labelled.rest === '' ? followingLines(lines, index, intake) : labelled.rest).slice(
      0,
      longestValue,
    );
    const known = values.get(labelled.field);
    if (known !== undefined && known !== value) return null;
    values.set(labelled.field, value);
  }
  const isWhole = Object.keys(intake.labels).every((field) => (values.get(field) ?? '') !== '');
  return isWhole ? values : null;
}

function followingLines(lines: readonly string[], index: number, intake: Intake): string {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => line === '' || labelOf(line, intake) !== null);
  return rest.slice(0, end === -1 ? undefined : end).join('; ');
}

/** The field whose label begins the line, with what follows; null for any other line. */
function labelOf(line: string, { labels }: Intake): { readonly field: string; readonly rest: string } | null {
  for (const [field, words] of Object.entries(labels)) {
    for (const word of words) {
      const rest = afterLabel(line, word.normalize('NFC'));
      if (rest !== null) return { field, rest };
    }
  }
  return null;
}

/** A label ends at a separator or with its line: longer words that begin alike are no label. */
function afterLabel(line: string, label: string): string | null {
  if (line.slice(0, label.length).toLowerCase() !== label.toLowerCase()) return null;
  const rest = line.slice(label.length).trim();
  if (rest === '') return '';
  return separators.has(rest.charAt(0)) ? rest.slice(1).trim() : null;
}

/** The desk's own mailboxes and the machine itself are nobody's applicants: letters to them would go in circles. */
function isOurs(email: string, { manifest, overlay, intakeSenders }: CompiledPack): boolean {
  const own = [
    ...Object.values(manifest.addresses),
    ...Object.values(overlay.addresses),
    ...Object.values(overlay.senders),
    ...intakeSenders.values(),
  ];
  return own.some((each) => each.toLowerCase() === email);
}
