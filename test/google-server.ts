import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThroughClient } from 'google-auth-library';
import { GOOGLE_ENDPOINTS, GoogleApi } from '../cli/google-cloud/google-api';

/** What the server says to a question; a function sees the question's body. */
type Reply =
  | { readonly status?: number; readonly body: unknown }
  | ((body: unknown) => { status?: number; body: unknown });

/** A server of this machine that answers as Google's control plane is documented to. It checks no credentials. */
export interface GoogleServer {
  readonly api: GoogleApi;
  /** Its address, without a path. */
  readonly origin: string;
  /** `METHOD /path` -> reply, without the query; `null` never answers. What is not here is 404. */
  readonly replies: Map<string, Reply | null>;
  /** `METHOD /path?query` of every question, in order. */
  readonly questions: string[];
  close(): Promise<void>;
}

/** @param forwardStorageTo a real Cloud Storage server that gets the questions about buckets. */
export async function startGoogleServer(
  options: { readonly forwardStorageTo?: string; readonly deadlineMilliseconds?: number } = {},
): Promise<GoogleServer> {
  const replies: GoogleServer['replies'] = new Map();
  const questions: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const content = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '' } = request;
    questions.push(`${method} ${url}`);
    const answer = (status: number, text: string) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
    };
    const path = new URL(url, 'http://here').pathname;
    const reply = replies.get(`${method} ${path}`);
    if (reply === null) return;
    if (reply === undefined && options.forwardStorageTo && path.startsWith('/storage/v1/b')) {
      const headers = { 'content-type': 'application/json' };
      const forwarded = await fetch(options.forwardStorageTo + url, {
        method,
        headers,
        ...(content ? { body: content } : {}),
      });
      return answer(forwarded.status, await forwarded.text());
    }
    const { status = 200, body } =
      reply === undefined
        ? { status: 404, body: { error: { code: 404, message: 'Not found', status: 'NOT_FOUND' } } }
        : typeof reply === 'function'
          ? reply(content ? JSON.parse(content) : undefined)
          : reply;
    answer(status, JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoints = Object.fromEntries(Object.keys(GOOGLE_ENDPOINTS).map((service) => [service, origin]));
  const { deadlineMilliseconds = 5_000 } = options;
  return {
    api: new GoogleApi({ endpoints, client: new PassThroughClient(), deadlineMilliseconds }),
    origin,
    replies,
    questions,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
