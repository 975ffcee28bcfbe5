import type { CardPageView, CardTask } from "../../card/view";

/** A work that background or host left behind. */
export interface Interruption {
  readonly task: CardTask;
  /** Whether it may have reached the card. If not, it was certainly still waiting, and nothing was done. */
  readonly begun: boolean;
}

/**
 * The work that was going on when background or host went away. Of several, one that had begun. null: there was none.
 * `after` null: the background is gone, perhaps with the news that the work had begun.
 */
export function interruption(before: CardPageView, after: CardPageView | null): Interruption | null {
  if (before.name !== "ready" || after?.name === "ready") return null;
  const works = before.readers.flatMap(({ work }) =>
    work?.state === "working" ? [{ task: work.task, begun: after === null || work.step !== "queue" }] : [],
  );
  return works.find(({ begun }) => begun) ?? works[0] ?? null;
}
