import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { Instant, LocalDate } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import type { FieldValue, FieldValues } from '../core/ticket/field-value.ts';
import type { Phrases, Topic } from './phrases.ts';
import type { Random } from './random.ts';
import { completeChange } from './required-fields.ts';
import type { ChooseValue } from './required-fields.ts';
import type {
  Intake,
  RegisterStep,
  ScriptedAgent,
  ScriptedApplicant,
  ScriptedMessage,
  ScriptedStep,
  ScriptedTicket,
} from './scripted-ticket.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How somebody works: in time, past the time, or without looking. */
export type Temper = 'punctual' | 'late' | 'careless';

/** Everything that stands before a story begins. */
export interface Story {
  readonly key: string;
  readonly plot: string;
  readonly pack: CompiledPack;
  readonly vocabulary: Vocabulary;
  readonly phrases: Phrases;
  readonly random: Random;
  readonly agents: readonly ScriptedAgent[];
  readonly applicant: ScriptedApplicant;
  readonly topic: Topic;
  readonly priority: string;
  readonly intake: Intake;
  readonly arrivesAt: Instant;
  readonly temper: Temper;
  /** What a machine writes about the applicant, and from which address; null where they ask themselves. */
  readonly machineLetter: { readonly sender: string; readonly body: string } | null;
}

/** Writes the steps of one ticket one after the other, remembering how it stands. */
export class TicketWriter {
  readonly story: Story;
  private readonly steps: ScriptedStep[] = [];
  private registration: RegisterStep | null = null;
  private fields: FieldValues;
  private nowAt: Instant;
  private agent: ScriptedAgent;

  constructor(story: Story) {
    this.story = story;
    this.nowAt = story.arrivesAt;
    this.agent = this.someoneOf(story.vocabulary.entryGroup);
    this.fields = {
      type: null,
      priority: null,
      state: 'new',
      group: story.vocabulary.entryGroup,
      owner: null,
    };
  }

  /** What the ticket's class is, whether anybody has entered it or not. */
  get trueClass(): FieldValues {
    return { type: this.story.topic.type, priority: this.story.priority };
  }

  /** A value that the ticket has now; null where nothing is entered. */
  valueOf(field: string): FieldValue {
    return this.fields[field] ?? null;
  }

  /** The date of the step that comes next. */
  today(): LocalDate {
    return new Date(this.nowAt).toISOString().slice(0, 10);
  }

  /** What is entered as a date or time at this step, beside the fields of that part of the topic. */
  moments(part: 'fields' | 'returning' | 'closing'): FieldValues {
    const { topic, pack } = this.story;
    return Object.fromEntries(
      Object.entries(topic.moments?.[part] ?? {}).map(([field, hours]) => {
        const at = hours === 0 ? this.nowAt : pack.defaultCalendar.add(this.nowAt, hours * MS_PER_HOUR);
        const isDate = pack.fields.get(field)?.kind === 'date';
        return [field, isDate ? new Date(at).toISOString().slice(0, 10) : at];
      }),
    );
  }

  /** How it is marked when a call began to be entered; nothing where the topic knows no marks. */
  entryMark(): FieldValues {
    const { topic, random, arrivesAt } = this.story;
    if (topic.entering === undefined) return {};
    const { field, secondsBefore } = random.pick(topic.entering);
    if (secondsBefore === undefined) return { [field]: true };
    const at = arrivesAt - random.between(...secondsBefore) * 1_000;
    return { [field]: at - (at % MS_PER_MINUTE) };
  }

  /** The request comes in; a call is entered by an agent, with what they fill in at once. */
  register(fields: FieldValues = {}, { isAutomatic = false } = {}): void {
    const { intake, topic, phrases, random, arrivesAt, vocabulary, machineLetter } = this.story;
    const isCall = intake === 'phone';
    const entered = isCall ? this.complete({ ...this.channelFields(), ...fields }) : {};
    const called = random.pick(phrases.calls).replace('{topic}', topic.title);
    this.registration = {
      what: 'register',
      at: arrivesAt,
      by: isCall ? { agent: this.agent.login } : 'applicant',
      intake,
      group: vocabulary.entryGroup,
      title: topic.title,
      body:
        machineLetter?.body ?? (isCall ? `${called} ${topic.body}` : `${phrases.greeting}\n\n${topic.body}`),
      fields: entered,
      isAutomatic: isAutomatic || machineLetter !== null,
      machine: machineLetter?.sender ?? null,
    };
    this.fields = { ...this.fields, ...entered };
  }

