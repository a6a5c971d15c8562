import { setTimeout } from 'node:timers/promises';
import axios, { type AxiosResponse, isAxiosError } from 'axios';
import { JobError } from '../../errors';

/** Limits of a client of a public API. */
export const API_DEFAULTS = {
  /** Milliseconds from the request to the last byte of its answer. */
  timeoutMilliseconds: 20_000,
  /** Longest answer, in bytes: the longest expected page has about a tenth of that. */
  maximumBytes: 10_000_000,
  /** Attempts for one question. */
  attempts: 5,
  /** Milliseconds before the second attempt; doubled before each further one. */
  firstPauseMilliseconds: 1_000,
  /** Longest wait, in milliseconds, that an API may ask for with Retry-After; above it, the fetch stops at once. */
  maximumPauseMilliseconds: 60_000,
} as const;

export interface ApiOptions {
  /** What errors call it, e.g. `NPPES`. */
  readonly name: string;
  /** Where it answers, `http:` or `https:`, without a query. */
  readonly address: string;
  /** @default API_DEFAULTS.timeoutMilliseconds */
  readonly timeoutMilliseconds?: number;
  /** @default API_DEFAULTS.maximumBytes */
  readonly maximumBytes?: number;
  /** Waits that long, in milliseconds. @default setTimeout of node:timers/promises */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** A public API that answers questions with JSON. */
export interface Api {
  readonly name: string;
  /**
   * Asks one question and returns its answer, parsed. 408, 429, 5xx, timeouts, broken connections and answers that are not JSON are
   * retried, after the time that Retry-After says, else after growing pauses. No error quotes a parameter's value.
   * @throws JobError `API_UNREACHABLE`, `API_REFUSED`, `API_ANSWER_INVALID`
   */
  ask(parameters: Readonly<Record<string, string | number>>): Promise<unknown>;
}

/** What became of one attempt. `after`: the wait that the API asked for, in milliseconds. */
type Attempt = { readonly answer: unknown } | { readonly failure: JobError; readonly after?: number };

/**
 * A client of one public API. Proxies are those of HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
 * @throws JobError `API_REFUSED` when the address is not an http or https address
 */
export function openApi(options: ApiOptions): Api {
  const { name, address, wait = setTimeout } = options;
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new JobError('API_REFUSED', `the address of ${name} is not an http or https address`);
  }
  const timeout = options.timeoutMilliseconds ?? API_DEFAULTS.timeoutMilliseconds;
  const client = axios.create({
    maxContentLength: options.maximumBytes ?? API_DEFAULTS.maximumBytes,
    // A redirect leads away from the address that the network allows and the operator named.
    maxRedirects: 0,
    headers: { Accept: 'application/json', 'User-Agent': 'rcm-platform' },
    // Parsed here: axios returns text that it cannot parse as if it were the answer.
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });

  async function attempt(params: Readonly<Record<string, string | number>>): Promise<Attempt> {
    try {
      // The timeout of axios ends with the first byte; an answer may also stop in the middle.
      return outcome(name, await client.get(address, { params, signal: AbortSignal.timeout(timeout) }));
    } catch (thrown) {
      if (!isAxiosError(thrown)) throw thrown;
      // No cause is attached: it holds the URL with its query.
      if (thrown.message.startsWith('maxContentLength')) {
        throw new JobError('API_ANSWER_INVALID', `${name} answered with more bytes than any page has`);
      }
      const why = thrown.code === 'ERR_CANCELED' ? `in ${timeout} ms` : `(${thrown.code ?? 'connection broken'})`;
      return { failure: new JobError('API_UNREACHABLE', `${name} gave no whole answer ${why}`) };
    }
  }

  return {
    name,
    async ask(parameters) {
      for (let asked = 1, pause: number = API_DEFAULTS.firstPauseMilliseconds; ; asked++, pause *= 2) {
        const result = await attempt(parameters);
        if ('answer' in result) return result.answer;
        const { failure, after = pause } = result;
        if (after > API_DEFAULTS.maximumPauseMilliseconds) {
          throw new JobError(failure.code, `${failure.detail} and asks to wait ${Math.round(after / 1000)} s`);
        }
        if (asked === API_DEFAULTS.attempts) throw new JobError(failure.code, `${failure.detail}, ${asked} times`);
        await wait(after);
      }
    },
  };
}

function outcome(name: string, { status, data, headers }: AxiosResponse<string>): Attempt {
  if (status === 408 || status === 429 || status >= 500) {
    const after = retryAfter(headers['retry-after'], Date.now());
    const failure = new JobError('API_UNREACHABLE', `${name} answered ${status}`);
    return after === undefined ? { failure } : { failure, after };
  }
  if (status !== 200) throw new JobError('API_REFUSED', `${name} answered ${status}`);
  try {
    return { answer: JSON.parse(data) };
  } catch {
    // A maintenance page, or an answer that was cut off: the next answer may be whole.
    return { failure: new JobError('API_ANSWER_INVALID', `${name} answered with something that is not JSON`) };
  }
}

/** Milliseconds to wait: the header is seconds or a date (RFC 9110, 10.2.3). Undefined: absent, or neither. */
export function retryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^[0-9]+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
