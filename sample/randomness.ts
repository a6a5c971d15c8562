/**
 * A stream of random numbers that depends only on its name, e.g. `new Randomness(seed, 'hospital-a', 'patient', 17)`.
 * Each row draws from a stream of its own, so a row stays the same when rows before it change.
 * (The generator is sfc32, started from an FNV-1a hash of the name.)
 */
export class Randomness {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(...name: readonly (string | number)[]) {
    const text = name.join('\u0000');
    this.a = hash(text, 0x811c9dc5);
    this.b = hash(text, 0x9e3779b9);
    this.c = hash(text, 0x85ebca6b);
    // The first numbers of sfc32 still show the seed.
    for (let round = 0; round < 12; round++) this.next();
  }

  /** From 0 inclusive to 1 exclusive. */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** TRUE with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of the items, each as likely as the others. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }

  /** One of the items, each as likely as its weight; the weights add up to 1. */
  weighted<Item>(items: readonly [readonly [Item, number], ...(readonly [Item, number])[]]): Item {
    let rest = this.next();
    for (const [item, weight] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return items[0][0];
  }

  /** Normally distributed with mean 0 and standard deviation 1 (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

function hash(text: string, start: number): number {
  let value = start;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value ^ (value >>> 15);
}
