/** What a table or a column of MySQL can be called: any text on one line that does not end with a blank. It is always quoted. */
export const MYSQL_NAME = /^(?=.*\S$)[^\p{Cc}\p{Zl}\p{Zp}\u{10000}-\u{10ffff}]{1,64}$/u;
/** `MYSQL_NAME` in words, for a problem. */
export const MYSQL_NAME_RULE = 'a name in MySQL is 1 to 64 characters on one line, without a blank at its end';

/** The same in PostgreSQL, whose limit of 63 bytes `postgresProblems` checks where names are a mapping's. */
export const POSTGRES_NAME = /^(?=.*\S$)[^\p{Cc}\p{Zl}\p{Zp}]{1,63}$/u;
/** `POSTGRES_NAME` in words, for a problem. */
export const POSTGRES_NAME_RULE = 'a name in PostgreSQL is 1 to 63 characters on one line, without a blank at its end';

/** A cell of a file's header line. */
export const FILE_HEADER = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u;
/** `FILE_HEADER` in words, for a problem. */
export const FILE_HEADER_RULE = 'a name is 1 to 200 characters on one line';
