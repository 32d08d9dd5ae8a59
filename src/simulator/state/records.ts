import type { JsonObject, Row, StampedRow } from './row.ts';

/** Group id → the accesses there: read, create, change, overview, full. */
type GroupAccess = Record<string, string[]>;

export interface User extends StampedRow {
  login: string;
  firstname: string;
  lastname: string;
  email: string;
  active: boolean;
  organization_id: number | null;
  role_ids: number[];
  group_ids: GroupAccess;
  preferences: Record<string, unknown>;
  password: string;
}

export interface Role extends StampedRow {
  name: string;
  active: boolean;
  default_at_signup: boolean;
  permission_ids: number[];
  group_ids: GroupAccess;
}

export interface Permission extends Row {
  name: string;
  allow_signup: boolean;
}

export interface Token extends Row {
  user_id: number;
  name: string;
  token: string;
  permission: readonly string[];
  expires_at: string | null;
  last_used_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface Group extends StampedRow {
  name: string;
  name_last: string;
  parent_id: number | null;
  active: boolean;
  email_address_id: number | null;
  assignment_timeout: number | null;
  follow_up_possible: string;
  follow_up_assignment: boolean;
  reopen_time_in_days: number | null;
}

export interface Named extends StampedRow {
  name: string;
  active: boolean;
}

export interface TicketState extends Named {
  state_type_id: number;
  next_state_id: number | null;
  ignore_escalation: boolean;
  default_create: boolean;
  default_follow_up: boolean;
}

export interface Calendar extends StampedRow {
  name: string | null;
  timezone: string | null;
  business_hours: Record<string, { active?: unknown; timeframes?: readonly (readonly [string, string])[] }>;
  public_holidays: Record<string, { active?: boolean; summary?: string; removed?: boolean }>;
  default: boolean;
}

export interface Sla extends StampedRow {
  name: string;
  calendar_id: number;
  condition: JsonObject;
  first_response_time: number | null;
  response_time: number | null;
  update_time: number | null;
  solution_time: number | null;
}

export interface Trigger extends Named {
  condition: JsonObject;
  perform: JsonObject;
  activator: 'action' | 'time';
  execution_condition_mode: 'selective' | 'always';
}

export interface CoreWorkflow extends Named {
  object: string | null;
  preferences: { screen?: string | readonly string[] };
  condition_saved: Record<string, JsonObject>;
  condition_selected: Record<string, JsonObject>;
  perform: Record<string, JsonObject>;
  stop_after_match: boolean;
  priority: number;
}

export interface Overview extends Named {
  link: string;
  prio: number;
  condition: JsonObject;
  order: { by?: string; direction?: string };
  role_ids: number[];
  user_ids: number[];
}

export interface ObjectAttribute extends StampedRow {
  object_lookup_id: number;
  name: string;
  display: string;
  data_type: string;
  data_option: Record<string, unknown>;
  data_option_new: Record<string, unknown>;
  editable: boolean;
  active: boolean;
  screens: Record<string, Record<string, JsonObject>>;
  to_create: boolean;
  to_migrate: boolean;
  to_delete: boolean;
  to_config: boolean;
  position: number;
  /** Came with the installation: its column exists without a migration. */
  isBuiltIn: boolean;
}

export interface Ticket extends StampedRow {
  number: string;
  title: string | null;
  group_id: number;
  state_id: number;
  priority_id: number;
  owner_id: number;
  customer_id: number | null;
  organization_id: number | null;
  pending_time: string | null;
  article_count: number | null;
  first_response_at: string | null;
  first_response_escalation_at: string | null;
  first_response_in_min: number | null;
  first_response_diff_in_min: number | null;
  close_at: string | null;
  close_escalation_at: string | null;
  close_in_min: number | null;
  close_diff_in_min: number | null;
  update_escalation_at: string | null;
  update_in_min: number | null;
  update_diff_in_min: number | null;
  escalation_at: string | null;
  last_close_at: string | null;
  last_contact_at: string | null;
  last_contact_agent_at: string | null;
  last_contact_customer_at: string | null;
  last_owner_update_at: string | null;
  create_article_type_id: number | null;
  create_article_sender_id: number | null;
  preferences: Record<string, unknown>;
}

export interface Article extends StampedRow {
  ticket_id: number;
  type_id: number;
  sender_id: number;
  from: string | null;
  to: string | null;
  cc: string | null;
  subject: string | null;
  reply_to: string | null;
  message_id: string | null;
  message_id_md5: string | null;
  content_type: string;
  body: string;
  internal: boolean;
  preferences: Record<string, unknown>;
  origin_by_id: number | null;
}

/** A file of an article; the bytes are kept as they came. */
export interface Attachment extends Row {
  article_id: number;
  filename: string;
  data: Buffer;
  preferences: Record<string, string>;
}

export interface HistoryEntry extends Row {
  /** The ticket to whose story this belongs. */
  ticket_id: number;
  object: 'Ticket' | 'Ticket::Article';
  o_id: number;
  type: string;
  attribute: string | null;
  value_from: string | null | undefined;
  value_to: string | null | undefined;
  id_from: number | null | undefined;
  id_to: number | null | undefined;
  source: { readonly type: string; readonly id: number; readonly name: string } | null;
  created_by_id: number;
  created_at: string;
}

export interface TagItem extends Row {
  name: string;
}

export interface TagUse extends Row {
  item_id: number;
  object: string;
  o_id: number;
}

export interface Link extends Row {
  link_type: 'normal' | 'parent' | 'child';
  source_id: number;
  target_id: number;
  created_at: string;
  updated_at: string;
}

export interface Mention extends Row {
  ticket_id: number;
  user_id: number;
  created_by_id: number;
  updated_by_id: number;
  created_at: string;
  updated_at: string;
}

export interface TimeAccounting extends Row {
  ticket_id: number;
  ticket_article_id: number | null;
  time_unit: number;
  type_id: null;
  created_by_id: number;
  created_at: string;
  updated_at: string;
}

export interface Channel extends StampedRow {
  area: string;
  group_id: number | null;
  active: boolean;
}

export interface EmailAddress extends StampedRow {
  name: string;
  email: string;
  channel_id: number | null;
  active: boolean;
}

export interface Setting extends Row {
  name: string;
  title: string;
  area: string;
  state_current: { value: unknown };
  state_initial: { value: unknown };
}
