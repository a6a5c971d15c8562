import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Node.js reports every request that it sends: https://nodejs.org/api/diagnostics_channel.html#built-in-channels */
const SENT = 'http.client.request.start';

/**
 * Gives up requests to a server that has sent nothing for so long, with `ETIMEDOUT`. BigQuery's client has an option for it that does nothing:
 * the library that it sends requests with (node-fetch 3) no longer knows timeouts, and a silent server would be waited for without an end.
 * @param host with its port, as in the `Host` header
 * @param milliseconds without a byte
 * @returns ends it
 */
export function limitIdleTime(host: string, milliseconds: number): () => void {
  const watch = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    if (request.getHeader('host') !== host) return;
    // The socket and not the request: a request whose answer has begun would drop the rest of it without an error.
    const giveUp = () =>
      request.socket?.destroy(Object.assign(new Error('the server has gone silent'), { code: 'ETIMEDOUT' }));
    request.setTimeout(milliseconds, giveUp);
    // node-fetch takes every limit away when an answer begins.
    request.once('response', () => request.setTimeout(milliseconds));
  };
  subscribe(SENT, watch);
  return () => unsubscribe(SENT, watch);
}
