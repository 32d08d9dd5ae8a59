import type { Instant } from '../core/calendar/instant.ts';
import { MS_PER_DAY, MS_PER_MINUTE } from '../core/calendar/instant.ts';
import type { CompiledPack } from '../core/regulation/compiled-pack.ts';
import { createApplicants, listAgents } from './cast.ts';
import { phrasesFor } from './phrases-for.ts';
import type { Phrases, Topic } from './phrases.ts';
import { writeMachineLetter } from './machine-letter.ts';
import * as plots from './plots.ts';
import type { Plot } from './plots.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import type { Intake, ScriptedTicket } from './scripted-ticket.ts';
import { TicketWriter } from './ticket-writer.ts';
import type { Story, Temper } from './ticket-writer.ts';
import { vocabularyOf } from './vocabulary.ts';

/** How large a scenario is. */
export interface ScenarioOptions {
  readonly seed: number;
  /** Tickets arrive from here on… */
  readonly fromAt: Instant;
  /** …for so many weeks; nothing happens afterwards. */
  readonly weeks: number;
  readonly count: number;
}

/** Plots that begin with a letter. */
const mailed = ['spam', 'duplicated', 'machine-letter'];

/** Of a hundred requests, so many go this way. */
const deckOfPlots: readonly (readonly [name: string, plot: Plot, cards: number])[] = [
  ['plain', plots.plain, 40],
  ['forgotten', plots.forgotten, 7],
  ['classified-late', plots.classifiedLate, 6],
  ['reclassified', plots.reclassified, 7],
  ['handed-over', plots.handedOver, 12],
  ['asked-back', plots.askedBack, 11],
  ['closed-silently', plots.closedSilently, 5],
  ['reopened', plots.reopened, 6],
  ['duplicated', plots.plain, 3],
  ['spam', plots.spam, 3],
];

/** Where machines write letters about applicants. */
const machineLetters: (typeof deckOfPlots)[number] = ['machine-letter', plots.plain, 4];

const deckOfTempers: readonly (readonly [Temper, number])[] = [
  ['punctual', 65],
  ['late', 20],
  ['careless', 15],
];

const deckOfIntakes: readonly (readonly [Intake, number])[] = [
  ['email', 50],
  ['phone', 28],
  ['web', 22],
];

/**
 * Requests as they come to a desk that works by the pack, from a seed: the same seed gives the same tickets. They are
 * in order of arrival; every allowed pair of type and priority, every channel and every plot comes up in turn.
 */
export function generateTickets(pack: CompiledPack, options: ScenarioOptions): readonly ScriptedTicket[] {
  const random = createRandom(options.seed);
  const phrases = phrasesFor(pack);
  const vocabulary = vocabularyOf(pack);
  const agents = listAgents(pack);
  const applicants = createApplicants(Math.max(4, Math.ceil(options.count / 2)), { pack, phrases, random });
  const dealPlot = dealer(
    [...deckOfPlots, ...(pack.intakeSenders.size === 0 ? [] : [machineLetters])].map(
      ([name, plot, cards]) => [{ name, plot }, cards] as const,
    ),
    random,
  );
  const dealTemper = dealer(deckOfTempers, random);
  const dealIntake = dealer(
    deckOfIntakes.filter(([intake]) => vocabulary.intakes.includes(intake)),
    random,
  );
  const dealPair = dealer(
    vocabulary.pairs.map((pair) => [pair, 1] as const),
    random,
  );
  const untilAt = options.fromAt + options.weeks * 7 * MS_PER_DAY;
  const tickets: ScriptedTicket[] = [];
  while (tickets.length < options.count) {
    const { name, plot } = dealPlot();
    const pair = dealPair();
    const intake = mailed.includes(name) ? 'email' : dealIntake();
    const applicant = pickApplicant(applicants, intake, random);
    const topic =
      name === 'spam' ? spamTopic(pair.type, phrases, random) : pickTopic(pair, { pack, phrases, random });
    const arrivesAt = pickArrival(intake, { pack, random, fromAt: options.fromAt, untilAt });
    const story: Story = {
      key: `t${String(tickets.length + 1).padStart(4, '0')}`,
      plot: name,
      pack,
      vocabulary,
      phrases,
      random,
      agents,
      applicant,
      topic,
      priority: pair.priority,
      intake,
      arrivesAt,
      temper: dealTemper(),
      machineLetter: name === 'machine-letter' ? writeMachineLetter(pack, applicant, arrivesAt) : null,
    };
    const isShortCall = intake === 'phone' && name === 'plain';
    tickets.push(tell(story, isShortCall ? plots.solvedInCall : plot, untilAt));
    if (name === 'duplicated' && tickets.length < options.count) tickets.push(duplicate(story, untilAt));
  }
  return tickets.toSorted((a, b) => a.steps[0].at - b.steps[0].at);
}

