import { ENTITIES } from './catalogue';

/** `; did you mean "patients"?` where a known table is close to the word, otherwise all tables that there are. */
export function nearestTable(word: string): string {
  const close = ENTITIES.map((entity) => entity.name).find(
    (name) => name.startsWith(word.slice(0, 4)) || word.startsWith(name.slice(0, 4)),
  );
  return close ? `; did you mean "${close}"?` : `; there are ${ENTITIES.map((entity) => entity.name).join(', ')}`;
}
