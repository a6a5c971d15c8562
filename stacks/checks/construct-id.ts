/** An id that the tree of constructs accepts: an invalid one is put in brackets, so that its problem is reported with the others. */
export function constructId(id: unknown): string {
  return typeof id === 'string' && id !== '' ? id : `(${String(id)})`;
}
