import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real HTTP server on this machine that stands where a public register is. */
export interface RegisterServer {
  readonly address: string;
  /** Parameters of every request so far, in order. */
  readonly asked: URLSearchParams[];
  close(): Promise<void>;
}

/** What to answer: a value is sent as JSON with status 200, a function writes the answer itself. */
export type Answer = unknown | ((response: ServerResponse) => void);

/** Starts a server; `answer` is asked with the parameters and how many requests there were before. */
export async function startRegister(
  answer: (parameters: URLSearchParams, before: number) => Answer,
): Promise<RegisterServer> {
  // The client honours proxies; none is between a test and its own server.
  process.env['NO_PROXY'] = '127.0.0.1';
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://register');
    const what = answer(searchParams, asked.length);
    asked.push(searchParams);
    if (typeof what === 'function') return what(response);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(what));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return {
    address,
    asked,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** An answer without content. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}) {
  return (response: ServerResponse): void => void response.writeHead(code, headers).end();
}

/** Half of a JSON body; then the connection breaks, or nothing follows. */
export function half(then: 'broken' | 'silence') {
  return (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"results": [', () => {
      if (then === 'broken') response.destroy();
    });
  };
}
