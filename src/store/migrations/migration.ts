/** One step of the schema. A step that was released is never edited: another one follows it. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly statements: readonly string[];
}
