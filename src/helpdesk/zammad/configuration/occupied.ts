import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type {
  ObjectReference,
  ObservedObject,
  OccupiedObject,
  Takeover,
} from '../../../core/bootstrap/configuration-object.ts';
import type { JsonObject } from '../../../core/bootstrap/json.ts';
import type { SurveyScope } from '../../helpdesk.ts';
import type { ZammadHttp } from '../http/zammad-http.ts';

/** What may go out of use: what enforcing takes over, and what was ours and bears none of the names that are wanted. */
interface Leaving {
  readonly takeovers: readonly Takeover[];
  readonly observed: readonly ObservedObject[];
  readonly ownNames: ReadonlySet<string>;
  readonly scope: SurveyScope;
}

/** `tickets/search` with `full`: 6.5 says `total_count`, 5.5 `tickets_count`. */
const Found = z.object({ total_count: z.number().optional(), tickets_count: z.number().optional() });

const columns = { state: 'ticket.state_id', priority: 'ticket.priority_id' } as const;
type CountedKind = keyof typeof columns;
type Counted = ObjectReference & { readonly kind: CountedKind };

/** How many tickets have the states and priorities that may go out of use; those that none has are left out. */
export async function listOccupied(http: ZammadHttp, leaving: Leaving): Promise<readonly OccupiedObject[]> {
  const occupied: OccupiedObject[] = [];
  for (const { kind, id, name, createdAt } of leavingObjects(leaving)) {
    const tickets = await countTickets(http, { [columns[kind]]: { operator: 'is', value: [id] } });
    if (tickets > 0) occupied.push({ kind, id, name, createdAt, tickets });
  }
  return occupied;
}

/** None when the administrator is no agent: such an account sees no ticket. */
async function countTickets(http: ZammadHttp, condition: JsonObject): Promise<number> {
  try {
    const found = await http.query('tickets/search', { condition, limit: 1, full: true }, Found);
    return found.total_count ?? found.tickets_count ?? 0;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return 0;
    throw error;
  }
}

function leavingObjects({ takeovers, observed, ownNames, scope }: Leaving): readonly Counted[] {
  const known = [...scope.hints.known];
  const isOurs = ({ kind, id, createdAt }: ObjectReference): boolean =>
    known.some(([key, it]) => key.startsWith(`${kind}:`) && it.id === id && it.createdAt === createdAt);
  const orphans = observed.filter(
    (each) => each.attributes['active'] === true && !ownNames.has(each.name) && isOurs(each),
  );
  return [...takeovers, ...orphans].filter((each): each is typeof each & Counted => each.kind in columns);
}
