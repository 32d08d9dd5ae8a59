import { DateTime } from 'luxon';
import type { RosterVersion } from '../../app/roster.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { localize } from '../../core/regulation/localize.ts';
import type { Shift } from '../../core/roster/roster.ts';
import { writeSpan } from '../../core/roster/write-shift.ts';
import { whoIsOnDuty } from '../../core/roster/who-is-on-duty.ts';
import { renderTable } from './table.ts';

/** A month's roster in force, who is on duty now, and every version of it; times in the pack's zone. */
export function renderRoster(versions: readonly RosterVersion[], pack: CompiledPack, now: number): string {
  const last = versions.at(-1);
  if (last === undefined) return 'No roster of that month was imported.\n';
  const { zone } = pack.manifest;
  const { month, shifts } = last.roster;
  const plan = renderTable(
    [{ title: 'day' }, { title: 'line' }, { title: 'consultant' }, { title: 'shift' }, { title: 'breaks' }],
    shifts.map((shift) => [
      shift.on,
      lineLabel(shift, pack),
      shift.login,
      writeSpan(shift),
      shift.breaks.map(writeSpan).join(', '),
    ]),
  );
  const onDuty = [...pack.groups.keys()]
    .flatMap((groupId) => whoIsOnDuty(last.roster, { groupId, at: now, zone }))
    .map((shift) => `  ${lineLabel(shift, pack)}: ${shift.login}\n`)
    .join('');
  const history = renderTable(
    [
      { title: 'version', align: 'right' },
      { title: 'imported' },
      { title: 'approved by' },
      { title: 'file' },
    ],
    versions.map(({ version, importedAt, approvedBy, fileName }) => [
      String(version),
      DateTime.fromMillis(importedAt, { zone }).toFormat('yyyy-MM-dd HH:mm'),
      approvedBy,
      fileName,
    ]),
  );
  const duty = onDuty === '' ? '' : `On duty now\n${onDuty}\n`;
  return `Roster ${month}, version ${last.version} (times: ${zone})\n${plan}\n\n${duty}Versions\n${history}\n`;
}

function lineLabel({ groupId }: Shift, { groups, manifest }: CompiledPack): string {
  const group = groups.get(groupId);
  return group === undefined ? groupId : localize(group.label, manifest.languages[0] ?? 'en');
}
