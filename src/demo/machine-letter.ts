import { DateTime } from 'luxon';
import type { Instant } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { ScriptedApplicant } from './scripted-ticket.ts';
import type { Story } from './ticket-writer.ts';

/**
 * What a machine of the pack writes about an applicant: each label of its layout with a value, the applicant where the
 * layout wants them, else an instant of that day. Null where no machine of the pack has an address.
 */
export function writeMachineLetter(
  { intake, intakeSenders, manifest }: CompiledPack,
  { name, email }: Pick<ScriptedApplicant, 'name' | 'email'>,
  arrivesAt: Instant,
): Story['machineLetter'] {
  const [[id, sender] = ['', '']] = intakeSenders;
  const layout = intake.get(id);
  if (layout === undefined) return null;
  const at = DateTime.fromMillis(arrivesAt, { zone: manifest.zone });
  const lines = Object.entries(layout.labels).map(([field, [label = '']], index) => {
    const value =
      field === layout.applicant
        ? `${name}, ${email ?? ''}`
        : at.minus({ minutes: 90 - 30 * index }).toFormat('dd.MM.yyyy HH:mm');
    return `${label.slice(0, 1).toUpperCase()}${label.slice(1)}: ${value}`;
  });
  return { sender, body: lines.join('\n') };
}
