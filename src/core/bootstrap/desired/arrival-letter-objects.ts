import type { Notice } from '../../regulation/schema/rule.ts';
import type { DesiredArrivalLetter, Remark } from '../desired-object.ts';
import { identityOf } from './identity.ts';
import { renderNativeText } from './native-text.ts';
import { joinShares, type Scope, type Share, shareOf } from './scope.ts';

/** The letters which the helpdesk itself sends at registration: notices marked `native_trigger`. */
export function arrivalLetterObjects(scope: Scope): Share {
  const notices = [...scope.pack.notices.values()].filter((notice) => notice.native_trigger);
  return joinShares(notices.map((notice) => arrivalLetter(notice, scope)));
}

function arrivalLetter(notice: Notice, scope: Scope): Share {
  const { pack, naming, enforcing } = scope;
  const text = renderNativeText(pack.texts.get(notice.text), pack, naming);
  if ('because' in text) return { objects: [], remarks: [remarkOn(notice, text.because)] };
  const letter: DesiredArrivalLetter = {
    ...identityOf('arrival-letter', notice, `${pack.manifest.letter} · ${naming.label(notice.label)}`),
    kind: 'arrival-letter',
    groups: naming.governedGroups,
    channels: (['email', 'web'] as const).filter((channel) => isByLetter(notice, channel, scope)),
    exceptFrom: [...pack.intakeSenders.values()].sort(),
    ...text,
    language: pack.manifest.languages[0] ?? 'en',
    zone: pack.manifest.zone,
    isActive: enforcing,
  };
  return shareOf([letter]);
}

function isByLetter(notice: Notice, arrival: 'email' | 'web', { pack }: Scope): boolean {
  const channel = pack.catalog.channel_of?.[arrival];
  const way = channel === undefined ? undefined : notice.by_channel[channel];
  return (way ?? notice.otherwise) === 'email';
}

function remarkOn(notice: Notice, because: string): Remark {
  return {
    key: `notice:${notice.id}`,
    message: `sent by the service, not by the helpdesk itself: ${because}`,
  };
}
