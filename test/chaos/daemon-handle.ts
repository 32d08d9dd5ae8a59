import { extname, join } from 'node:path';
import type { Random } from '../../src/demo/random.ts';
import { type ScriptProcess, spawnScript } from '../support/spawn-script.ts';
import type { ChaosDesk } from './open-chaos-desk.ts';

/** Compiled when this is. */
const script = join(import.meta.dirname, `daemon-process${extname(import.meta.filename)}`);
const mostGraceMs = 12;
/** As often as the chaos desk's daemon is told to tick. */
const roundsApartMs = 1_000;

/** How a daemon lives and dies. */
export interface HandleOptions {
  readonly mode: 'in-step' | 'free';
  readonly random: Random;
  /** While kills are still to come, a process gets no more answers of the helpdesk than this. */
  readonly mostAnswers: number;
}

/** Answers that a ticket brings at the least in its life. */
const answersPerTicket = 30;

/** So that the kills are spread over the whole life: there are half as many answers between two on the average. */
export function mostAnswersBetweenKills({ tickets, kills }: Record<'tickets' | 'kills', number>): number {
  return Math.ceil((2 * answersPerTicket * tickets) / Math.max(1, kills));
}

/** Starts the daemon's process again and again, and kills it at random points of its work while that is wished. */
export class DaemonHandle {
  readonly #desk: ChaosDesk;
  readonly #options: HandleOptions;
  #process: ScriptProcess | null = null;
  #answersLeft = Infinity;
  #onTicked: (outcome: string) => void = () => undefined;
  /** Kills still to come. */
  killsLeft = 0;
  kills = 0;
  starts = 0;
  /** What it complained about, by message. */
  readonly troubles = new Map<string, number>();
  /** Told each answer of the helpdesk that it got. */
  onAnswer: (line: string) => void = () => undefined;
  /** Rounds that it began since it last read a ticket or wrote to one: how long it has had nothing to do. */
  idleRounds = 0;
  #roundAt = 0;

  constructor(desk: ChaosDesk, options: HandleOptions) {
    this.#desk = desk;
    this.#options = options;
  }

  /** One tick: what came of it, or `killed`. A daemon that is not there is started first. */
  async tick(): Promise<string> {
    const daemon = await this.#running();
    const answer = new Promise<string>((resolve) => {
      this.#onTicked = resolve;
    });
    daemon.send('tick');
    const outcome = await Promise.race([answer, daemon.ended]);
    if (typeof outcome === 'string') return outcome;
    this.#process = null;
    if (outcome.code !== null) throw new Error(`the daemon ended by itself: ${outcome.complaints}`);
    return 'killed';
  }

  /** Keeps a daemon running until the signal comes; then it is asked to stop, and waited for. */
  async keepRunning(stopSignal: Promise<void>): Promise<void> {
    const stop = new AbortController();
    const over = stopSignal.then(() => {
      stop.abort();
    });
    while (!stop.signal.aborted) {
      const daemon = await this.#running();
      await Promise.race([daemon.ended, over]);
      // It was asked to stop while the daemon lived.
      if (isOver(stop.signal)) daemon.process.kill('SIGTERM');
      const { code, complaints } = await daemon.ended;
      this.#process = null;
      if (code !== null && code !== 0)
        this.#note(`ended by itself: ${/\w*Error.*/.exec(complaints)?.[0] ?? complaints}`);
    }
  }

  /** Whether it is starting, or has been at one round for longer than rounds are apart, in real time. */
  get isBehind(): boolean {
    return Date.now() - this.#roundAt > 2 * roundsApartMs;
  }

  async end(): Promise<void> {
    const daemon = this.#process;
    this.#process = null;
    this.#answersLeft = Infinity;
    daemon?.send('end');
    await daemon?.ended;
  }

  async #running(): Promise<ScriptProcess> {
    if (this.#process !== null) return this.#process;
    const { configPath, clockPath, serviceToken } = this.#desk;
    const { mode, random, mostAnswers } = this.#options;
    const environment = { REGLAMENT_SERVICE_TOKEN: serviceToken };
    const daemon = spawnScript(script, [configPath, clockPath, mode], environment);
    this.#process = daemon;
    this.starts += 1;
    this.#answersLeft = this.killsLeft > 0 ? random.between(1, mostAnswers) : Infinity;
    daemon.onLine((line) => {
      this.#hear(line, daemon);
    });
    await daemon.waitForLines(1);
    return daemon;
  }

  #hear(line: string, daemon: ScriptProcess): void {
    if (line.startsWith('ticked ')) this.#onTicked(line.slice('ticked '.length));
    if (line.startsWith('trouble ')) this.#note(line.slice('trouble '.length).trim());
    if (!line.startsWith('answered ')) return;
    this.#countRounds(line);
    this.onAnswer(line);
    this.#answersLeft -= 1;
    if (this.#answersLeft > 0 || this.killsLeft === 0) return;
    this.#answersLeft = Infinity;
    this.killsLeft -= 1;
    this.kills += 1;
    // Not at the answer itself: while the next request is under way, or while something is being remembered.
    setTimeout(() => daemon.process.kill('SIGKILL'), this.#options.random.between(0, mostGraceMs));
  }

  #countRounds(line: string): void {
    if (line.startsWith('answered GET users/me')) {
      this.#roundAt = Date.now();
      this.idleRounds += 1;
    } else if (/^answered (?:PUT|GET ticket_history)/.test(line)) this.idleRounds = 0;
  }

  #note(trouble: string): void {
    this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
  }
}

/** Asked anew: what the signal said before a wait says nothing of it afterwards. */
function isOver({ aborted }: AbortSignal): boolean {
  return aborted;
}
