import type { AttributeObject } from '../engine/attributes.ts';
import type { ColumnType } from '../engine/cast.ts';
import type { Params, StampedRow } from '../state/row.ts';
import type { Table } from '../state/table.ts';
import type { Transaction, World } from '../state/world.ts';

export interface Column {
  readonly type: ColumnType;
  readonly default?: unknown;
  /** The database refuses null, and for JSON also `{}`. */
  readonly isRequired?: boolean;
}

/** `name` in a request stands for `column`, by the target's name (for users by login or e-mail). */
export interface Association {
  readonly name: string;
  readonly target: string;
  /** Whether an id that does not exist is refused; not every association checks. */
  readonly isChecked?: boolean;
}

/** A list of ids that a record carries: `key` in ids, `name` in names. */
export interface Collection {
  readonly key: string;
  readonly name: string;
  readonly target: string;
  /** Whether what is listed joins the assets of a full answer. */
  readonly isAsset?: boolean;
  /** Where the ids are not a column of the record itself. */
  readonly read?: (world: World, row: StampedRow) => number[];
  readonly write?: (world: World, row: StampedRow, ids: number[]) => void;
}

/** A record about to be written. */
export interface Save {
  readonly world: World;
  readonly transaction: Transaction;
  /** The record as it is, null when it is being made. */
  readonly row: StampedRow | null;
  /** All of its columns as they will be; may be changed before it is written. */
  readonly values: Params;
  readonly isChanged: (column: string) => boolean;
}

/** What one kind of record looks like and how it behaves. */
export interface Model {
  /** As in the texts of errors: `Ticket::State`. */
  readonly name: string;
  /** The SQL table, which the texts of errors mention. */
  readonly relation: string;
  /** The key among assets: `TicketState`. */
  readonly assetKey: string;
  readonly table: (world: World) => Table<StampedRow>;
  readonly columns: Readonly<Record<string, Column>>;
  readonly associations?: readonly Association[];
  readonly collections?: readonly Collection[];
  /** Users and roles carry accesses to groups, as `group_ids` or `groups`. */
  readonly hasGroupAccess?: boolean;
  /** Whether administrators can add attributes; the object's name there. */
  readonly attributesOf?: AttributeObject;
  readonly nameRules?: {
    /** `Name can't be blank`. */
    readonly isRequired?: boolean;
    /** Checked by the model, whatever the case, or by an index of the database, to the letter. */
    readonly uniqueness?: 'model' | 'index';
  };
  readonly hasCondition?: boolean;
  readonly hiddenColumns?: readonly string[];
  /** Associations that join the assets of a full answer. */
  readonly assetsOf?: readonly string[];
  /** Throws what the model refuses, before uniqueness and the database have their say. */
  readonly validate?: (save: Save) => void;
  /** Fills in and corrects values. */
  readonly beforeWrite?: (save: Save) => void;
  /** Told the columns that were changed; all of them when the record is new. */
  readonly afterWrite?: (save: Save, row: StampedRow, changed: readonly string[]) => void;
  /** What the answer does not show yet. */
  readonly afterAnswer?: (world: World, row: StampedRow) => void;
  readonly afterDestroy?: (world: World, row: StampedRow) => void;
  readonly isReferenced?: (world: World, row: StampedRow) => boolean;
}
