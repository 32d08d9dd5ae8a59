import { DateTime } from 'luxon';
import type { IssuedAct } from '../../app/issue-act.ts';
import { writeActNumber } from '../../core/document/build-document.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { localize } from '../../core/regulation/localize.ts';
import { renderTable } from './table.ts';

type Act = IssuedAct['act'];

/** The register of acts; instants in the pack's zone. */
export function renderActs(acts: readonly Act[], pack: CompiledPack): string {
  if (acts.length === 0) return 'No act was issued yet.\n';
  const rows = acts.map((act) => [
    writeActNumber(act),
    at(act.issuedAt, pack),
    titleOf(act, pack),
    act.subject,
    standingOf(act, pack),
  ]);
  return `${renderTable([{ title: 'number', align: 'right' }, { title: 'issued' }, { title: 'document' }, { title: 'about' }, { title: 'standing' }], rows)}\n`;
}

/** One act of the register. */
export function renderAct(act: Act, pack: CompiledPack): string {
  const lines = [
    `${writeActNumber(act)} of ${at(act.issuedAt, pack)}: ${titleOf(act, pack)}`,
    `about ${act.subject}${act.effectKey === null ? '' : `, attached by ${act.effectKey}`}`,
    standingOf(act, pack),
    ...Object.entries(act.files).map(([kind, sha256]) => `${kind} ${sha256}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The files of an act that were written just now. */
export function renderIssuedAct({ act, paths }: IssuedAct): string {
  return `Act ${writeActNumber(act)}\n${paths.join('\n')}\n`;
}

function titleOf({ documentId }: Act, { documents, manifest }: CompiledPack): string {
  const title = documents.get(documentId)?.title;
  return title === undefined ? documentId : localize(title, manifest.languages[0] ?? 'en');
}

function standingOf({ cancelled, files }: Act, pack: CompiledPack): string {
  if (cancelled !== null) return `cancelled ${at(cancelled.at, pack)}: ${cancelled.why}`;
  return Object.keys(files).length === 0 ? 'registered, its files are not made yet: print it' : 'in force';
}

function at(instant: number, { manifest }: CompiledPack): string {
  return DateTime.fromMillis(instant, { zone: manifest.zone }).toFormat('yyyy-MM-dd HH:mm');
}
