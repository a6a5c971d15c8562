import { entity } from '../../../model/catalogue';
import { REFERENCE_OWNER } from '../../../model/datasets';
import type { PipelineSpec } from '../../../model/spec';
import type { ObjectStore, StoredObject } from '../../lake/object-store';
import { inboxPrefix } from '../files/inbox';

/** A row of a reference table by the model's column names. */
export type RegisterRow = Readonly<Record<string, string | null>>;

/** A reference feed of an environment. */
export type ReferenceFeed = PipelineSpec['references'][number];

/** When the row was retrieved. The model has no such column. It makes the content of each copy differ, so that no copy is taken for an old one. */
const RETRIEVED_AT = 'RetrievedAt';

/**
 * Writes a register's answer into the inbox as one file of the reference feed, under the source's column names: the next run reads it
 * like any other file. The file is written whole or not at all. Files only add and change rows; codes that a copy lacks stay.
 * @param rows one or more.
 * @returns key of the file in the inbox, `reference/<table>/<name>-<UTC time>.csv`.
 */
export async function deliver(
  inbox: ObjectStore,
  { table, delimiter }: ReferenceFeed,
  name: string,
  rows: readonly RegisterRow[],
  retrievedAt: Date,
): Promise<string> {
  const { columns } = entity(table);
  const instant = `${retrievedAt.toISOString().slice(0, 19)}Z`;
  const line = (fields: readonly (string | null)[]) => fields.map((field) => quoted(field, delimiter)).join(delimiter);
  const lines = [
    line([...columns.map(({ source }) => source), RETRIEVED_AT]),
    ...rows.map((row) => line([...columns.map(({ name }) => row[name] ?? null), instant])),
  ];
  const key = `${inboxPrefix(REFERENCE_OWNER, table)}${name}-${instant.replace(/[-:]/g, '')}.csv`;
  await inbox.writeText(key, `${lines.join('\n')}\n`);
  return key;
}

/** The newest file of a reference feed that a run has read; null: none. Its `modifiedAt` is when it was archived. */
export async function newestCopy(archive: ObjectStore, table: string): Promise<StoredObject | null> {
  const copies = await archive.list(inboxPrefix(REFERENCE_OWNER, table));
  return copies.reduce<StoredObject | null>(
    (newest, each) => (newest === null || each.modifiedAt > newest.modifiedAt ? each : newest),
    null,
  );
}

function quoted(field: string | null, delimiter: string): string {
  if (field === null) return '';
  // Quotes mark an empty text; NULL has none.
  const plain = field !== '' && !field.includes(delimiter) && !/["\r\n]/.test(field);
  return plain ? field : `"${field.replaceAll('"', '""')}"`;
}
