import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { TicketTexts } from '../../core/document/document-ticket.ts';
import type { CompiledPack } from '../../core/regulation/compiled-pack.ts';
import { ticketId, type TicketId } from '../../core/ticket/ticket-id.ts';
import type { Applicant, Ticket } from '../../core/ticket/ticket.ts';
import type {
  Helpdesk,
  HelpdeskCapabilities,
  Lack,
  SyncCursor,
  TicketChange,
  WriteOutcome,
} from '../helpdesk.ts';
import { type Binding, type IdBinding, loadBinding } from './binding.ts';
import { listAll, listChanges } from './changes.ts';
import { createFieldCodecs, type FieldCodec, fieldsOf, unseenFields } from './field-codec.ts';
import type { ZammadHttp } from './http/zammad-http.ts';
import { customerCalled, readFirstText } from './machine-letters.ts';
import { describeIdentity, listAgents } from './people.ts';
import {
  TicketHistory,
  TicketLinks,
  TicketWithUsers,
  Version,
  ZammadGroup,
  ZammadArticle,
  ZammadTicket,
  ZammadUser,
} from './schema.ts';
import { tellTimeline } from './timeline.ts';
import { textsOf } from './texts.ts';
import { updatePayload } from './update-payload.ts';

const DEFAULT_LONGEST_REQUEST_MS = 120_000;
const ADDRESSES_AT_MOST = 100;
const VOCABULARY_LIVES_MS = 10 * 60_000;

/** What the adapter works with. `http` speaks with the service account's token. */
export interface ZammadOptions {
  readonly http: ZammadHttp;
  readonly pack: CompiledPack;
  /** How long a request may run at the server after we stopped waiting; 2 minutes when not given. */
  readonly longestRequestMs?: number;
}

/** What was read of the installation: refreshed by every `identify`. */
interface Installation {
  readonly readAt: number;
  readonly binding: Binding;
  readonly codecs: readonly FieldCodec[];
  readonly me: ZammadUser;
}

/** Zammad (5.5, 6.5) as the use cases need it, through its REST API. */
export class ZammadHelpdesk implements Helpdesk {
  readonly capabilities: HelpdeskCapabilities;
  readonly #http: ZammadHttp;
  readonly #pack: CompiledPack;
  #installation: Promise<Installation> | null = null;
  #version: string | null | undefined;
  #loginOf: ReadonlyMap<string, string> = new Map();
  /** Fields that the ticket read last did not have. */
  #lackingFields: readonly Lack[] = [];
  /** Addresses of the applicants of tickets read last: a letter to them then leaves in one request. */
  readonly #addresses = new Map<TicketId, string>();

  constructor({ http, pack, longestRequestMs = DEFAULT_LONGEST_REQUEST_MS }: ZammadOptions) {
    this.#http = http;
    this.#pack = pack;
    this.capabilities = {
      atomicUpdate: true,
      history: true,
      customFields: true,
      nativePause: true,
      nativeLetters: true,
      minutesInSla: true,
      longestRequestMs,
    };
  }

