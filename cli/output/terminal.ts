/** Columns of what is not a terminal, and of one that does not say how wide it is. */
const USUAL_WIDTH = 80;

/** Columns that a table on stdout may have. */
export function tableWidth(): number {
  return (process.stdout.isTTY && process.stdout.columns) || USUAL_WIDTH;
}

/** Whether stdout shows colours: on a terminal that is not a simple one, unless the user wants none (https://no-color.org). */
export function showsColors(): boolean {
  const { NO_COLOR: unwanted = '', TERM: terminal } = process.env;
  return process.stdout.isTTY === true && unwanted === '' && terminal !== 'dumb';
}
