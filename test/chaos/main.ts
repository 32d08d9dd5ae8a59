import { parseArgs } from 'node:util';
import { renderAudit, renderFigures, violationsOf } from './chaos-report.ts';
import { listDifferences } from './end-state.ts';
import { beginOnOldDesk } from './first-start.ts';
import { liveFreely } from './live-freely.ts';
import { liveInStep } from './live-in-step.ts';

const USAGE = `npm run chaos -- [--scenario in-step|freely|first-start|all] [--seed N] [--tickets N] [--days N] [--kills N] [--speed N]
Lives through working days on a simulated helpdesk that fails one request of five, with a daemon that is killed.
in-step: two lives of one script, with faults and without, must end alike. freely: counted from the helpdesk's own
records, nothing may be missing, doubled, unasked for or lost. first-start: how many letters leave when a desk with
5,000 old tickets is observed, enforced, and left for three days. Exit 1 when anything is wrong.`;

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '7' },
    tickets: { type: 'string', default: '2000' },
    days: { type: 'string', default: '2' },
    kills: { type: 'string', default: '60' },
    speed: { type: 'string', default: '150' },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const seed = Number(values.seed);
const days = Number(values.days);
const kills = Number(values.kills);
const tickets = Number(values.tickets);
let violations = 0;

if (values.help) say(USAGE);
else {
  say(`seed ${seed}`);
  const isWanted = (name: string): boolean => [name, 'all'].includes(values.scenario);
  if (isWanted('in-step')) await compareLives();
  if (isWanted('freely')) await liveOne();
  if (isWanted('first-start')) await beginAnew();
  process.exitCode = violations === 0 ? 0 : 1;
}

async function compareLives(): Promise<void> {
  const options = { seed, days, tickets, say };
  const calm = await liveInStep({ ...options, disturbed: null });
  const wild = await liveInStep({ ...options, disturbed: { kills, restarts: 3 * days } });
  const differences = listDifferences(calm.endState, wild.endState);
  violations += differences.length;
  say(renderFigures('in step', wild));
  for (const difference of differences.slice(0, 50)) say(difference);
  const ids = new Set(differences.map((difference) => difference.split(' ')[1] ?? ''));
  for (const id of [...ids].slice(0, 5)) {
    say(
      [`ticket ${id} without faults:`, ...calm.lifeOf(id), 'with faults:', ...wild.lifeOf(id)].join('\n  '),
    );
  }
  say(`differences of the end states: ${differences.length}`);
}

async function liveOne(): Promise<void> {
  const result = await liveFreely({
    seed,
    tickets,
    days,
    kills,
    restartsPerDay: 3,
    speed: Number(values.speed),
    say,
  });
  violations += violationsOf(result.audit);
  say(renderFigures('freely', result));
  say(renderAudit(result.audit));
  const blamed = [...result.audit.owedNotDone, ...result.audit.doneNotOwed];
  for (const id of new Set(blamed.flatMap((each) => /^ticket:(\d+)/.exec(each)?.[1] ?? []))) {
    say([`ticket ${id}:`, ...result.lifeOf(id)].join('\n  '));
  }
}

async function beginAnew(): Promise<void> {
  const counts = await beginOnOldDesk({ tickets: 5_000, seed });
  for (const [what, count] of Object.entries(counts)) say(`${what}: ${count}`);
  violations += counts.whileObserving + counts.atTheSwitch + counts.afterDowntimeToOthers;
  if (counts.afterDowntime < counts.classifiedLately) violations += 1;
}
