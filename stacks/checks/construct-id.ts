/** What the tree of constructs takes for an id that is none, so that its problem can be reported with the others. */
export function constructId(id: unknown): string {
  return typeof id === 'string' && id !== '' ? id : `(${String(id)})`;
}
