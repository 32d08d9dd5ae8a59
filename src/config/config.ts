import { z } from 'zod';

const onlyTo = z
  .array(z.string().min(1).toLowerCase())
  .optional()
  .describe('Domains (with what is below them) to which mail may go; every other is refused. For try-outs');

/** By SMTP, or into a folder. The password is never in it. */
const Mail = z.union([
  z.strictObject({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65_535).default(25),
    secure: z
      .boolean()
      .default(false)
      .describe('TLS from the first byte (port 465); otherwise STARTTLS when the server offers it'),
    user: z.string().min(1).optional(),
    passwordFile: z.string().optional().describe('File holding the password; REGLAMENT_SMTP_PASSWORD wins'),
    from: z.email().describe('Address that mail comes from, without a name'),
    timeoutSeconds: z.number().positive().default(60),
    onlyTo,
  }),
  z.strictObject({
    folder: z.string().describe('Mail is written there as .eml files and goes nowhere'),
    from: z.email(),
    onlyTo,
  }),
]);

/** `config.json`: where the helpdesk is and how Reglament runs here. Tokens are never in it. */
export const Config = z.strictObject({
  $schema: z.string().optional(),
  helpdesk: z.strictObject({
    kind: z.literal('zammad').default('zammad'),
    url: z
      .url({ protocol: /^https?$/ })
      .describe('Address of the helpdesk, e.g. https://helpdesk.example.org'),
    adminTokenFile: z
      .string()
      .optional()
      .describe('File holding the admin token; REGLAMENT_ADMIN_TOKEN wins'),
    serviceTokenFile: z
      .string()
      .optional()
      .describe('File holding the service token; REGLAMENT_SERVICE_TOKEN wins'),
    requestsPerSecond: z.number().min(0).default(5).describe('0 = as fast as it answers'),
    timeoutSeconds: z.number().positive().default(30),
    longestRequestSeconds: z
      .number()
      .min(0)
      .default(120)
      .describe(
        'After a write without an answer, the time until the helpdesk has surely given it up or done it',
      ),
  }),
  pack: z.string().describe('Folder of the regulation, e.g. mappings/kyiv-public-budget'),
  overlay: z.string().optional().describe('YAML file with what the regulation leaves to the operator'),
  store: z
    .union([
      z.strictObject({ folder: z.string() }),
      z.strictObject({ url: z.string().regex(/^postgres(ql)?:\/\//) }),
    ])
    .default({ folder: 'data' })
    .describe('An embedded store in a folder, or a PostgreSQL server by URL (or REGLAMENT_STORE_URL)'),
  reports: z.strictObject({ folder: z.string().default('out') }).default({ folder: 'out' }),
  mail: Mail.optional().describe('How mail outside the helpdesk leaves; without it none does'),
  daemon: z
    .strictObject({
      tick: z.string().default('* * * * *').describe('cron expression of the ticks'),
      sweep: z.string().default('30 3 * * *').describe('cron expression of the nightly comparison of ids'),
      healthPort: z.number().int().min(0).max(65_535).default(8085),
    })
    .prefault({}),
  limits: z
    .strictObject({
      actionsPerTick: z
        .number()
        .int()
        .positive()
        .default(200)
        .describe('Letters, moves and undoings per tick each; more are held for a person to look'),
    })
    .prefault({}),
});
export type Config = z.infer<typeof Config>;
