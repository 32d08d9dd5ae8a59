import { DateTime } from 'luxon';
import type { WorksVersion } from '../../app/works.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { localize } from '../../core/regulation/localize.ts';
import { judgeWorks } from '../../core/works/judge-works.ts';
import { readApprovalFacts } from '../../core/works/restricted-periods.ts';
import type { RecordedWorks } from '../../core/works/works.ts';
import { renderTable } from './table.ts';

/** A month's works with what each breaks, and the versions of the schedule; times in the pack's zone. */
export function renderWorksVersions(
  versions: readonly WorksVersion[],
  recorded: readonly RecordedWorks[],
  pack: CompiledPack,
): string {
  const last = versions.at(-1);
  const { works } = pack.desk;
  if (last === undefined || works === undefined) return 'No schedule of that month was imported.\n';
  const { zone, languages } = pack.manifest;
  const time = (at: number): string => DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const approval = readApprovalFacts(pack);
  const kindOf = (id: string): string => {
    const kind = works.kinds.find((each) => each.id === id);
    return kind === undefined ? id : localize(kind.label, languages[0] ?? 'en');
  };
  const plan = renderTable(
    ['begins', 'ends', 'kind', 'what', 'approved by', 'breaks'].map((title) => ({ title })),
    recorded.map((each) => [
      time(each.fromAt),
      time(each.toAt),
      kindOf(each.kind),
      each.title,
      each.approvedBy,
      judgeWorks(each, { works, approval, zone }).join(', '),
    ]),
  );
  const history = renderTable(
    [{ title: 'version', align: 'right' }, { title: 'imported' }, { title: 'file' }],
    versions.map(({ version, importedAt, fileName }) => [String(version), time(importedAt), fileName]),
  );
  const unknown =
    approval.periods === null ? 'The overlay names no restricted periods: approval was not checked.\n\n' : '';
  return `Schedule ${last.month}, version ${last.version} (times: ${zone})\n${plan}\n\n${unknown}Versions\n${history}\n`;
}
