import type { FieldValues } from '../core/ticket/field-value.ts';
import type { ScriptedMessage } from './scripted-ticket.ts';
import type { TicketWriter } from './ticket-writer.ts';

/** A way for a request to go. It writes the steps from the registration on. */
export type Plot = (ticket: TicketWriter) => void;

/** How long people take: minutes to a first look, and the share of the time to solve. */
const haste = {
  punctual: { look: [2, 14], solve: [0.1, 0.75] },
  late: { look: [20, 150], solve: [1.05, 1.7] },
  careless: { look: [4, 240], solve: [0.2, 1.6] },
} as const;

/** Classified, taken, answered, closed. */
export const plain: Plot = (ticket) => {
  receive(ticket);
  finish(ticket);
};

/** Nobody looks at it for hours; then it goes its way, or not even that. */
export const forgotten: Plot = (ticket) => {
  ticket.register();
  ticket.passWorking(ticket.story.random.between(40, 900));
  if (ticket.story.random.chance(0.7)) {
    ticket.change({ ...details(ticket), ...ticket.trueClass, ...takeOver(ticket) });
    solve(ticket);
  }
};

/** Somebody takes it at once and classifies it only when reminded. */
export const classifiedLate: Plot = (ticket) => {
  ticket.register();
  ticket.passWorking(ticket.story.random.between(3, 12));
  ticket.change({ ...ticket.ownership(), state: ticket.story.vocabulary.inWork });
  ticket.passWorking(ticket.story.random.between(20, 120));
  ticket.change({ ...details(ticket), ...ticket.trueClass });
  solve(ticket);
};

/** The first class was wrong. */
export const reclassified: Plot = (ticket) => {
  const { vocabulary, random } = ticket.story;
  const { type, priority } = ticket.trueClass;
  const others = vocabulary.pairs.filter((pair) => pair.type === type && pair.priority !== priority);
  ticket.register();
  ticket.passWorking(random.between(2, 14));
  const first = others.length === 0 ? ticket.trueClass : random.pick(others);
  ticket.change({ ...details(ticket), ...first, ...takeOver(ticket) });
  ticket.passShareOfSolution(0.05, 0.3);
  ticket.change(ticket.trueClass);
  solve(ticket);
};

/** To another service, and perhaps back. */
export const handedOver: Plot = (ticket) => {
  const { vocabulary, random, phrases, temper } = ticket.story;
  const { handedTo, returning, returnedAfter } = ticket.story.topic;
  const group = handedTo ?? random.shuffle(vocabulary.otherGroups)[0];
  const passThere = (low: number, high: number): void => {
    if (returnedAfter === undefined) ticket.passShareOfSolution(low, high);
    else ticket.passWorking(random.between(...returnedAfter) / 2);
  };
  receive(ticket);
  classify(ticket);
  if (group === undefined) {
    solve(ticket);
    return;
  }
  ticket.passShareOfSolution(0.05, 0.3);
  const record: ScriptedMessage = { kind: 'note', text: random.pick(phrases.handovers) };
  ticket.change(vocabulary.handOver(group), temper === 'careless' ? null : record);
  passThere(0.1, 0.5);
  ticket.change({ ...ticket.ownership(), state: vocabulary.inWork });
  if (returning !== undefined || random.chance(0.4)) {
    passThere(0.1, 0.4);
    giveBack(ticket);
    check(ticket);
  }
  solve(ticket);
};

/** Those who had it fill in what is theirs, unless they are careless. */
function giveBack(ticket: TicketWriter): void {
  const { vocabulary, random, phrases, temper, topic } = ticket.story;
  const filledIn = temper === 'careless' ? {} : { ...topic.returning, ...ticket.moments('returning') };
  const note: ScriptedMessage = { kind: 'note', text: random.pick(phrases.handbacks) };
  ticket.change({ ...filledIn, group: vocabulary.entryGroup }, note);
}

/** The applicant must tell more; some answer, some only by their robot, some never. */
export const askedBack: Plot = (ticket) => {
  const { vocabulary, random, phrases } = ticket.story;
  receive(ticket);
  classify(ticket);
  ticket.passShareOfSolution(0.05, 0.3);
  ticket.change(vocabulary.awaitApplicant ?? {}, ticket.tell(random.pick(phrases.questions)));
  if (random.chance(0.25)) {
    ticket.passOnTheWall(1);
    ticket.applicantWrites(random.pick(phrases.absences), { isAutomatic: true });
  }
  if (random.chance(0.2)) return;
  ticket.passOnTheWall(random.between(30, 3_000));
  ticket.applicantWrites(random.pick(phrases.replies));
  ticket.passWorking(random.between(10, 90));
  ticket.change({ state: vocabulary.inWork });
  solve(ticket);
};

