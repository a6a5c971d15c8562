/** Stands on every page that is written by the code. */
export const GENERATED = 'Generated from the code; `npm run docs` writes it again.';
