/** A rate with its numerator and denominator, so that a difference can be found. `value` is null where there is nothing to divide by. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
  readonly value: number | null;
}

export function ratio(numerator: number, denominator: number): Ratio {
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
}

/** The middle number, or the mean of the two middle ones; null of no numbers. */
export function median(numbers: readonly number[]): number | null {
  const sorted = ascending(numbers);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}

/** Percentile by nearest rank, above 0 and up to 100; null of no numbers. */
export function percentile(numbers: readonly number[], percent: number): number | null {
  return ascending(numbers)[Math.ceil((numbers.length * percent) / 100) - 1] ?? null;
}

function ascending(numbers: readonly number[]): number[] {
  return [...numbers].sort((one, other) => one - other);
}

/** A map as an object with sorted keys, so that equal truths have equal texts. */
export function sortedObject<Value>(map: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...map].sort(([one], [other]) => (one < other ? -1 : 1)));
}
