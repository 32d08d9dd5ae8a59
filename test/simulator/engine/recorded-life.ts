import { VirtualClock } from '../../../src/simulator/clock.ts';
import { insertArticle } from '../../../src/simulator/engine/article-writer.ts';
import { settleEscalations } from '../../../src/simulator/engine/commit.ts';
import { startJobs } from '../../../src/simulator/engine/jobs.ts';
import { createRecord, updateRecord } from '../../../src/simulator/engine/records.ts';
import { changeTicket, insertTicket, withDefaults } from '../../../src/simulator/engine/ticket-writer.ts';
import { groupModel } from '../../../src/simulator/models/group.ts';
import type { Model } from '../../../src/simulator/models/model.ts';
import { calendarModel, slaModel } from '../../../src/simulator/models/service-levels.ts';
import { seedWorld } from '../../../src/simulator/seed/seed.ts';
import type { Ticket } from '../../../src/simulator/state/records.ts';
import type { Params, StampedRow } from '../../../src/simulator/state/row.ts';
import { World, type Transaction } from '../../../src/simulator/state/world.ts';
import type {
  EscalationCase,
  EscalationFile,
  RecordedEvent,
  RecordedSla,
} from '../../core/clock/escalation-cases.ts';

const ADMIN_ID = 3;
const REBUILD_MS = 3_000;

/** What somebody says in an article. */
interface Word {
  readonly sender: 'Agent' | 'Customer';
  readonly type: string;
  readonly internal?: boolean;
}

/** A recorded ticket, lived again event by event in a world of its own. */
export class RecordedLife {
  readonly ticket: Ticket;
  readonly #calendars: EscalationFile['calendars'];
  readonly #clock: VirtualClock;
  readonly #world: World;
  readonly #calendar: StampedRow;
  readonly #sla: StampedRow;

  constructor(one: EscalationCase, calendars: EscalationFile['calendars']) {
    this.#calendars = calendars;
    this.#clock = new VirtualClock(Date.parse(one.created_at) - 60_000);
    this.#world = new World(this.#clock, 1);
    seedWorld(this.#world, { hasActiveTriggers: false, mailAddresses: [] });
    startJobs(this.#world);
    const group = this.#make(groupModel, { name: 'Recorded' });
    this.#calendar = this.#makeCalendar(one.calendar);
    this.#sla = this.#makeSla(one.sla, this.#calendar, group);
    this.#clock.advanceTo(Date.parse(one.created_at));
    this.ticket = this.#do((transaction) => {
      const given = { title: one.id, group_id: group.id, customer_id: 2 };
      const ticket = insertTicket(this.#world, withDefaults(this.#world, given), transaction);
      if (one.first_article_from_customer === true)
        this.#write(ticket, { sender: 'Customer', type: 'web' }, transaction);
      return ticket;
    });
  }

  live({ at, type, arg, error }: RecordedEvent): void {
    this.#clock.advanceTo(Date.parse(at));
    if (error !== undefined) return;
    switch (type) {
      case 'state':
        this.#change({ state_id: this.#world.states.find(({ name }) => name === arg)?.id });
        break;
      case 'title':
        this.#change({ title: arg });
        break;
      case 'group':
        this.#moveTo(arg as RecordedSla & { calendar: string });
        break;
      case 'agent_reply':
      case 'agent_internal':
      case 'customer_reply': {
        const sender = type === 'customer_reply' ? 'Customer' : 'Agent';
        this.#do((transaction) => {
          this.#write(
            this.ticket,
            { sender, type: String(arg), internal: type === 'agent_internal' },
            transaction,
          );
        });
        break;
      }
      case 'sla':
      case 'sla_and_rebuild':
        this.#update(slaModel, this.#sla, arg as Params);
        if (type !== 'sla') this.rebuild();
        break;
      case 'calendar_and_rebuild':
        this.#update(calendarModel, this.#calendar, arg as Params);
        this.rebuild();
        break;
      case 'rebuild':
        this.rebuild();
        break;
      default:
        throw new Error(`Unknown event ${type}`);
    }
  }

  /** Lets the background work out the deadlines of all open tickets anew. */
  rebuild(): void {
    this.#world.onEscalationRulesChanged();
    this.#clock.advanceBy(REBUILD_MS);
  }

  stateName(): string {
    return this.#world.states.get(this.ticket.state_id)?.name ?? '';
  }

  #change(changes: Params): void {
    this.#do((transaction) => {
      changeTicket(this.#world, this.ticket, changes, { transaction });
    });
  }

  #moveTo({ calendar, ...times }: RecordedSla & { calendar: string }): void {
    const group = this.#make(groupModel, { name: 'Elsewhere' });
    this.#makeSla(times, this.#makeCalendar(calendar), group);
    this.#change({ group_id: group.id });
  }

  #write(ticket: Ticket, { sender, type, internal }: Word, transaction: Transaction): void {
    const given = {
      body: 'text',
      internal: internal ?? false,
      sender_id: this.#world.articleSenders.find(({ name }) => name === sender)?.id,
      type_id: this.#world.articleTypes.find(({ name }) => name === type)?.id,
    };
    insertArticle(this.#world, ticket, given, { transaction });
  }

  #makeCalendar(name: string): StampedRow {
    // The calendars that cases edit start as this one.
    const { timezone, business_hours, public_holidays } =
      this.#calendars[name] ?? this.#calendars['kyiv-9-18']!;
    return this.#make(calendarModel, {
      name: `${name} ${this.#world.calendars.all().length}`,
      timezone,
      business_hours,
      public_holidays,
    });
  }

  #makeSla(times: RecordedSla, calendar: StampedRow, group: StampedRow): StampedRow {
    return this.#make(slaModel, {
      ...times,
      name: `SLA of ${String(group['name'])}`,
      calendar_id: calendar.id,
      condition: { 'ticket.group_id': { operator: 'is', value: [String(group.id)] } },
    });
  }

  #make(model: Model, params: Params): StampedRow {
    return this.#world.transaction(ADMIN_ID, (transaction) =>
      createRecord(this.#world, model, params, transaction),
    );
  }

  #update(model: Model, row: StampedRow, params: Params): void {
    this.#world.transaction(ADMIN_ID, (transaction) => {
      updateRecord(this.#world, model, row, { params, transaction });
    });
  }

  #do<Result>(work: (transaction: Transaction) => Result): Result {
    return this.#world.transaction(ADMIN_ID, (transaction) => {
      const result = work(transaction);
      settleEscalations(this.#world, transaction);
      return result;
    });
  }
}