/** Closed in a hurry, without a word to anybody; somebody has to do it again. */
export const closedSilently: Plot = (ticket) => {
  const { vocabulary, random } = ticket.story;
  receive(ticket);
  classify(ticket);
  ticket.passShareOfSolution(0.1, 0.5);
  ticket.change({ state: vocabulary.closed, ...ticket.story.topic.closing });
  if (random.chance(0.7)) {
    ticket.passWorking(random.between(15, 120));
    close(ticket);
  }
};

/** The applicant is not content with the answer. */
export const reopened: Plot = (ticket) => {
  const { random, phrases } = ticket.story;
  plain(ticket);
  ticket.passOnTheWall(random.between(60, 2_500));
  ticket.applicantWrites(random.pick(phrases.complaints));
  ticket.passWorking(random.between(15, 200));
  close(ticket);
};

/** Everything is said and done while the caller is on the line. */
export const solvedInCall: Plot = (ticket) => {
  const { vocabulary, random, topic } = ticket.story;
  receive(ticket);
  if (ticket.valueOf('type') === null || topic.isDoneElsewhere === true || isWaiting(ticket)) {
    finish(ticket);
    return;
  }
  ticket.passWorking(random.between(2, 9));
  const ending = { ...topic.closing, ...ticket.moments('closing'), ...ratingOf(ticket) };
  ticket.change({ state: vocabulary.closed, ...ending, ...spokenTicks(ticket) });
};

/** Advertising. */
export const spam: Plot = (ticket) => {
  ticket.register({}, { isAutomatic: ticket.story.random.chance(0.5) });
  ticket.passWorking(ticket.story.random.between(2, 60));
  ticket.change({ state: ticket.story.vocabulary.spam });
};

/** The same request once more, by the same person: it is merged into the first. */
export const duplicateOf =
  (first: string): Plot =>
  (ticket) => {
    ticket.register();
    ticket.passWorking(ticket.story.random.between(5, 90));
    ticket.mergeInto(first);
  };

/** The request comes in; who takes a call enters at once what the caller says, unless they are careless. */
function receive(ticket: TicketWriter): void {
  const { intake, temper, topic, vocabulary } = ticket.story;
  if (intake !== 'phone' || temper === 'careless') {
    ticket.register();
    return;
  }
  const [told] = Object.keys(spokenTicks(ticket));
  const taken = { ...ticket.ownership(), state: vocabulary.inWork };
  ticket.register({
    ...details(ticket),
    ...ticket.trueClass,
    ...(topic.isDoneElsewhere === true || topic.state !== undefined ? {} : taken),
    ...ticket.entryMark(),
    ...(told === undefined ? {} : { [told]: true }),
  });
  if (topic.state === undefined) return;
  ticket.passWorking(1);
  ticket.change({ ...ticket.ownership(), state: topic.state });
}

/** From the arrival to the end, without any turns. */
function finish(ticket: TicketWriter): void {
  classify(ticket);
  if (ticket.story.topic.isDoneElsewhere === true) closeElsewhere(ticket);
  else solve(ticket);
}

function classify(ticket: TicketWriter): void {
  const { temper, topic, random } = ticket.story;
  if (ticket.valueOf('type') !== null) return;
  const [soonest, latest] = haste[temper].look;
  ticket.passWorking(random.between(soonest, latest));
  const taken = topic.isDoneElsewhere === true ? {} : takeOver(ticket);
  ticket.change({ ...details(ticket), ...ticket.trueClass, ...taken });
}

/** The agent becomes responsible; the careful know where a request has to wait first. */
function takeOver(ticket: TicketWriter): FieldValues {
  const { temper, topic, vocabulary } = ticket.story;
  const state = temper === 'careless' ? vocabulary.inWork : (topic.state ?? vocabulary.inWork);
  return { ...ticket.ownership(), state };
}

