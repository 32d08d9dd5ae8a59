import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TickReport } from '../app/tick.ts';
import { Counter, Gauge, Registry } from 'prom-client';

/** What the health server tells. */
export interface HealthState {
  /** When the last tick ended well (UTC ms); null before the first. */
  readonly lastTickAt: number | null;
  /** True once a tick ended well and none has failed since. */
  readonly isReady: boolean;
  /** What is wrong, in one sentence; null when nothing is. */
  readonly problem: string | null;
  /** Ticks that failed in a row. */
  readonly failures: number;
  /** When the next one is tried (UTC ms); null while none has failed. */
  readonly nextTryAt: number | null;
}

/** Figures that ticks add to. */
export interface Metrics {
  readonly registry: Registry;
  readonly ticks: Counter<'outcome'>;
  readonly actions: Counter<'clause' | 'status'>;
  readonly changedTickets: Counter;
  readonly requests: Gauge;
  readonly lastTick: Gauge;
  readonly failures: Gauge;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    ticks: new Counter({
      name: 'reglament_ticks_total',
      help: 'Ticks by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    actions: new Counter({
      name: 'reglament_actions_total',
      help: 'Effects by clause and status',
      labelNames: ['clause', 'status'],
      registers,
    }),
    changedTickets: new Counter({
      name: 'reglament_changed_tickets_total',
      help: 'Tickets pulled',
      registers,
    }),
    requests: new Gauge({ name: 'reglament_helpdesk_requests', help: 'Requests since the start', registers }),
    failures: new Gauge({
      name: 'reglament_failed_ticks_in_a_row',
      help: 'Ticks that failed since the last good one',
      registers,
    }),
    lastTick: new Gauge({
      name: 'reglament_last_tick_seconds',
      help: 'Unix time of the last good tick',
      registers,
    }),
  };
}

/** Adds the figures of a tick. */
export function measureTick(metrics: Metrics, report: TickReport, requestCount: number): void {
  metrics.ticks.inc({ outcome: report.stopped === null ? 'done' : 'stopped' });
  metrics.changedTickets.inc(report.pull.changed.length);
  metrics.requests.set(requestCount);
  metrics.lastTick.set(report.at / 1_000);
  for (const { intent, became } of report.executed) {
    const clause = intent.ground.kind === 'clause' ? intent.ground.clause : 'product';
    metrics.actions.inc({ clause, status: became });
  }
}

/** A running health server. */
export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Serves `/healthz` (the process lives), `/readyz` (rules are being enforced) and `/metrics` on loopback only. */
export async function serveHealth(
  port: number,
  read: () => HealthState,
  metrics: Metrics,
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    void answer(request.url ?? '/', response, { read, metrics });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

async function answer(
  url: string,
  response: ServerResponse,
  { read, metrics }: { read: () => HealthState; metrics: Metrics },
): Promise<void> {
  const state = read();
  const send = (status: number, type: string, body: string): void => {
    response.writeHead(status, { 'content-type': type }).end(body);
  };
  if (url === '/metrics') send(200, metrics.registry.contentType, await metrics.registry.metrics());
  else if (url === '/healthz') send(200, 'application/json', JSON.stringify({ alive: true }));
  else if (url === '/readyz') send(state.isReady ? 200 : 503, 'application/json', JSON.stringify(state));
  else send(404, 'application/json', JSON.stringify({ error: 'not found' }));
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
