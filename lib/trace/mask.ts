/** A set of small whole numbers below a fixed size. Operations give new masks; only `add` and `include` change one. */
export class Mask {
  /**
   * Thirty-two numbers to a word. There are many small masks, and arrays are made faster than typed ones.
   *
   * @param begin the words before this one are empty
   * @param end this word and those behind it are empty
   */
  private constructor(
    private readonly words: number[],
    private begin: number,
    private end: number,
  ) {}

  static empty(size: number): Mask {
    const length = (size + 31) >>> 5;
    return new Mask(new Array<number>(length).fill(0), length, 0);
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
    extended.include(this);
    return extended;
  }

  /** Adds all numbers of another set. */
  include(other: Mask): void {
    for (let at = other.begin; at < other.end; at++) this.words[at] |= other.words[at];
    this.begin = Math.min(this.begin, other.begin);
    this.end = Math.max(this.end, other.end);
  }

  add(index: number): void {
    const at = index >>> 5;
    this.words[at] |= 1 << (index & 31);
    if (at < this.begin) this.begin = at;
    if (at >= this.end) this.end = at + 1;
  }

  has(index: number): boolean {
    return (this.words[index >>> 5] & (1 << (index & 31))) !== 0;
  }

  and(other: Mask): Mask {
    const words = this.words.slice();
    for (let at = this.begin; at < this.end; at++) words[at] &= other.words[at];
    return new Mask(words, this.begin, this.end);
  }

  or(other: Mask): Mask {
    const both = new Mask(this.words.slice(), this.begin, this.end);
    both.include(other);
    return both;
  }

  without(other: Mask): Mask {
    const words = this.words.slice();
    for (let at = this.begin; at < this.end; at++) words[at] &= ~other.words[at];
    return new Mask(words, this.begin, this.end);
  }

  isEmpty(): boolean {
    for (let at = this.begin; at < this.end; at++) if (this.words[at] !== 0) return false;
    return true;
  }

  intersects(other: Mask): boolean {
    const end = Math.min(this.end, other.end);
    for (let at = Math.max(this.begin, other.begin); at < end; at++) {
      if ((this.words[at] & other.words[at]) !== 0) return true;
    }
    return false;
  }

  contains(other: Mask): boolean {
    for (let at = other.begin; at < other.end; at++) if ((other.words[at] & ~this.words[at]) !== 0) return false;
    return true;
  }

  /** How many numbers are in both sets. */
  countCommon(other: Mask): number {
    let count = 0;
    const end = Math.min(this.end, other.end);
    for (let at = Math.max(this.begin, other.begin); at < end; at++) {
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
    for (let at = this.begin; at < this.end; at++) {
      const word = this.words[at];
      if (word !== 0) return at * 32 + (31 - Math.clz32(word & -word));
    }
    return -1;
  }

  forEach(visit: (index: number) => void): void {
    for (let at = this.begin; at < this.end; at++) {
      for (let word = this.words[at]; word !== 0; word &= word - 1) visit(at * 32 + (31 - Math.clz32(word & -word)));
    }
  }

  /** A text that equal sets share. */
  key(): string {
    return this.words.join();
  }
}
