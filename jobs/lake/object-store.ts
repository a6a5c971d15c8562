import type { Readable } from 'node:stream';

/** An object as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was last written, UTC, ISO 8601. */
  readonly modifiedAt: string;
}

/**
 * One bucket, or one folder in its place. Keys are relative, use `/`, and never start with one.
 * Implementations: Cloud Storage and a local folder; `object-store.contract.engine.test.ts` holds both to the same behaviour.
 */
export interface ObjectStore {
  /** Objects whose key starts with `prefix`, ordered by key. */
  list(prefix: string): Promise<StoredObject[]>;
  /** @throws JobError `OBJECT_MISSING`; all of them throw `LAKE_UNREACHABLE` and `LAKE_ACCESS_DENIED` */
  read(key: string): Promise<Readable>;
  /** @throws JobError `OBJECT_MISSING` */
  readText(key: string): Promise<string>;
  /** Writes whole objects only: a reader sees the old one or the new one, never half. */
  writeText(key: string, text: string): Promise<void>;
  /** Uploads a local file as one whole object. */
  writeFile(key: string, path: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Copies an object to a key of another store of the same kind (or the same store). */
  copy(key: string, to: ObjectStore, toKey: string): Promise<void>;
  /**
   * Moves an object to a key of another store of the same kind if its content has this SHA-256: a sender may replace it at any moment.
   * An object at `toKey` stays as it is. The moved object counts as written now.
   * @returns false: the content has changed, and the object stays where it is.
   * @throws JobError `OBJECT_MISSING`
   */
  move(key: string, to: ObjectStore, toKey: string, sha256: string): Promise<boolean>;
  /** Deletes one object. A missing object is fine. */
  delete(key: string): Promise<void>;
  /** Deletes every object under the prefix, if any. */
  deletePrefix(prefix: string): Promise<void>;
  /** How the warehouse addresses the object: `gs://bucket/key`, or an absolute path. */
  uri(key: string): string;
}

/** The stores of an environment. */
export interface Lake {
  readonly inbox: ObjectStore;
  readonly landing: ObjectStore;
  readonly archive: ObjectStore;
}
