import type { Readable } from 'node:stream';
import type { Bucket } from '@google-cloud/storage' with { 'resolution-mode': 'import' };
import { JobError } from '../errors';
import { checkedKey } from './object-key';
import type { ObjectStore, StoredObject } from './object-store';

/** Deletions on their way at a time. */
const DELETIONS_AT_ONCE = 16;

export interface GcsStoreOptions {
  /** Another server than Google's, e.g. `http://127.0.0.1:4443`; no credentials are sent to it. @default Google's */
  readonly endpoint?: string;
}

/** A Cloud Storage bucket. The client is loaded with the first call: a run on one machine never needs it. */
export class GcsStore implements ObjectStore {
  private opened: Promise<Bucket> | undefined;

  constructor(
    private readonly bucketName: string,
    private readonly options: GcsStoreOptions = {},
  ) {}

  async list(prefix: string): Promise<StoredObject[]> {
    const [files] = await (await this.bucket()).getFiles({ prefix: checkedKey(prefix) });
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
    // The stream asks for nothing until it is read: a missing object is reported here and not in the middle of somebody's pipeline.
    await file.getMetadata().catch(missingObject);
    return file.createReadStream();
  }

  async readText(key: string): Promise<string> {
    const [content] = await (await this.file(key)).download().catch(missingObject);
    return content.toString('utf8');
  }

  async writeText(key: string, text: string): Promise<void> {
    await (await this.file(key)).save(text, { resumable: false });
  }

  async writeFile(key: string, path: string): Promise<void> {
    await (await this.bucket()).upload(path, { destination: checkedKey(key), resumable: false });
  }

  async exists(key: string): Promise<boolean> {
    const [found] = await (await this.file(key)).exists();
    return found;
  }

  async copy(key: string, to: ObjectStore, toKey: string): Promise<void> {
    if (!(to instanceof GcsStore)) throw new Error('a bucket is copied to a bucket only');
    await (await this.file(key)).copy(await to.file(toKey)).catch(missingObject);
  }

  async delete(key: string): Promise<void> {
    await (await this.file(key)).delete({ ignoreNotFound: true });
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

  private bucket(): Promise<Bucket> {
    this.opened ??= import('@google-cloud/storage').then(({ Storage }) => {
      const { endpoint } = this.options;
      return new Storage(endpoint === undefined ? {} : { apiEndpoint: endpoint, projectId: 'local' }).bucket(
        this.bucketName,
      );
    });
    return this.opened;
  }
}

function missingObject(error: unknown): never {
  if ((error as { code?: unknown }).code === 404) throw new JobError('OBJECT_MISSING', 'the object is not there');
  throw error;
}
