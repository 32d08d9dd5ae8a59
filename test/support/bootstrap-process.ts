/**
 * Bootstraps in a process of its own, to be killed: `URL TOKEN STATE-FILE START`. Writes a line for each answer it got.
 */
import { applyBootstrap, planBootstrap } from '../../src/app/bootstrap.ts';
import { createZammadConfiguration } from '../../src/helpdesk/zammad/configuration/zammad-configuration.ts';
import { createZammadHttp } from '../../src/helpdesk/zammad/http/zammad-http.ts';
import { compileTestPack } from './a-pack.ts';
import { createFileState } from './file-state.ts';
import { hurriedClock } from './hurried-clock.ts';

const [baseUrl = '', token = '', statePath = '', startAt = ''] = process.argv.slice(2);
let skippedMs = 0;
const clock = hurriedClock(
  () => Number(startAt) + skippedMs,
  (ms) => {
    skippedMs += ms;
  },
);
const http = createZammadHttp({
  baseUrl,
  token,
  now: () => clock.now(),
  sleep: (ms) => clock.sleep(ms),
  requestsPerSecond: 0,
  log: { debug: () => process.stdout.write('answered\n') },
});
const input = {
  pack: compileTestPack({ pack: 'one-of-each' }),
  configuration: createZammadConfiguration(http),
  state: createFileState(statePath),
  clock,
};
await applyBootstrap(await planBootstrap(input), input);
process.stdout.write('done\n');
