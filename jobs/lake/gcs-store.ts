import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Bucket, File } from '@google-cloud/storage' with { 'resolution-mode': 'import' };
import { contentHash } from './content-hash';
import { gcsFailure } from './gcs-failure';
import { checkedKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';
import { watched } from './watched-stream';

/** Deletions at a time. */
const DELETIONS_AT_ONCE = 16;

/** How long Cloud Storage may owe an answer, in milliseconds. */
const IDLE_TIME = 60_000;
/** Slower uploads than this many bytes a second are given up. */
const SLOWEST_UPLOAD = 100_000;

export interface GcsStoreOptions {
  /** How long the server may owe an answer, in milliseconds. @default IDLE_TIME */
  readonly idleTime?: number;
  /** Another server than Google's, e.g. `http://127.0.0.1:4443`; no credentials are sent to it. @default Google's */
  readonly endpoint?: string;
  /** How often the client asks again, with growing pauses, after an answer such as 503. @default the client's own number */
  readonly retries?: number;
}

/** A Cloud Storage bucket. The client is loaded with the first call: a run on one machine never needs it. */
export class GcsStore implements ObjectStore {
  private opened: Promise<Bucket> | undefined;

  constructor(
    private readonly bucketName: string,
    private readonly options: GcsStoreOptions = {},
  ) {}

  async list(prefix: string): Promise<StoredObject[]> {
    const bucket = await this.bucket();
    const [files] = await this.guard(() => bucket.getFiles({ prefix: checkedKey(prefix) }));
    return files
      .map(({ name, metadata }) => ({
        key: name,
        bytes: Number(metadata.size ?? 0),
        modifiedAt: new Date(metadata.updated ?? metadata.timeCreated ?? 0).toISOString(),
      }))
      .sort((left, right) => (left.key < right.key ? -1 : 1));
  }

  async read(key: string): Promise<Readable> {
    const file = await this.file(key);
    // The stream sends no request until it is read. This check reports a missing object here, before a pipeline is under way.
    const [{ size, contentEncoding }] = await this.guard(() => file.getMetadata());
    // The client unpacks what is stored packed.
    return this.contentOf(file, size === undefined || contentEncoding ? null : Number(size));
  }

  async readText(key: string): Promise<string> {
    const file = await this.file(key);
    return text(this.contentOf(file, null));
  }

  async writeText(key: string, content: string): Promise<void> {
    const file = await this.file(key);
    const timeout = this.uploadTime(Buffer.byteLength(content));
    await this.guard(() => file.save(content, { resumable: false, timeout }));
  }

  async writeFile(key: string, path: string): Promise<void> {
    const bucket = await this.bucket();
    const timeout = this.uploadTime((await stat(path)).size);
    await this.guard(() => bucket.upload(path, { destination: checkedKey(key), resumable: false, timeout }));
  }

  async exists(key: string): Promise<boolean> {
    const file = await this.file(key);
    const [found] = await this.guard(() => file.exists());
    return found;
  }

  async copy(key: string, to: ObjectStore, toKey: string): Promise<void> {
    if (!(to instanceof GcsStore)) throw new Error('a bucket is copied to a bucket only');
    const [file, target] = [await this.file(key), await to.file(toKey)];
    await this.guard(() => file.copy(target));
  }

  async move(key: string, to: ObjectStore, toKey: string, sha256: string): Promise<boolean> {
    if (!(to instanceof GcsStore)) throw new Error('a bucket is moved to a bucket only');
    const [file, target] = [await this.file(key), await to.file(toKey)];
    const [{ generation }] = await this.guard(() => file.getMetadata());
    const bucket = await this.bucket();
    // The same generation is hashed, copied and deleted; a replacement has another generation.
    const seen = bucket.file(checkedKey(key), generation === undefined ? {} : { generation });
    if ((await contentHash(this.contentOf(seen, null))) !== sha256) return false;
    if (!(await to.exists(toKey)))
      await this.guard(() => unlessRaced(seen.copy(target, { preconditionOpts: { ifGenerationMatch: 0 } })));
    const condition = generation === undefined ? {} : { ifGenerationMatch: generation };
    await this.guard(() => unlessRaced(file.delete({ ignoreNotFound: true, ...condition })));
    return true;
  }

  async delete(key: string): Promise<void> {
    const file = await this.file(key);
    await this.guard(() => file.delete({ ignoreNotFound: true }));
  }

  async deletePrefix(prefix: string): Promise<void> {
    const keys = (await this.list(prefix)).map(({ key }) => key);
    while (keys.length > 0) {
      await Promise.all(keys.splice(0, DELETIONS_AT_ONCE).map((key) => this.delete(key)));
    }
  }

  uri(key: string): string {
    return `gs://${this.bucketName}/${checkedKey(key)}`;
  }

  private async file(key: string) {
    return (await this.bucket()).file(checkedKey(key));
  }

  private contentOf(file: File, bytes: number | null): Readable {
    const failure = (error: unknown) => gcsFailure(this.bucketName, error);
    return watched(file.createReadStream(), {
      ...{ from: `bucket ${this.bucketName}`, idleMilliseconds: this.idleTime, bytes, failure },
    });
  }

  private get idleTime(): number {
    return this.options.idleTime ?? IDLE_TIME;
  }

  private uploadTime(bytes: number): number {
    return Math.ceil(this.idleTime + (bytes / SLOWEST_UPLOAD) * 1000);
  }

  private async guard<Result>(call: () => Promise<Result>): Promise<Result> {
    try {
      return await call();
    } catch (error) {
      throw gcsFailure(this.bucketName, error);
    }
  }

  private bucket(): Promise<Bucket> {
    this.opened ??= import('@google-cloud/storage').then(({ Storage }) => {
      const { endpoint, retries } = this.options;
      const other = endpoint === undefined ? {} : { apiEndpoint: endpoint, projectId: 'local' };
      const retryOptions =
        retries === undefined ? {} : { retryOptions: { maxRetries: retries, autoRetry: retries > 0 } };
      return new Storage({ ...other, ...retryOptions, timeout: this.idleTime }).bucket(this.bucketName);
    });
    return this.opened;
  }
}

/** A failed precondition is expected in a move: the target exists already, or the object was replaced after it was copied. */
async function unlessRaced(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 412) throw error;
  });
}