  async ping() {
    if (this.#version === undefined) this.#version = await this.#readVersion();
    await this.#http.get('users/me', ZammadUser);
    const serverAt = this.#http.serverAt();
    if (serverAt === null)
      throw new AppError('outside', 'Zammad answers without a Date header: is a proxy removing it?');
    return { version: this.#version, serverAt };
  }

  async identify() {
    const known = await this.#installation?.catch(() => null);
    this.#installation = null;
    const { me, binding } = await this.#load(known ?? null);
    return {
      ...describeIdentity(me, binding),
      lacks: [...lacksOf(binding), ...this.#lackingFields],
      serverAt: await this.#serverAt(),
    };
  }

  async listPeople() {
    const { binding } = await this.#load();
    const people = await listAgents(this.#http, binding, {
      at: await this.#serverAt(),
      zone: this.#pack.manifest.zone,
    });
    this.#loginOf = new Map(people.map(({ id, login }) => [id, login]));
    return people;
  }

  async *changesSince(cursor: SyncCursor | null) {
    yield* listChanges({ http: this.#http, groupIds: await this.#governedGroupIds() }, cursor);
  }

  async *listHeads() {
    yield* listAll({ http: this.#http, groupIds: await this.#governedGroupIds() });
  }

  async readTicket(id: TicketId): Promise<Ticket> {
    const { binding, codecs, me } = await this.#load();
    const [{ history, assets }, articles] = await Promise.all([
      this.#http.get(`ticket_history/${id}`, TicketHistory),
      this.#readArticles(id),
    ]);
    const ticket = ticketIn(assets, id);
    const unseen = unseenFields(codecs, ticket);
    this.#lackingFields = unseen.map((field) => ({ kind: 'field', id: field, how: 'missing' }));
    this.#rememberAddress(id, assets.User[ticket.customer_id]?.email ?? '');
    const around = { binding, serviceUserId: me.id, customerId: ticket.customer_id, users: assets.User };
    return {
      id,
      number: ticket.number,
      createdAt: ticket.created_at,
      updatedAt: ticket.updated_at,
      applicant: this.#applicantOf(ticket, assets.User[ticket.customer_id]),
      ...parentOf(ticket, this.#pack),
      fields: fieldsOf(codecs, (codec) => codec.read(ticket), ticket),
      ...(unseen.length === 0 ? {} : { unseenFields: unseen }),
      timeline: tellTimeline({ ticket, history, articles }, { pack: this.#pack, codecs, around }),
    };
  }

  async originOf(id: TicketId): Promise<TicketId | null> {
    const { links } = await this.#http.get(`links?link_object=Ticket&link_object_value=${id}`, TicketLinks);
    const parent = links.find(({ link_type: type, link_object: of }) => type === 'parent' && of === 'Ticket');
    return parent === undefined ? null : ticketId(String(parent.link_object_value));
  }

  async readTexts(id: TicketId): Promise<TicketTexts> {
    const { assets } = await this.#http.get(`tickets/${id}?full=true`, TicketWithUsers);
    const ticket = ticketIn(assets, id);
    return textsOf(ticket, assets.User[ticket.owner_id], this.#pack);
  }

  async hasMark(id: TicketId, key: string): Promise<boolean> {
    const articles = await this.#readArticles(id);
    return articles.some(({ preferences }) => preferences.reglament?.key === key);
  }

  async write(id: TicketId, change: TicketChange): Promise<WriteOutcome> {
    const { codecs } = await this.#load();
    const isLetter = change.article?.kind === 'letter';
    const payload = updatePayload(change, {
      pack: this.#pack,
      codecs,
      now: await this.#serverAt(),
      to: isLetter
        ? (change.article.to ?? this.#addresses.get(id) ?? (await this.applicantAddress(id)))
        : null,
      nameOf: (userId) => this.#loginOf.get(userId) ?? userId,
    });
    const answer = await this.#http
      .put(`tickets/${id}`, payload, ZammadTicket)
      .catch(async (error: unknown) => {
        throw await this.#explain(error, id, change);
      });
    const articleId = change.article === null ? null : String(Math.max(...(answer.article_ids ?? [])));
    return { updatedAt: answer.updated_at, articleId };
  }

  readFirstText(id: TicketId): Promise<string> {
    return readFirstText(this.#http, id);
  }

  applicantCalled(email: string): Promise<string> {
    return customerCalled(this.#http, email);
  }

  async applicantAddress(id: TicketId): Promise<string> {
    const { assets } = await this.#http.get(`tickets/${id}?full=true`, TicketWithUsers);
    const email = assets.User[ticketIn(assets, id).customer_id]?.email ?? '';
    if (email !== '') return email;
    throw new AppError('rejected', `The applicant of ticket ${id} has no e-mail address`, {
      details: { reason: 'no-address', id },
    });
  }

  requestCount(): number {
    return this.#http.requestCount();
  }

  /** Only administrators are told the version. */
  async #readVersion(): Promise<string | null> {
    try {
      return (await this.#http.get('version', Version)).version;
    } catch (error) {
      if (error instanceof AppError && error.code === 'forbidden') return null;
      throw error;
    }
  }

  async #load(known: Installation | null = null): Promise<Installation> {
    const loading = (this.#installation ??= this.#readInstallation(known));
    try {
      return await loading;
    } catch (error) {
      this.#installation = null;
      throw error;
    }
  }

  /** Priorities and states hardly ever change: those of `known` will do for a while; access is read anew. */
  async #readInstallation(known: Installation | null): Promise<Installation> {
    // First, so that the age of what is known is told by an answer of now: after a pause the last one is old.
    const me = await this.#http.get('users/me', ZammadUser);
    const isRecent = known !== null && (this.#http.serverAt() ?? 0) - known.readAt < VOCABULARY_LIVES_MS;
    const binding = await loadBinding(this.#http, this.#pack, isRecent ? known.binding : null);
    const readAt = isRecent ? known.readAt : (this.#http.serverAt() ?? 0);
    return { readAt, me, binding, codecs: createFieldCodecs(this.#pack, binding) };
  }

  async #serverAt(): Promise<number> {
    return this.#http.serverAt() ?? (await this.ping()).serverAt;
  }

  async #governedGroupIds(): Promise<readonly number[]> {
    const { binding } = await this.#load();
    const ids = [...binding.groups.toPack.keys()];
    if (ids.length > 0) return ids;
    throw new AppError('outside', 'Zammad has none of the groups that the pack governs: run bootstrap');
  }

  #readArticles(id: TicketId): Promise<readonly ZammadArticle[]> {
    return this.#http.get(`ticket_articles/by_ticket/${id}`, z.array(ZammadArticle));
  }

  #applicantOf(ticket: ZammadTicket, user: ZammadUser | undefined): Applicant {
    const groupField = this.#pack.fieldByRole.get('user_group');
    const group = groupField === undefined ? undefined : user?.[groupField];
    const isMachine = [...this.#pack.intakeSenders.values()].includes(user?.email?.toLowerCase() ?? '');
    return {
      ...(isMachine ? { isMachine } : {}),
      id: String(ticket.customer_id),
      hasEmail: (user?.email ?? '') !== '',
      group: typeof group === 'string' && group !== '' ? group : null,
    };
  }

  #rememberAddress(id: TicketId, address: string): void {
    this.#addresses.delete(id);
    if (address !== '') this.#addresses.set(id, address);
    const [oldest] = this.#addresses.keys();
    if (oldest !== undefined && this.#addresses.size > ADDRESSES_AT_MOST) this.#addresses.delete(oldest);
  }

  /** Says what a failed update means where Zammad's status alone does not. */
  async #explain(error: unknown, id: TicketId, change: TicketChange): Promise<unknown> {
    if (!(error instanceof AppError) || error.code !== 'outside') return error;
    if (error.details['status'] === undefined) {
      // It said yes in a form that we do not understand: something was perhaps written.
      return new AppError('unknown-outcome', error.message, { cause: error, details: error.details });
    }
    if (change.article?.kind !== 'letter' || (await this.#hasSender(id, change))) return error;
    return new AppError('rejected', `The group of ticket ${id} cannot send mail: give it an e-mail address`, {
      cause: error,
      details: { reason: 'no-mail-channel', id },
    });
  }

  /** A letter leaves from the group that the ticket is in after the update. */
  async #hasSender(id: TicketId, change: TicketChange): Promise<boolean> {
    const { binding } = await this.#load();
    const target = binding.groups.toZammad.get(String(change.set['group']));
    const groupId = target ?? (await this.#http.get(`tickets/${id}`, ZammadTicket)).group_id;
    const groups = await this.#http.getAll('groups', ZammadGroup);
    return groups.find((group) => group.id === groupId)?.email_address_id != null;
  }
}

/** The number that people entered as the parent's. */
function parentOf(ticket: ZammadTicket, pack: CompiledPack) {
  const field = pack.fieldByRole.get('parent');
  const number = field === undefined ? undefined : ticket[field];
  return typeof number === 'string' && number.trim() !== '' ? { parentNumber: number.trim() } : {};
}

function ticketIn(
  assets: { readonly Ticket: Readonly<Record<string, ZammadTicket>> },
  id: TicketId,
): ZammadTicket {
  const ticket = assets.Ticket[id];
  if (ticket !== undefined) return ticket;
  throw new AppError('outside', `Zammad tells of ticket ${id} without the ticket itself`, {
    details: { id },
  });
}

function lacksOf({ groups, priorities, states }: Binding): readonly Lack[] {
  const of = (kind: Lack['kind'], { lacks }: IdBinding): readonly Lack[] =>
    lacks.map((lack) => ({ kind, ...lack }));
  return [...of('group', groups), ...of('priority', priorities), ...of('state', states)];
}
