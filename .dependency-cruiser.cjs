/** The house's arrows: see .github/CONTRIBUTING.md. @type {import('dependency-cruiser').IConfiguration} */
const rooms = (...names) => `^src/(${names.join('|')})(/|\\.ts)`;
const forbid = (name, from, to, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    forbid(
      'core-is-pure',
      '^src/core/',
      rooms(
        'helpdesk',
        'simulator',
        'store',
        'output',
        'app',
        'daemon',
        'cli',
        'config',
        'composition',
        'main',
      ),
      'core imports nothing of ours outside core',
    ),
    {
      name: 'core-does-no-io',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    forbid(
      'calendar-first',
      '^src/core/calendar/',
      '^src/core/(regulation|ticket|clock|policy|bootstrap|report)/',
      'calendar knows no other room',
    ),
    forbid(
      'regulation-second',
      '^src/core/regulation/',
      '^src/core/(ticket|clock|policy|bootstrap|report)/',
      'regulation knows calendar',
    ),
    forbid(
      'ticket-third',
      '^src/core/ticket/',
      '^src/core/(clock|policy|bootstrap|report)/',
      'ticket knows regulation',
    ),
    forbid('clock-fourth', '^src/core/clock/', '^src/core/(policy|bootstrap|report)/', 'clock knows ticket'),
    forbid(
      'policy-apart',
      '^src/core/policy/',
      '^src/core/(bootstrap|report)/',
      'policy, report and bootstrap never meet',
    ),
    forbid(
      'report-apart',
      '^src/core/report/',
      '^src/core/(bootstrap|policy)/',
      'policy, report and bootstrap never meet',
    ),
    forbid(
      'document-apart',
      '^src/core/document/',
      '^src/core/(clock|policy|bootstrap|report|roster)/',
      'document knows calendar, regulation and ticket',
    ),
    forbid(
      'roster-and-works-apart',
      '^src/core/(roster|works)/',
      '^src/core/(ticket|clock|policy|bootstrap|report)/',
      'roster and works know calendar and regulation',
    ),
    forbid(
      'queue-apart',
      '^src/core/queue/',
      '^src/core/(clock|policy|bootstrap|report)/',
      'queue knows ticket',
    ),
    forbid(
      'bootstrap-apart',
      '^src/core/bootstrap/',
      '^src/core/(ticket|clock|policy|report)/',
      'bootstrap knows regulation',
    ),
    forbid(
      'adapters-know-core',
      '^src/(helpdesk|store|output)/',
      rooms('app', 'daemon', 'cli', 'config', 'composition', 'main', 'simulator'),
      'adapters know core',
    ),
    {
      name: 'adapters-are-strangers',
      severity: 'error',
      from: { path: '^src/(helpdesk|store|output)/' },
      to: { path: '^src/(helpdesk|store|output)/', pathNot: '^src/$1/' },
    },
    {
      name: 'app-knows-ports',
      severity: 'error',
      comment: 'use cases know core and the ports',
      from: { path: '^src/app/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(app|core)/',
          '^src/helpdesk/helpdesk\\.ts$',
          '^src/store/store\\.ts$',
          '^src/output/output\\.ts$',
        ],
      },
    },
    forbid(
      'shells-know-app',
      '^src/(daemon|cli)/',
      rooms('helpdesk', 'store', 'output', 'simulator', 'composition', 'main'),
      'daemon and cli know app and config',
    ),
    forbid(
      'simulator-alone',
      '^src/simulator/',
      rooms('helpdesk', 'store', 'output', 'app', 'daemon', 'cli', 'config', 'composition', 'main'),
      'the simulator shares no mistake with the adapter',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};
