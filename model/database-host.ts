import { checkedText } from './checked-text';

/**
 * Host name or address of a database, IPv6 too, in the environment file and in the spec: letters, digits, dots, colons, hyphens and `_`, which
 * names of a private network may have. Nothing in it changes a URL or commands a terminal.
 */
export const databaseHost = checkedText(
  'HOST_INVALID',
  /^[A-Za-z0-9:][A-Za-z0-9._:-]{0,253}$/,
  'not a host name or an address',
);
