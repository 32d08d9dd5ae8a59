/** What a command may do to the person or program that called it. */
export interface Terminal {
  /** Results: stdout. */
  write(text: string): void;
  /** Progress and remarks: stderr, never mixed with results. */
  say(text: string): void;
  /** True when a person can answer a question. */
  readonly canAsk: boolean;
  ask(question: string): Promise<string>;
  /** One line that is not shown while it is typed; without a terminal it is read from stdin. */
  askSecret(question: string): Promise<string>;
  /** Width in columns for tables. */
  readonly columns: number;
  /** True when stderr is a terminal: progress bars instead of lines. */
  readonly showsProgress: boolean;
}
