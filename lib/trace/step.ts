/**
 * A step towards what is known of sequences of keys and values that begin alike: they are compared one by one, not by a
 * text of all of them.
 */
export class Step<Known> {
  /** What is known of the sequence that ends here. */
  known: Known | undefined;
  /** The first of the next steps; most have no other. */
  private key: unknown;
  private next?: Step<Known>;
  private others?: Map<unknown, Step<Known>>;

  /** The step that a key or value leads to. */
  to(key: unknown): Step<Known> {
    if (!this.next) {
      this.key = key;
      this.next = new Step();
      return this.next;
    }
    if (this.key === key) return this.next;
    this.others ??= new Map();
    let step = this.others.get(key);
    if (!step) {
      step = new Step();
      this.others.set(key, step);
    }
    return step;
  }
}
