import type { Installation } from '../../app/installation.ts';

type Ledger = Awaited<ReturnType<Installation['store']>>['ledger'];
type Entries = ReturnType<Ledger['list']>;
type Entry = Awaited<ReturnType<Ledger['append']>>[number];

const columns = [
  'seq',
  'at',
  'kind',
  'status',
  'clause',
  'ruleId',
  'subject',
  'key',
  'details',
  'packHash',
  'previousHash',
  'hash',
] as const;

/** Ledger entries as lines, each with its end of line, batch by batch: JSON objects, or CSV under one heading. */
export async function* ledgerLines(entries: Entries, format: 'jsonl' | 'csv'): AsyncGenerator<string> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`;
  for await (const batch of entries) {
    if (batch.length > 0) yield batch.map(format === 'csv' ? csvLine : jsonLine).join('');
  }
}

function jsonLine(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

function csvLine(entry: Entry): string {
  const values = {
    ...entry,
    at: new Date(entry.at).toISOString(),
    clause: entry.ground.kind === 'clause' ? entry.ground.clause : '',
    details: JSON.stringify(entry.details),
  };
  return `${columns.map((column) => csvCell(String(values[column]))).join(',')}\r\n`;
}

/** A cell that begins like a formula is shown to programs that calculate as text. */
function csvCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
