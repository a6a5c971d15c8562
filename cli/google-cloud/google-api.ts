import type { AuthClient } from 'google-auth-library';

/** Google's APIs that the command asks, without the paths. */
export const GOOGLE_ENDPOINTS = {
  artifactregistry: 'https://artifactregistry.googleapis.com',
  bigquery: 'https://bigquery.googleapis.com',
  cloudbilling: 'https://cloudbilling.googleapis.com',
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

/** Milliseconds that one question may take, signing in included. */
const DEADLINE = 10_000;
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
/** Where Terraform's provider takes a token from; whoever has it there means it for this too. */
const TOKEN_VARIABLE = 'GOOGLE_OAUTH_ACCESS_TOKEN';

export interface GoogleApiOptions {
  /** Other servers than Google's. @default GOOGLE_ENDPOINTS */
  readonly endpoints?: Partial<Readonly<Record<GoogleService, string>>>;
  /** Who asks. @default the token of GOOGLE_OAUTH_ACCESS_TOKEN, else application default credentials */
  readonly client?: AuthClient;
  /** @default DEADLINE */
  readonly deadlineMilliseconds?: number;
}

/** What became of a question. `unasked`: nobody was asked, or nobody answered; `why` says so in words. */
export type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown }
  | { readonly kind: 'unasked'; readonly why: string; readonly cause: 'no_credentials' | 'no_answer' };

export interface Question {
  readonly method?: 'GET' | 'POST';
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/** Google's APIs over REST. It never throws and never waits longer than the deadline: a question that got no answer says why. */
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

  /** Whether anybody answers at an address. No credentials are sent to it. */
  async knock(address: string): Promise<Answer> {
    try {
      const { default: axios } = await import('axios');
      const timeout = this.options.deadlineMilliseconds ?? DEADLINE;
      const { status } = await axios.head(address, { timeout, validateStatus: () => true, maxRedirects: 0 });
      return { kind: 'answer', status, body: null };
    } catch (error) {
      const { code } = error as { code?: string };
      return unasked('no_answer', `it does not answer from here${code === undefined ? '' : ` (${code})`}`);
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
      // Not the client's own way of asking: it asks again where it was refused, and takes its time between the two.
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
      return unasked('no_answer', `Google's APIs cannot be reached${code === undefined ? '' : ` (${code})`}`);
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
  // Asking the network whether this is a machine of Google's takes seconds elsewhere, and warns; its BIOS knows at once.
  process.env['METADATA_SERVER_DETECTION'] ??= 'bios-only';
  return (await new GoogleAuth({ scopes: [SCOPE] }).getClient()) as AuthClient;
}

/** Signing in can be refused before anything is asked: an account that was deleted, a login that has run out. */
function credentialsText(error: unknown): string {
  const { response, code } = (error ?? {}) as { response?: { status?: number }; code?: string };
  if (response?.status !== undefined) return 'the Google credentials here are refused';
  return code === undefined ? 'there are no Google credentials here' : `signing in to Google failed (${code})`;
}

function unasked(cause: 'no_credentials' | 'no_answer', why: string): Answer {
  return { kind: 'unasked', why, cause };
}

/** What an error's answer says of itself, in one line; Google's messages name projects and permissions. */
export function errorText(body: unknown): string {
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === 'string' ? message.replace(/\s+/g, ' ').slice(0, 300) : '';
}
