import type { AuthClient } from 'google-auth-library';

/** Google APIs that the commands call, without the paths. */
export const GOOGLE_ENDPOINTS = {
  accesscontextmanager: 'https://accesscontextmanager.googleapis.com',
  artifactregistry: 'https://artifactregistry.googleapis.com',
  bigquery: 'https://bigquery.googleapis.com',
  cloudbilling: 'https://cloudbilling.googleapis.com',
  cloudbuild: 'https://cloudbuild.googleapis.com',
  cloudidentity: 'https://cloudidentity.googleapis.com',
  cloudkms: 'https://cloudkms.googleapis.com',
  cloudresourcemanager: 'https://cloudresourcemanager.googleapis.com',
  composer: 'https://composer.googleapis.com',
  compute: 'https://compute.googleapis.com',
  logging: 'https://logging.googleapis.com',
  monitoring: 'https://monitoring.googleapis.com',
  serviceusage: 'https://serviceusage.googleapis.com',
  storage: 'https://storage.googleapis.com',
} as const;
export type GoogleService = keyof typeof GOOGLE_ENDPOINTS;

/** Milliseconds that one request may take, including sign-in. */
const DEADLINE = 10_000;
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** The variable that Terraform's provider reads its token from; rcm uses the same one. */
const TOKEN_VARIABLE = 'GOOGLE_OAUTH_ACCESS_TOKEN';

export interface GoogleApiOptions {
  /** Other servers, for tests. @default GOOGLE_ENDPOINTS */
  readonly endpoints?: Partial<Readonly<Record<GoogleService, string>>>;
  /** Credentials. @default the token of GOOGLE_OAUTH_ACCESS_TOKEN, else application default credentials */
  readonly client?: AuthClient;
  /** @default DEADLINE */
  readonly deadlineMilliseconds?: number;
}

/** The result of a request. `unasked`: it was not sent or got no answer; `why` gives the reason. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unasked'; readonly why: string; readonly cause: 'no_credentials' | 'no_answer' };

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/** Google APIs over REST. Never throws and never waits longer than the deadline: a request without an answer returns the reason. */
export class GoogleApi {
  private signedIn: Promise<AuthClient> | undefined;

  constructor(private readonly options: GoogleApiOptions = {}) {}

  /** @param path begins with a slash. */
  async ask(service: GoogleService, path: string, question: Question = {}): Promise<Answer> {
    const controller = new AbortController();
    const deadline = this.options.deadlineMilliseconds ?? DEADLINE;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((done) => {
      timer = setTimeout(() => {
        controller.abort();
        done(unasked('no_answer', `${service} did not answer in ${deadline / 1000} s`));
      }, deadline);
    });
    try {
      return await Promise.race([this.request(service, path, question, controller.signal), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether a server answers at an address. Sends no credentials. */
  async knock(address: string): Promise<Answer> {
    try {
      const { default: axios } = await import('axios');
      const timeout = this.options.deadlineMilliseconds ?? DEADLINE;
      const { status } = await axios.head(address, { timeout, validateStatus: () => true, maxRedirects: 0 });
      return { kind: 'answer', status, body: null };
    } catch (error) {
      const { code } = error as { code?: string };
      return unasked('no_answer', `no answer from here${code === undefined ? '' : ` (${code})`}`);
    }
  }

  private async request(
    service: GoogleService,
    path: string,
    question: Question,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { method = 'GET', query = {}, body } = question;
    const address = this.options.endpoints?.[service] ?? GOOGLE_ENDPOINTS[service];
    const url = new URL(address + path);
    for (const [name, value] of Object.entries(query))
      for (const each of typeof value === 'string' ? [value] : value) url.searchParams.append(name, each);
    let headers: Record<string, string>;
    try {
      headers = Object.fromEntries(await (await this.client()).getRequestHeaders(url.href));
    } catch (error) {
      return unasked('no_credentials', credentialsText(error));
    }
    try {
      // Not the client's own request method: it retries refused requests, with pauses.
      const { default: axios } = await import('axios');
      const answer = await axios.request<unknown>({
        ...{
          url: url.href,
          method,
          headers,
          signal,
          validateStatus: () => true,
          responseType: 'json',
          maxRedirects: 0,
        },
        ...(body === undefined ? {} : { data: body }),
      });
      return { kind: 'answer', status: answer.status, body: answer.data };
    } catch (error) {
      const { code } = error as { code?: string };
      return unasked('no_answer', `Google APIs are unreachable${code === undefined ? '' : ` (${code})`}`);
    }
  }

  private client(): Promise<AuthClient> {
    this.signedIn ??= this.options.client ? Promise.resolve(this.options.client) : openClient();
    return this.signedIn;
  }
}

async function openClient(): Promise<AuthClient> {
  const { GoogleAuth, OAuth2Client } = await import('google-auth-library');
  const token = process.env[TOKEN_VARIABLE];
  if (token) {
    const client = new OAuth2Client();
    client.setCredentials({ access_token: token });
    return client;
  }
  // Outside Google Cloud, probing the network for a metadata server takes seconds and prints a warning; the BIOS answers at once.
  process.env['METADATA_SERVER_DETECTION'] ??= 'bios-only';
  return (await new GoogleAuth({ scopes: [SCOPE] }).getClient()) as AuthClient;
}

/** Sign-in can fail before the request: a deleted account, an expired login. */
function credentialsText(error: unknown): string {
  const { response, code } = (error ?? {}) as { response?: { status?: number }; code?: string };
  if (response?.status !== undefined) return 'Google rejects the credentials on this machine';
  return code === undefined ? 'this machine has no Google credentials' : `signing in to Google failed (${code})`;
}

function unasked(cause: 'no_credentials' | 'no_answer', why: string): Answer {
  return { kind: 'unasked', why, cause };
}

/** The message of an error response, in one line; Google's messages name projects and permissions. */
export function errorText(body: unknown): string {
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === 'string' ? message.replace(/\s+/g, ' ').slice(0, 300) : '';
}
