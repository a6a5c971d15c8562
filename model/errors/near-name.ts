/** Letters that may differ, for each so many letters of a name. */
const LETTERS_PER_SLIP = 3;

/** ` (did you mean hospital-a?)`, with the name that is most like the one that was typed; empty where none is like it. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const near = names
    .map((name) => ({ name, slips: slips(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, slips: found }) => found <= Math.max(1, Math.floor(name.length / LETTERS_PER_SLIP)))
    .sort((one, other) => one.slips - other.slips)[0];
  return near === undefined ? '' : ` (did you mean ${near.name}?)`;
}

/** Letters to insert, delete or replace until one text is the other. */
function slips(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      now.push(Math.min(replaced, (before[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1));
    }
    before = now;
  }
  return before[other.length] ?? 0;
}