/** What people copy out of the request into fields; the careless leave gaps. */
function details(ticket: TicketWriter): FieldValues {
  const { topic, pack, random, temper } = ticket.story;
  const process = pack.fieldByRole.get('process');
  const isGap = (): boolean => temper === 'careless' && random.chance(0.6);
  const entered = Object.entries(topic.fields ?? {}).filter(() => !isGap());
  return {
    ...Object.fromEntries(entered),
    ...(temper === 'careless' ? {} : ticket.moments('fields')),
    ...(topic.rarely === undefined || !random.chance(1 / 6) ? {} : topic.rarely),
    ...(process === undefined || topic.process === undefined || isGap() ? {} : { [process]: topic.process }),
  };
}

/** The careful look at what was given back before they close it. */
function check(ticket: TicketWriter): void {
  const { topic, temper, random } = ticket.story;
  if (temper === 'careless') return;
  for (const state of topic.checks ?? []) {
    ticket.passWorking(random.between(10, 90));
    ticket.change({ ...ticket.ownership(), state });
    if (topic.rework !== undefined && state === topic.checks?.[0] && random.chance(0.25))
      sendBack(ticket, topic.rework, state);
  }
}

/** It was not quite mended: the service takes it back to those who had it, they mend it, and it is looked at again. */
function sendBack(ticket: TicketWriter, rework: string, checked: string): void {
  const { topic, random, vocabulary } = ticket.story;
  ticket.passWorking(random.between(5, 40));
  ticket.change({ state: rework });
  ticket.passTo(topic.handedTo ?? vocabulary.entryGroup);
  ticket.passWorking(random.between(...(topic.returnedAfter ?? [20, 90])));
  giveBack(ticket);
  ticket.passWorking(random.between(5, 40));
  ticket.change({ ...ticket.ownership(), state: checked });
}

/** Answers and closes, unless the ticket waits for others. */
function solve(ticket: TicketWriter): void {
  const { topic, temper, random } = ticket.story;
  const isChecked = topic.checks?.includes(String(ticket.valueOf('state'))) === true;
  if (!isChecked && isWaiting(ticket) && !resume(ticket)) return;
  if (topic.solvedWithin === undefined)
    ticket.passShareOfSolution(haste[temper].solve[0], haste[temper].solve[1]);
  else ticket.passWorking(random.between(...topic.solvedWithin));
  close(ticket);
}

function isWaiting(ticket: TicketWriter): boolean {
  return ticket.story.pack.states.get(String(ticket.valueOf('state')))?.kind === 'waiting';
}

/** What was waited for comes for some; the date of it is entered and work begins. */
function resume(ticket: TicketWriter): boolean {
  const { topic, random, vocabulary } = ticket.story;
  if (topic.resumesWith === undefined || random.chance(0.5)) return false;
  ticket.passWorking(random.between(600, 2_400));
  ticket.change({ [topic.resumesWith]: ticket.today(), ...ticket.ownership(), state: vocabulary.inWork });
  return true;
}

function close(ticket: TicketWriter): void {
  const { vocabulary, random, phrases, topic, intake, temper } = ticket.story;
  const ticks = intake === 'phone' && temper !== 'careless' ? spokenTicks(ticket) : {};
  const ending = { ...topic.closing, ...ticket.moments('closing'), ...ratingOf(ticket) };
  ticket.change({ state: vocabulary.closed, ...ending, ...ticks }, ticket.tell(random.pick(phrases.answers)));
}

/** A caller's mark, which some give. */
function ratingOf({ story: { topic, intake, random } }: TicketWriter): FieldValues {
  if (topic.rating === undefined || intake !== 'phone' || random.chance(0.3)) return {};
  return { [topic.rating.field]: random.pick(topic.rating.marks) };
}

/** The service moves or closes such a ticket; where a person of another group closes it, they do it later. */
function closeElsewhere(ticket: TicketWriter): void {
  const { closedBy, closing } = ticket.story.topic;
  if (closedBy === undefined) return;
  ticket.passWorking(ticket.story.random.between(30, 400));
  ticket.passTo(closedBy);
  ticket.change({ ...ticket.ownership(), state: ticket.story.vocabulary.inWork });
  ticket.passWorking(ticket.story.random.between(10, 120));
  ticket.change(
    { state: ticket.story.vocabulary.closed, ...closing },
    ticket.tell(ticket.story.random.pick(ticket.story.phrases.answers)),
  );
}

/** The boxes by which an agent says that something was told by word of mouth. */
function spokenTicks({ story }: TicketWriter): FieldValues {
  const ticks = [...story.pack.notices.values()].flatMap(({ oral_tick: tick }) => tick ?? []);
  return Object.fromEntries(ticks.map((tick) => [tick, true]));
}
