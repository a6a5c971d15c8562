/** Characters of a name, and of its ending, that messages show. */
const SHOWN = 8;

/**
 * A file as messages name it: the first eight characters of its name and its ending, without folders. The whole name may hold the name of a
 * person; `rcm doctor --here` lists it on the machine that has the file.
 * @param key with `/`; characters that a terminal or a log may misread are shown as `?`.
 */
export function shownFile(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1);
  const point = name.lastIndexOf('.');
  const [stem, ending] = point > 0 ? [name.slice(0, point), name.slice(point + 1)] : [name, ''];
  return ending === '' ? shownName(stem) : `${shownName(stem)}.${shownName(ending)}`;
}

/** The first eight characters of a name without an ending, e.g. of a folder. */
export function shownName(text: string): string {
  const characters = [...text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?')];
  return characters.length <= SHOWN ? characters.join('') : `${characters.slice(0, SHOWN).join('')}…`;
}
