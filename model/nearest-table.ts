import type { Entities } from './types';

/** `; did you mean "patients"?` where a known table is close to the word, otherwise all tables that there are. */
export function nearestTable({ entities }: Entities, word: string): string {
  const names = entities.map(({ name }) => name);
  const close = names.find((name) => name.startsWith(word.slice(0, 4)) || word.startsWith(name.slice(0, 4)));
  return close ? `; did you mean "${close}"?` : `; there are ${names.join(', ')}`;
}
