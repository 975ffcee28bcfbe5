import { once } from "node:events";
import { connect } from "node:net";
import { Pcscd } from "./pcscd";

describe("A private pcscd", function () {
  this.timeout(30_000);
  let pcscd: Pcscd;
  before(async () => {
    pcscd = await Pcscd.prepare();
  });
  after(() => pcscd.close());

  it("takes clients as soon as it counts as started, also after it was killed", async () => {
    for (const end of ["stop", "kill", "stop", "kill", "stop"] as const) {
      await pcscd.start();
      const client = connect(process.env["PCSCLITE_CSOCK_NAME"]!);
      await once(client, "connect");
      client.destroy();
      await pcscd[end]();
    }
  });
});
