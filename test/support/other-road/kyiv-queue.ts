import { answersApplicant } from './kyiv-terms.ts';
import { isOpen } from './kyiv-week.ts';
import type { Week } from './kyiv-week.ts';
import { valuesOf } from './raw-lives.ts';
import type { RawLife, RawSave, RawValues } from './raw-lives.ts';

const TECHNICAL = 'Служба технічного супроводу системи';

/** A ticket taken while older ones of its service waited. */
export interface Jump {
  readonly number: string;
  readonly at: number;
  readonly isAllowed: boolean;
  readonly passedOver: number;
  readonly oldest: string;
}

interface Stay {
  readonly life: RawLife;
  readonly service: string;
  readonly from: number;
  readonly to: number;
}

/** Who was taken out of turn in a week, in order of time, and how many were taken at all. */
export function findJumps(
  lives: readonly RawLife[],
  { from }: Week,
): { readonly taken: number; readonly jumps: readonly Jump[] } {
  const stays = lives.flatMap(waitsOf);
  const takings = lives
    .flatMap(takingsOf)
    .filter(({ save }) => save.at >= from)
    .sort((one, other) => one.save.at - other.save.at);
  const jumps = takings.flatMap(({ life, save, service }) => {
    const older = stays
      .filter((stay) => stay.service === service && stay.life.createdAt < life.createdAt)
      .filter((stay) => stay.from <= save.at && stay.to > save.at)
      .sort((one, other) => one.life.createdAt - other.life.createdAt);
    const [oldest] = older;
    if (oldest === undefined) return [];
    const isAllowed = mayJump(life, save);
    return [
      { number: life.number, at: save.at, isAllowed, passedOver: older.length, oldest: oldest.life.number },
    ];
  });
  return { taken: takings.length, jumps };
}

/** Each save after which the ticket waits in a service, until the next one. */
function waitsOf(life: RawLife): readonly Stay[] {
  return life.saves.flatMap((save, index) =>
    isWaitingAfter(life, index)
      ? [
          {
            life,
            service: String(save.after['group']),
            from: save.at,
            to: life.saves[index + 1]?.at ?? Infinity,
          },
        ]
      : [],
  );
}

/** Open, not postponed, not held, and not taken since it came into this service. */
function isWaitingAfter({ saves }: RawLife, index: number): boolean {
  const after = saves[index]?.after ?? {};
  const state = String(after['state']);
  const isHeld = ['очікує заявника', 'очікує МРГ', 'відкладено'].includes(state);
  if (!isOpen(after) || isHeld || saves.slice(0, index + 1).some(({ isMerge }) => isMerge)) return false;
  const cameIn = saves.findLastIndex(
    (save, place) => place <= index && (place === 0 || save.before['group'] !== save.after['group']),
  );
  return !saves.slice(cameIn, index + 1).some((save, place) => isTaking(save, cameIn + place === 0));
}

/** The first save that takes a ticket that had waited in the same service. */
function takingsOf(life: RawLife): readonly { life: RawLife; save: RawSave; service: string }[] {
  return life.saves.flatMap((save, index) =>
    index > 0 &&
    save.before['group'] === save.after['group'] &&
    isTaking(save, false) &&
    isWaitingAfter(life, index - 1)
      ? [{ life, save, service: String(save.after['group']) }]
      : [],
  );
}

function isTaking({ who, before, after, articles }: RawSave, isFirst: boolean): boolean {
  if (who !== 'agent') return false;
  const isNew = (field: string): boolean => isFirst || before[field] !== after[field];
  return (
    articles.some(answersApplicant) ||
    (isFirst && after['request_channel'] === 'phone') ||
    (isNew('state') && ['open', 'closed', 'спам', 'не реєструється'].includes(String(after['state']))) ||
    (isNew('owner') && after['owner'] !== null)
  );
}

/** Critical, of the top class of new functionality, restoring the service, or on its way to Technical. */
function mayJump(life: RawLife, save: RawSave): boolean {
  const isUrgent = (values: RawValues): boolean =>
    values['priority'] === 'Критичний' ||
    (values['request_type'] === 'new-functionality' && values['priority'] === 'Високий') ||
    values['restores_service'] === 'true';
  const next = life.saves
    .slice(life.saves.indexOf(save) + 1)
    .find(({ after }) => after['group'] !== save.after['group']);
  return isUrgent(save.after) || isUrgent(valuesOf(life)) || next?.after['group'] === TECHNICAL;
}
