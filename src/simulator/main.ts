import { parseArgs } from 'node:util';

import { startSimulator } from './simulator.ts';

const USAGE = `simulator [--port N] [--seed N] [--mail ADDRESS] [--unsupervised] [--seed-triggers]
Starts a server that behaves like a fresh Zammad 6.5.0 on a loopback port (0: any free one)
and prints one line of JSON when it is ready: {"url":…,"token":…}. SIGTERM ends it.`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    mail: { type: 'string' },
    unsupervised: { type: 'boolean', default: false },
    'seed-triggers': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) process.stdout.write(`${USAGE}\n`);
else {
  const simulator = await startSimulator({
    port: Number(values.port),
    seed: Number(values.seed),
    supervised: !values.unsupervised,
    seedTriggers: values['seed-triggers'],
    mailAddresses: values.mail === undefined ? [] : [{ name: 'Support', email: values.mail }],
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void simulator.stop());
  process.stdout.write(`${JSON.stringify({ url: simulator.url, token: simulator.adminToken })}\n`);
}
