import { readFileSync } from 'node:fs';

/** What Zammad said of a ticket at some moment: instants (ISO) at which it escalates. */
export interface RecordedDeadlines {
  first_response_escalation_at: string | null;
  update_escalation_at: string | null;
  close_escalation_at: string | null;
  escalation_at: string | null;
}

export interface RecordedSla {
  first_response_time: number | null;
  update_time: number | null;
  response_time: number | null;
  solution_time: number | null;
}

export interface RecordedEvent {
  at: string;
  type: string;
  arg: unknown;
  /** Set where the helpdesk refused, so that nothing happened. */
  error?: unknown;
  after?: RecordedDeadlines & { state: string };
}

export interface EscalationCase extends RecordedDeadlines {
  id: string;
  calendar: string;
  sla: RecordedSla;
  created_at: string;
  events: RecordedEvent[];
  first_article_from_customer?: boolean;
  after_forced_rebuild?: RecordedDeadlines;
  history?: { attribute: string | null; value_from: string | null }[];
}

type Hours = Record<string, { active: boolean; timeframes: [string, string][] }>;

export interface RecordedCalendar {
  timezone: string;
  business_hours: Hours;
  public_holidays: Record<string, { active: boolean; summary: string }>;
}

export interface EscalationFile {
  calendars: Record<string, RecordedCalendar>;
  cases: EscalationCase[];
}

export function readEscalationFile(file: string): EscalationFile {
  return JSON.parse(readFileSync(file, 'utf8')) as EscalationFile;
}
