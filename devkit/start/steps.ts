/** Prints what happens, each step with the seconds since the start and since the step before. */
export class Steps {
  readonly #start = performance.now();
  #last = this.#start;

  done(text: string): void {
    const now = performance.now();
    console.log(`${seconds(now - this.#start)} (+${seconds(now - this.#last)})  ${text}`);
    this.#last = now;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2).padStart(6)} s`;
}
