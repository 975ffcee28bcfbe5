import assert from "node:assert/strict";
import { VirtualKeypad, type KeypadAct, type VirtualCard } from "../../../devkit/card/index";
import { CardServer } from "../../../devkit/card/doors/card-server";
import { makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import type { ReadyCard, ToExtension } from "../../../shared/messages";
import { Peer } from "./peer";

type Progress = Extract<ToExtension, { kind: "progress" }>;

/** A host whose virtual reader has a keypad, with a fresh card in it. */
export class KeypadScene {
  readonly stage: Stage;
  readonly peer: Peer;
  readonly keypad: VirtualKeypad;
  readonly card: VirtualCard;

  private constructor(stage: Stage, peer: Peer, keypad: VirtualKeypad, card: VirtualCard) {
    this.stage = stage;
    this.peer = peer;
    this.keypad = keypad;
    this.card = card;
  }

  /** Inserts a card, with these settings, and starts a host that reads it. */
  static async begin(stage: Stage, options: Parameters<typeof makeCard>[2] = {}): Promise<KeypadScene> {
    const card = await makeCard(stage.pki, {}, options);
    const keypad = new VirtualKeypad(() => assert.fail("nobody is at the keypad"));
    doorOf(stage).keypad = keypad;
    await stage.door.insert(card);
    const peer = new Peer(stage.host);
    const scene = new KeypadScene(stage, peer, keypad, card);
    await peer.hello();
    await scene.readyCard();
    card.clearTrace();
    return scene;
  }

  get door(): CardServer {
    return doorOf(this.stage);
  }

  /** The person does these one after the other: types digits and presses OK, or `cancel` or `timeout`. */
  readonly person = (...acts: readonly string[]): void => {
    const left = [...acts];
    this.keypad.person = () => {
      const act = left.shift();
      if (act === undefined) return assert.fail("the reader asked once more");
      return act === "cancel" || act === "timeout" ? act : { digits: act };
    };
  };

  /** The person does nothing until the test lets them act. */
  readonly waitingPerson = (): { readonly asked: Promise<void>; readonly act: (act: KeypadAct) => void } => {
    let act: (act: KeypadAct) => void = () => {};
    const acted = new Promise<KeypadAct>((resolve) => {
      act = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      this.keypad.person = () => {
        resolve();
        return acted;
      };
    });
    return { asked, act };
  };

  /** The card as the host shows it, past or to come, once it fits. */
  readonly readyCard = async (fits: (card: ReadyCard) => boolean = () => true): Promise<ReadyCard> => {
    const { readers } = await this.peer.cards(
      ({ readers: [first] }) => first?.card?.status === "ready" && fits(first.card),
    );
    const shown = readers[0]?.card;
    assert(shown?.status === "ready");
    return shown;
  };

  /** The steps that the host has shown for a request. */
  readonly steps = (id: number): string[] => {
    return this.peer.messages
      .filter((message): message is Progress => message.kind === "progress" && message.id === id)
      .map(({ step }) => step);
  };

  /** Resolves when the host shows the step for a request. */
  readonly step = async (id: number, step: Progress["step"]): Promise<void> => {
    await this.peer.message(
      (message): message is Progress => message.kind === "progress" && message.id === id && message.step === step,
    );
  };

  /** The headers of the commands with which the card got codes. */
  readonly presented = (): string[] => {
    return this.card.trace
      .filter(({ command }) => /^00(20|24|2c)/.test(command) && command.length > 10)
      .map(({ command }) => command.slice(0, 10));
  };

  /** How often the card was asked to sign: the last command of each chain (PERFORM SECURITY OPERATION). */
  readonly signatures = (): number => {
    return this.card.trace.filter(({ command }) => /^002a/.test(command)).length;
  };
}

/** The scene of a test file: a stage for all of its tests, a fresh card and host for each. */
export function keypadScene(): { readonly now: () => KeypadScene } {
  let stage: Stage | null = null;
  let scene: KeypadScene | null = null;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());
  beforeEach(async () => {
    assert(stage);
    scene = await KeypadScene.begin(stage);
  });
  afterEach(() => scene?.peer.close());
  return {
    now: () => {
      assert(scene);
      return scene;
    },
  };
}

function doorOf({ door }: Stage): CardServer {
  assert(door instanceof CardServer);
  return door;
}
