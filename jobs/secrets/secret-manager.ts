import { JobError } from '../errors';
import type { SecretStore } from './secret-store';

type Client = InstanceType<typeof import('@google-cloud/secret-manager')['SecretManagerServiceClient']>;

/** Failures that a retry does not change, as numbers of gRPC and of HTTP: a bad name, not found, no permission, a disabled version, no credentials. */
const MISSING = new Set([3, 5, 7, 9, 16, 400, 401, 403, 404]);

export interface SecretManagerOptions {
  /** Another server than Google's, on this machine and without TLS; no credentials are sent to it. @default Google's */
  readonly port?: number;
}

/** Secrets of a project in Google Secret Manager, always their newest version. The client is loaded with the first secret. */
export class SecretManagerSecrets implements SecretStore {
  private client: Promise<Client> | undefined;

  constructor(
    private readonly project: string,
    private readonly options: SecretManagerOptions = {},
  ) {}

  /** @throws JobError `SECRET_MISSING` when it is missing or may not be read, `SECRET_UNREACHABLE` */
  async read(name: string): Promise<string> {
    this.client ??= this.open();
    const resource = secretVersion(this.project, name);
    const client = await this.client;
    try {
      const [{ payload }] = await client.accessSecretVersion({ name: resource });
      const { data } = payload ?? {};
      if (data && data.length > 0) return Buffer.from(data as Uint8Array).toString('utf8');
    } catch (error) {
      throw secretFailure(error, name);
    }
    throw new JobError('SECRET_MISSING', `secret "${name}" is empty`);
  }

  private async open(): Promise<Client> {
    const { SecretManagerServiceClient } = await import('@google-cloud/secret-manager');
    // Over HTTP: it goes wherever Cloud Storage and BigQuery go, and gRPC takes a second to load.
    const { port } = this.options;
    if (port === undefined) return new SecretManagerServiceClient({ fallback: true });
    const { PassThroughClient } = await import('google-auth-library');
    const local = { apiEndpoint: '127.0.0.1', port, protocol: 'http' };
    // Pass Node's own fetch: otherwise the library loads another one.
    const authClient = new PassThroughClient({ transporterOptions: { fetchImplementation: fetch } });
    return new SecretManagerServiceClient({ fallback: true, ...local, authClient: authClient as never });
  }
}

/** The resource name of a secret's newest version. */
export function secretVersion(project: string, name: string): string {
  return `projects/${project}/secrets/${name}/versions/latest`;
}

/** Drops the message and the cause: a server's answer could hold a secret. */
export function secretFailure(error: unknown, name: string): JobError {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  const message = error instanceof Error ? error.message : '';
  const isMissing = (typeof code === 'number' && MISSING.has(code)) || /default credentials/i.test(message);
  const reason = typeof code === 'number' || typeof code === 'string' ? ` (${code})` : '';
  return new JobError(
    isMissing ? 'SECRET_MISSING' : 'SECRET_UNREACHABLE',
    `secret "${name}" of Secret Manager ${isMissing ? 'is not there or may not be read' : 'cannot be reached'}${reason}`,
  );
}
