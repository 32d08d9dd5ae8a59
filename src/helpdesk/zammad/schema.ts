import { z } from 'zod';

const instantText = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;
/** zod's own check of an instant takes as long as all the rest of a line of history. */
const instant = z.string().transform((text, context) => {
  const at = instantText.test(text) ? Date.parse(text) : NaN;
  if (!Number.isNaN(at)) return at;
  context.addIssue('an instant such as 2026-11-24T08:00:00Z is expected');
  return z.NEVER;
});

/**
 * A record of which only some keys are checked and all others kept as they are: a pack's own attributes are read by
 * name. zod's own loose object looks at each of the others too, and a ticket has many.
 */
function keepingRest<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = z.object(shape);
  return z.unknown().transform((raw, context) => {
    const parsed = known.safeParse(raw);
    if (parsed.success) return { ...(raw as Readonly<Record<string, unknown>>), ...parsed.data };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

// Of each record only what is used (Zammad 5.5, 6.5).
const groupAccess = z.record(z.string(), z.array(z.string()));

export const ZammadTicket = keepingRest({
  id: z.number(),
  number: z.string(),
  group_id: z.number(),
  priority_id: z.number(),
  state_id: z.number(),
  owner_id: z.number(),
  customer_id: z.number(),
  created_at: instant,
  updated_at: instant,
  article_ids: z.array(z.number()).optional(),
});
export type ZammadTicket = z.infer<typeof ZammadTicket>;

export const ZammadUser = keepingRest({
  id: z.number(),
  login: z.string(),
  email: z.string().nullish(),
  active: z.boolean(),
  role_ids: z.array(z.number()).default([]),
  group_ids: groupAccess.default({}),
  out_of_office: z.boolean().nullish(),
  out_of_office_start_at: z.string().nullish(),
  out_of_office_end_at: z.string().nullish(),
});
export type ZammadUser = z.infer<typeof ZammadUser>;

export const ZammadRole = z.object({
  id: z.number(),
  name: z.string(),
  active: z.boolean(),
  permissions: z.array(z.string()),
  group_ids: groupAccess.default({}),
});
export type ZammadRole = z.infer<typeof ZammadRole>;

/** A group, priority or state. */
export const Named = z.object({ id: z.number(), name: z.string(), active: z.boolean().default(true) });
export type Named = z.infer<typeof Named>;

export const ZammadGroup = Named.extend({ email_address_id: z.number().nullish() });

const value = z.string().nullish();
const relatedId = z.number().nullish();

/** One line of a ticket's history: of the ticket, or of one of its articles (`o_id` is that one's id). */
export const HistoryRow = z.object({
  id: z.number(),
  object: z.string(),
  type: z.string(),
  o_id: z.number(),
  attribute: z.string().nullish(),
  value_from: value,
  value_to: value,
  id_from: relatedId,
  id_to: relatedId,
  created_by_id: z.number(),
  created_at: instant,
  sourceable_type: z.string().nullish(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

export const TicketHistory = z.object({
  history: z.array(HistoryRow),
  assets: z.object({
    Ticket: z.record(z.string(), ZammadTicket),
    User: z.record(z.string(), ZammadUser).default({}),
  }),
});
export type TicketHistory = z.infer<typeof TicketHistory>;

// Anybody who writes articles can write their preferences: what makes no sense there counts as absent.
const ArticlePreferences = z.object({
  reglament: z.object({ key: z.string(), notice: z.string().nullable() }).optional().catch(undefined),
  delivery_status: z.string().nullish().catch(undefined),
  'send-auto-response': z.boolean().optional().catch(undefined),
  'is-auto-response': z.boolean().optional().catch(undefined),
});

export const ZammadArticle = z.object({
  id: z.number(),
  type: z.string(),
  sender: z.string(),
  internal: z.boolean(),
  created_by_id: z.number(),
  created_at: instant,
  from: z.string().nullish(),
  body: z.string().nullish(),
  content_type: z.string().nullish(),
  preferences: ArticlePreferences.catch({}),
  attachments: z.array(z.object({ filename: z.string() })).default([]),
});
export type ZammadArticle = z.infer<typeof ZammadArticle>;

/** `tickets/search` with `full`: 6.5 says `record_ids`, 5.5 `tickets`. */
export const TicketSearch = z.object({
  record_ids: z.array(z.number()).optional(),
  tickets: z.array(z.number()).optional(),
  assets: z.object({
    Ticket: z
      .record(z.string(), z.object({ id: z.number(), created_at: instant, updated_at: instant }))
      .optional(),
  }),
});
export type TicketSearch = z.infer<typeof TicketSearch>;

/** A ticket with the records it names (`full`). */
export const TicketWithUsers = z.object({
  assets: z.object({
    Ticket: z.record(z.string(), ZammadTicket),
    User: z.record(z.string(), ZammadUser).default({}),
  }),
});

/** What a ticket is linked with: `parent` is what it was split from. */
export const TicketLinks = z.object({
  links: z.array(z.object({ link_type: z.string(), link_object: z.string(), link_object_value: z.number() })),
});

export const Version = z.object({ version: z.string() });
