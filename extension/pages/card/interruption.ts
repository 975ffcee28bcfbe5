import type { CardPageView, CardTask } from '../../card/view';

/** The task that was at work when background or host went away; null if none was. `after` null: the background is gone. */
export function interruptedTask(before: CardPageView, after: CardPageView | null): CardTask | null {
  if (before.name !== 'ready' || after?.name === 'ready') return null;
  return before.readers.map(({ work }) => work).find((work) => work?.state === 'working')?.task ?? null;
}