  /** Open hours pass: a share of the time in which the ticket is to be solved. */
  passShareOfSolution(low: number, high: number): void {
    const share = low + this.story.random.next() * (high - low);
    this.passWorking((this.story.vocabulary.solutionMs(this.trueClass) * share) / MS_PER_MINUTE);
  }

  /** So many minutes of open hours pass. */
  passWorking(minutes: number): void {
    const seconds = Math.round(minutes * 60) + this.story.random.between(1, 50);
    this.nowAt = this.story.pack.defaultCalendar.add(this.nowAt, seconds * 1_000);
  }

  /** So many minutes pass on the wall, day or night. */
  passOnTheWall(minutes: number): void {
    this.nowAt += Math.round(minutes * 60_000) + this.story.random.between(1, 50) * 1_000;
  }

  /** The agent saves the form with these fields, and with all that the form demands. */
  change(set: FieldValues, message: ScriptedMessage | null = null): void {
    const completed = this.complete(set);
    const isWaiting = this.story.pack.states.get(String(set['state']))?.kind === 'waiting';
    this.steps.push({
      what: 'change',
      at: this.nowAt,
      by: { agent: this.agent.login },
      set: completed,
      message,
      pendingUntilAt: isWaiting ? this.nowAt + this.story.random.between(2, 5) * MS_PER_DAY : null,
    });
    this.fields = { ...this.fields, ...completed };
    const group = String(this.fields['group']);
    if (group !== this.agent.group) this.passTo(group);
  }

  /** The applicant answers, if there is a way to write. */
  applicantWrites(text: string, { isAutomatic = false } = {}): void {
    if (this.story.applicant.email === null) return;
    this.steps.push({ what: 'write', at: this.nowAt, by: 'applicant', text, isAutomatic });
  }

  /** Somebody else moved the ticket: from now on people of that group work on it. */
  passTo(group: string): void {
    this.agent = this.someoneOf(group);
    this.fields = { ...this.fields, group, owner: null };
  }

  /** The ticket becomes part of another one. */
  mergeInto(key: string): void {
    this.steps.push({ what: 'merge', at: this.nowAt, by: { agent: this.agent.login }, into: key });
  }

  /** A letter to the applicant, or a call where only a number is known. */
  tell(text: string): ScriptedMessage {
    return { kind: this.story.applicant.email === null ? 'call' : 'letter', text };
  }

  /** The agent at work, as owner of the ticket. */
  ownership(): FieldValues {
    return { owner: this.agent.login };
  }

  /** The ticket as far as it got until an instant. */
  finish(untilAt: Instant): ScriptedTicket {
    if (this.registration === null) throw new Error('a story begins with a registration');
    const { key, plot, applicant } = this.story;
    return {
      key,
      plot,
      applicant,
      steps: [this.registration, ...this.steps.filter(({ at }) => at < untilAt)],
    };
  }

  private someoneOf(group: string): ScriptedAgent {
    const { agents, random } = this.story;
    return random.pick(agents.filter((agent) => agent.group === group && !agent.isLead));
  }

  private complete(set: FieldValues): FieldValues {
    return completeChange(this.fields, set, { pack: this.story.pack, choose: this.choose });
  }

  /** The channel that an agent enters for a call. */
  private channelFields(): FieldValues {
    const { pack, intake } = this.story;
    const field = pack.fieldByRole.get('channel');
    const channel = pack.catalog.channel_of?.[intake];
    return field === undefined || channel === undefined ? {} : { [field]: channel };
  }

  /** What a person enters where a form leaves them no choice but to enter something. */
  private readonly choose: ChooseValue = ({ id, kind, options }, allowed) => {
    const { topic, pack, random, phrases } = this.story;
    if (id === 'type' || id === 'priority') return this.trueClass[id] ?? null;
    const own =
      id === pack.fieldByRole.get('process') ? topic.process : (topic.closing?.[id] ?? topic.fields?.[id]);
    if (own !== undefined && (allowed === null || allowed.includes(String(own)))) return own;
    switch (kind) {
      case 'select':
        return random.pickUsual(allowed ?? (options ?? []).map((option) => option.id));
      case 'boolean':
        return true;
      case 'integer':
        return 1;
      case 'date':
        return new Date(this.nowAt + random.between(5, 20) * MS_PER_DAY).toISOString().slice(0, 10);
      case 'datetime':
        return this.nowAt + random.between(5, 20) * MS_PER_DAY;
      default:
        return random.pick(phrases.entries[id] ?? phrases.entries.default);
    }
  };
}
