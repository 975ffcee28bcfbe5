import { toVarcoError } from "../../../shared/errors";
import { VARCO_VERSION } from "../../../shared/identity";
import type { Examination, ExaminationLanguage } from "../../card/view";
import type { HostClient } from "../../host/client";

const RUNNING: Examination = { state: "running" };

/** The examinations of the computer, one at a time. The last one is kept: the report for the help line tells it too. */
export class Examinations {
  readonly #host: HostClient;
  readonly #sites: () => Promise<number>;
  readonly #changed: () => void;
  #last: Examination | null = null;

  /** `sites`: to how many sites the extension may hand a login over. `changed` is called at every change of `last`. */
  constructor(host: HostClient, sites: () => Promise<number>, changed: () => void) {
    this.#host = host;
    this.#sites = sites;
    this.#changed = changed;
  }

  /** What is being done, or how the last one ended. null: there was none. */
  get last(): Examination | null {
    return this.#last;
  }

  /** Examines the computer, unless that is being done. Never throws. */
  async begin(language: ExaminationLanguage): Promise<void> {
    if (this.#last === RUNNING) return;
    this.#show(RUNNING);
    this.#show(await this.#examine(language));
  }

  async #examine(language: ExaminationLanguage): Promise<Examination | null> {
    try {
      const [{ host, way }, sites] = await Promise.all([this.#host.reach(), this.#sites()]);
      const { result } = await host.request("doctor", { language, extension: VARCO_VERSION, sites, ...way });
      const { ready, checks: findings } = result;
      return { state: "done", at: new Date().toISOString(), language, ready, findings };
    } catch (thrown) {
      const error = toVarcoError(thrown);
      // Nobody waits for it any more: the last page has gone.
      return error.code === "operation.cancelled" ? null : { state: "failed", error: error.toJSON() };
    }
  }

  #show(examination: Examination | null): void {
    this.#last = examination;
    this.#changed();
  }
}