function tell(story: Story, plot: Plot, untilAt: Instant): ScriptedTicket {
  const writer = new TicketWriter(story);
  plot(writer);
  return writer.finish(untilAt);
}

/** The applicant sends the same once more before anybody has answered. */
function duplicate(story: Story, untilAt: Instant): ScriptedTicket {
  const again: Story = {
    ...story,
    key: `${story.key}-again`,
    plot: 'duplicate',
    arrivesAt: Math.min(story.arrivesAt + story.random.between(5, 40) * MS_PER_MINUTE, untilAt - 1),
  };
  return tell(again, plots.duplicateOf(story.key), untilAt);
}

/** Deals the cards of a shuffled deck, then shuffles again: in the long run each comes as often as it is there. */
function dealer<Card>(deck: readonly (readonly [card: Card, count: number])[], random: Random): () => Card {
  const cards = deck.flatMap(([card, count]) => Array.from({ length: count }, () => card));
  let left: Card[] = [];
  return () => {
    if (left.length === 0) left = random.shuffle(cards);
    return left.pop() as Card;
  };
}

function pickApplicant(
  applicants: readonly Story['applicant'][],
  intake: Intake,
  random: Random,
): Story['applicant'] {
  const able = applicants.filter(({ email }) => intake === 'phone' || email !== null);
  return random.pick(able);
}

function pickTopic(
  { type, priority }: { readonly type: string; readonly priority: string },
  { pack, phrases, random }: Pick<Story, 'pack' | 'phrases' | 'random'>,
): Topic {
  const fitting = phrases.topics.filter(
    (topic) => topic.type === type && (topic.priorities?.includes(priority) ?? true),
  );
  return fitting.length > 0 ? random.pick(fitting) : plainTopic(type, { pack, phrases, random });
}

/** In a pack without topics of its own: what it is about is said by the pack's labels. */
function plainTopic(
  type: string,
  { pack, phrases, random }: Pick<Story, 'pack' | 'phrases' | 'random'>,
): Topic {
  const language = pack.manifest.languages[0] ?? 'en';
  const processes = pack.fields.get(pack.fieldByRole.get('process') ?? '')?.options ?? [];
  const process = processes.length === 0 ? undefined : random.pick(processes);
  const named = [pack.types.get(type)?.label, process?.label].flatMap((label) =>
    label === undefined
      ? []
      : [typeof label === 'string' ? label : (label[language] ?? Object.values(label)[0] ?? '')],
  );
  const title = named.join(': ');
  const body = random.pick(phrases.bodies).replace('{topic}', title);
  return { type, title, body, ...(process === undefined ? {} : { process: process.id }) };
}

function spamTopic(type: string, phrases: Phrases, random: Random): Topic {
  return { type, ...random.pick(phrases.spam) };
}

const mostTries = 60;

/** Calls come while somebody can take them; letters mostly then, some in the evening, at night and on days off. */
function pickArrival(
  intake: Intake,
  {
    pack,
    random,
    fromAt,
    untilAt,
  }: Pick<Story, 'pack' | 'random'> & { readonly fromAt: Instant; readonly untilAt: Instant },
): Instant {
  const isWantedOpen = intake === 'phone' || random.chance(0.7);
  let arrivesAt = fromAt;
  for (let tries = 0; tries < mostTries; tries += 1) {
    arrivesAt = fromAt + Math.floor(random.next() * (untilAt - fromAt));
    if (pack.defaultCalendar.isOpen(arrivesAt) === isWantedOpen) break;
  }
  return arrivesAt;
}
