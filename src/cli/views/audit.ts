import type { Audit, CheckedHead } from '../../app/audit.ts';
import { renderMinute } from './local-time.ts';
import { renderTable } from './table.ts';

/** What verifying the ledger found; times in the zone. */
export function renderAudit({ count, head, broken, heads, isSound }: Audit, zone: string): string {
  const last = heads.findLast(({ fits }) => fits);
  const lines = [
    ...(broken === null
      ? [`${count} entries fit the chain${head === null ? '' : `; its head is ${head.seq}:${head.hash}`}`]
      : [
          `ALTERED: entry ${broken.seq} (${broken.kind} ${broken.key}, ${renderMinute(broken.at, zone)}) does not fit: it, or what came before it, was altered or removed. The ${count} entries before it fit`,
        ]),
    ...heads.filter(({ fits }) => !fits).map(describeMisfit),
    ...(heads.length === 0 ? [] : [tableOf(heads, zone)]),
    conclusion(isSound, last),
  ];
  return `${lines.join('\n')}\n`;
}

function describeMisfit({ seq, publishedIn }: CheckedHead): string {
  return `ALTERED: entry ${seq} is not the one whose hash was published in ${publishedIn}`;
}

function tableOf(heads: readonly CheckedHead[], zone: string): string {
  return renderTable(
    [{ title: 'entry', align: 'right' }, { title: 'published in' }, { title: 'at' }, { title: 'fits' }],
    heads.map(({ seq, publishedIn, publishedAt, fits }) => [
      String(seq),
      publishedIn,
      publishedAt === null ? '' : renderMinute(publishedAt, zone),
      fits ? 'yes' : 'NO',
    ]),
  );
}

function conclusion(isSound: boolean, last: CheckedHead | undefined): string {
  if (!isSound)
    return 'The ledger is not what it was: keep this store as it is, and compare it with a backup.';
  return last === undefined
    ? 'No report has published a head yet: nothing outside the store vouches for it.'
    : `Unaltered up to entry ${last.seq} since it was published in ${last.publishedIn}; no more is proved.`;
}
