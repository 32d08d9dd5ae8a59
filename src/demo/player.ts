import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { FieldValue, FieldValues } from '../core/ticket/field-value.ts';
import type { Simulator } from '../simulator/simulator.ts';
import { HelpdeskAnswer } from './admin-client.ts';
import type {
  ChangeStep,
  MergeStep,
  RegisterStep,
  ScriptedApplicant,
  ScriptedMessage,
  ScriptedStep,
  ScriptedTicket,
  WriteStep,
} from './scripted-ticket.ts';
import type { Stage } from './stage.ts';

interface Played {
  readonly id: number;
  readonly number: string;
}

/** Plays scripted steps on the simulator, each person over HTTP in their own name or by mail. */
export interface Player {
  play(ticket: ScriptedTicket, step: ScriptedStep): Promise<void>;
  /** Saves that a form refused, because somebody left out what it asks for. */
  refusedByForms(): number;
}

const aWeekMs = 7 * 24 * 3_600_000;
const robot = { 'Auto-Submitted': 'auto-replied', 'X-Loop': 'yes' };

export function createPlayer({
  simulator,
  stage,
  pack,
  support,
}: {
  readonly simulator: Simulator;
  readonly stage: Stage;
  readonly pack: CompiledPack;
  /** The address to which applicants write. */
  readonly support: string;
}): Player {
  const { admin } = stage;
  const played = new Map<string, Played>();
  const customers = new Map<string, number>();
  let refused = 0;
  const attributeOf = (field: string): string =>
    field === 'type' ? ([...pack.fields.values()].find(({ role }) => role === 'type')?.id ?? 'type') : field;
  const attributesOf = (fields: FieldValues): Record<string, FieldValue> =>
    Object.fromEntries(Object.entries(fields).map(([field, value]) => attribute(field, value)));
  const attribute = (field: string, value: FieldValue): readonly [string, FieldValue] => {
    if (field === 'group') return ['group_id', stage.groups.get(String(value))?.id ?? null];
    if (field === 'priority') return ['priority_id', stage.priorities.get(String(value)) ?? null];
    if (field === 'state') return ['state_id', stage.states.get(String(value)) ?? null];
    if (field === 'owner') return ['owner_id', value === null ? 1 : (stage.agents.get(String(value)) ?? 1)];
    const { kind } = pack.fields.get(field) ?? { kind: 'text' };
    return [
      attributeOf(field),
      kind === 'datetime' && typeof value === 'number' ? new Date(value).toISOString() : value,
    ];
  };
  /** A waiting state wants to know until when. */
  const pendingOf = (set: FieldValues, untilAt: number): object =>
    pack.states.get(String(set['state']))?.kind === 'waiting'
      ? { pending_time: new Date(untilAt).toISOString() }
      : {};
  const playedOf = (key: string): Played => {
    const found = played.get(key);
    if (found === undefined) throw new Error(`${key} is played before it is registered`);
    return found;
  };
  const remember = async (key: string, id: number): Promise<void> => {
    const { number } = await admin.call<{ number: string }>('GET', `tickets/${id}`);
    played.set(key, { id, number });
  };
  const customerOf = async (person: ScriptedApplicant): Promise<number> => {
    const known = customers.get(person.phone);
    if (known !== undefined) return known;
    const [firstname = '', lastname = ''] = person.name.split(' ');
    const groupField = pack.fieldByRole.get('user_group');
    const { id } = await admin.call<{ id: number }>('POST', 'users', {
      firstname,
      lastname,
      phone: person.phone,
      roles: ['Customer'],
      ...(person.email === null ? {} : { email: person.email }),
      ...(groupField === undefined || person.group === null ? {} : { [groupField]: person.group }),
    });
    customers.set(person.phone, id);
    return id;
  };

  const register = async (ticket: ScriptedTicket, step: RegisterStep): Promise<void> => {
    const { applicant, key } = ticket;
    const customerId = await customerOf(applicant);
    const email = applicant.email ?? 'nobody@example.net';
    if (step.intake === 'email') {
      const headers = step.isAutomatic ? robot : {};
      const { ticketId } = simulator.receiveMail({
        from: step.machine ?? `${applicant.name} <${email}>`,
        to: support,
        subject: step.title,
        body: step.body,
        headers,
      });
      return remember(key, ticketId);
    }
    if (step.intake === 'web') {
      const group = stage.groups.get(step.group)?.name ?? '';
      const { ticketId } = simulator.submitWebForm({
        name: applicant.name,
        email,
        title: step.title,
        body: step.body,
        group,
      });
      return remember(key, ticketId);
    }
    const { id } = await admin.call<{ id: number }>(
      'POST',
      'tickets',
      {
        title: step.title,
        customer_id: customerId,
        ...attributesOf({ group: step.group, ...step.fields }),
        ...pendingOf(step.fields, step.at + aWeekMs),
        article: { type: 'phone', sender: 'Customer', internal: false, subject: step.title, body: step.body },
      },
      step.by === 'applicant' ? undefined : step.by.agent,
    );
    return remember(key, id);
  };

  const change = async (ticket: ScriptedTicket, step: ChangeStep): Promise<void> => {
    const pending = pendingOf(step.set, step.pendingUntilAt ?? step.at + aWeekMs);
    const article = step.message === null ? {} : { article: articleOf(step.message, ticket.applicant) };
    await admin.call(
      'PUT',
      `tickets/${playedOf(ticket.key).id}`,
      { ...attributesOf(step.set), ...pending, ...article },
      step.by.agent,
    );
  };

  const write = (ticket: ScriptedTicket, step: WriteStep): void => {
    const subject = `Re: [Ticket#${playedOf(ticket.key).number}]`;
    const from = `${ticket.applicant.name} <${ticket.applicant.email ?? 'nobody@example.net'}>`;
    simulator.receiveMail({
      from,
      to: support,
      subject,
      body: step.text,
      headers: step.isAutomatic ? robot : {},
    });
  };

  const merge = async (ticket: ScriptedTicket, step: MergeStep): Promise<void> => {
    const { number } = playedOf(step.into);
    await admin.call('PUT', `ticket_merge/${playedOf(ticket.key).id}/${number}`, undefined, step.by.agent);
  };

  return {
    async play(ticket, step) {
      try {
        if (step.what === 'register') await register(ticket, step);
        else if (step.what === 'change') await change(ticket, step);
        else if (step.what === 'merge') await merge(ticket, step);
        else write(ticket, step);
      } catch (error) {
        // A person whose form asks for more comes back to it later; the script has them do so.
        if (!(error instanceof HelpdeskAnswer) || error.status !== 422 || step.what === 'register')
          throw error;
        refused += 1;
      }
    },
    refusedByForms: () => refused,
  };
}

function articleOf({ kind, text }: ScriptedMessage, { email }: ScriptedApplicant): object {
  if (kind === 'note' || (kind === 'letter' && email === null))
    return { type: 'note', sender: 'Agent', internal: true, body: text };
  if (kind === 'call') return { type: 'phone', sender: 'Agent', internal: false, body: text };
  return {
    type: 'email',
    sender: 'Agent',
    internal: false,
    to: email,
    subject: '',
    body: text,
    content_type: 'text/plain',
  };
}
