import { useFakeBrowser } from "../fake-browser";
import assert from "node:assert/strict";
import { connectPage, isNamed } from "../../../extension/pages/connect-page";

interface View {
  readonly name: "here";
}

/** One port to the background, of which the test plays the other end. */
interface FakePort {
  readonly posted: unknown[];
  readonly tell: (message: unknown) => void;
  readonly disconnect: () => void;
}

describe("A page's connection with the background", () => {
  const ports: FakePort[] = [];
  const shown: View[] = [];
  let lost = 0;

  beforeEach(() => {
    ports.length = 0;
    shown.length = 0;
    lost = 0;
    useFakeBrowser({ runtime: { id: "test", connect: fakePort } });
  });

  function fakePort({ name }: { readonly name: string }) {
    assert.equal(name, "card");
    const posted: unknown[] = [];
    let tell: FakePort["tell"] = () => {};
    let disconnect = () => {};
    ports.push({ posted, tell: (message) => tell(message), disconnect: () => disconnect() });
    return {
      onMessage: { addListener: (listener: typeof tell) => void (tell = listener) },
      onDisconnect: { addListener: (listener: typeof disconnect) => void (disconnect = listener) },
      postMessage: (message: unknown) => void posted.push(message),
    };
  }

  /** `again`: whether the page asks at once how things stand when the background goes away. */
  const connect = (again: boolean) =>
    connectPage<View, string>({
      name: "card",
      hello: "hello",
      isView: (message): message is View => isNamed(message, { here: true }),
      show: (view) => shown.push(view),
      lost: () => {
        lost += 1;
        return again;
      },
    });

  it("shows the views of the background, and no other message", () => {
    connect(true);
    for (const message of [null, "here", { name: "there" }, { name: "here" }]) ports[0]!.tell(message);
    assert.deepEqual(shown, [{ name: "here" }]);
  });

  it("joins a background again that has gone away, and says hello first", () => {
    const send = connect(true);
    ports[0]!.tell({ name: "here" });
    ports[0]!.disconnect();
    send("go on");
    assert.equal(lost, 1);
    assert.deepEqual(
      ports.map(({ posted }) => posted),
      [["hello"], ["hello", "go on"]],
    );
  });

  it("does not ask a background again that never answered, until the person gives a command", () => {
    const send = connect(true);
    ports[0]!.tell("not a view");
    ports[0]!.disconnect();
    assert.deepEqual([lost, ports.length], [1, 1]);
    send("go on");
    assert.deepEqual(ports[1]!.posted, ["hello", "go on"]);
  });

  it("joins with the next command where the page does not want to at once", () => {
    const send = connect(false);
    ports[0]!.tell({ name: "here" });
    ports[0]!.disconnect();
    assert.equal(ports.length, 1);
    send("go on");
    assert.deepEqual(ports[1]!.posted, ["hello", "go on"]);
  });
});
