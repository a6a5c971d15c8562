/** Stands on every page that is written by the code. */
export const GENERATED =
  'Generated from the code; `WRITE_DOCS=1 npx jest test/docs --selectProjects fast` writes it again.';
