/** A set of small whole numbers below a fixed size. Operations give new masks; only `add` and `include` change one. */
export class Mask {
  /** Thirty-two numbers to a word. There are many small masks, and arrays are made faster than typed ones. */
  private constructor(private readonly words: number[]) {}

  static empty(size: number): Mask {
    return new Mask(new Array<number>((size + 31) >>> 5).fill(0));
  }

  static where(size: number, holds: (index: number) => boolean): Mask {
    const mask = Mask.empty(size);
    for (let index = 0; index < size; index++) if (holds(index)) mask.add(index);
    return mask;
  }

  /** What is in any of some sets. */
  static union(size: number, masks: Iterable<Mask>): Mask {
    const union = Mask.empty(size);
    for (const mask of masks) union.include(mask);
    return union;
  }

  /** A set with the same numbers, to which others may be added below another size. */
  extended(size: number): Mask {
    const extended = Mask.empty(size);
    for (let at = 0; at < this.words.length; at++) extended.words[at] = this.words[at];
    return extended;
  }

  /** Adds all numbers of another set. */
  include(other: Mask): void {
    for (let at = 0; at < this.words.length; at++) this.words[at] |= other.words[at];
  }

  add(index: number): void {
    this.words[index >>> 5] |= 1 << (index & 31);
  }

  has(index: number): boolean {
    return (this.words[index >>> 5] & (1 << (index & 31))) !== 0;
  }

  and(other: Mask): Mask {
    const words = this.words.slice();
    for (let at = 0; at < words.length; at++) words[at] &= other.words[at];
    return new Mask(words);
  }

  or(other: Mask): Mask {
    const words = this.words.slice();
    for (let at = 0; at < words.length; at++) words[at] |= other.words[at];
    return new Mask(words);
  }

  without(other: Mask): Mask {
    const words = this.words.slice();
    for (let at = 0; at < words.length; at++) words[at] &= ~other.words[at];
    return new Mask(words);
  }

  isEmpty(): boolean {
    for (let at = 0; at < this.words.length; at++) if (this.words[at] !== 0) return false;
    return true;
  }

  intersects(other: Mask): boolean {
    for (let at = 0; at < this.words.length; at++) if ((this.words[at] & other.words[at]) !== 0) return true;
    return false;
  }

  contains(other: Mask): boolean {
    for (let at = 0; at < this.words.length; at++) if ((other.words[at] & ~this.words[at]) !== 0) return false;
    return true;
  }

  /** How many numbers are in both sets. */
  countCommon(other: Mask): number {
    let count = 0;
    for (let at = 0; at < this.words.length; at++) {
      for (let word = this.words[at] & other.words[at]; word !== 0; word &= word - 1) count++;
    }
    return count;
  }

  /** How many numbers are in the set. */
  count(): number {
    let count = 0;
    for (let word of this.words) {
      for (; word !== 0; word &= word - 1) count++;
    }
    return count;
  }

  /** The smallest number of the set, -1 of an empty one. */
  first(): number {
    for (let index = 0; index < this.words.length; index++) {
      const word = this.words[index];
      if (word !== 0) return index * 32 + (31 - Math.clz32(word & -word));
    }
    return -1;
  }

  forEach(visit: (index: number) => void): void {
    for (let at = 0; at < this.words.length; at++) {
      for (let word = this.words[at]; word !== 0; word &= word - 1) visit(at * 32 + (31 - Math.clz32(word & -word)));
    }
  }

  /** A text that equal sets share. */
  key(): string {
    return this.words.join();
  }
}
