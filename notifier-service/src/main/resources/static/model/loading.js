// How far the snapshot has come. Until all of it is there, nobody knows how many wait.

export class Loading {
  /** Places whose list has come, and of how many; of is undefined until the first has come. */
  done = 0;
  of = undefined;
  #loaded = false;
  #refused = false;

  /** Also when no list can be read: then nothing more comes, and those who wait are unknown by name. */
  get isOver() {
    return this.#loaded || (this.#refused && this.done === 0);
  }

  begin() {
    this.#loaded = false;
    this.#refused = false;
    this.done = 0;
    this.of = undefined;
  }

  /** The lists of some places cannot be read; those of others follow, if there are any. */
  onUnavailable() {
    this.#refused = true;
  }

  /** One place's list that was lacking, asked for later, is none of the whole. */
  onSnapshot({ remaining }) {
    if (this.#loaded) return;
    this.done++;
    this.of ??= remaining + this.done;
    if (remaining === 0) this.#loaded = true;
  }

  /** In words. */
  get text() {
    return this.of === undefined ? 'loading' : `loading, ${this.done} of ${this.of} places`;
  }
}
