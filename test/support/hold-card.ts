import type { VirtualCard } from "../../devkit/card/index";

/** A card that keeps its answer back. */
export interface HeldCard {
  /** Resolves when the card has got a command that it holds. */
  readonly reached: Promise<void>;
  /** Lets the card answer, now and from now on. */
  readonly release: () => void;
}

/** Has the card keep back its answers to these commands (hexadecimal; default: all) until it is released. */
export function holdCard(card: VirtualCard, commands: RegExp = /^/): HeldCard {
  let release = () => {};
  let reach = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const pace: VirtualCard["pace"] = async ({ command }) => {
    if (!commands.test(command)) return;
    reach();
    await released;
  };
  card.pace = pace;
  return {
    reached,
    release: () => {
      if (card.pace === pace) card.pace = null;
      release();
    },
  };
}
