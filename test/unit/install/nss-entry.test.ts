import assert from "node:assert/strict";
import { otherEntry, ownLibrary, withEntry, withoutEntry } from "../../../native-host/install/nss-entry";

const PROXY = "/usr/lib64/p11-kit-proxy.so";
const OWN = `library=${PROXY}\nname=it.varco.module\n\n`;
const INTERNAL =
  "library=\nname=NSS Internal PKCS #11 Module\nparameters=configdir='sql:.' certPrefix='' \nNSS=Flags=internal,critical trustOrder=75 askpw=any timeout=30})\n\n";
const OPENSC = "library=/usr/lib64/opensc-pkcs11.so\nname=OpenSC\n\n";

describe("The list of modules of an NSS database", () => {
  it("gets our entry last: modules that the proxy starts too must be started before it", () => {
    assert.equal(withEntry("", PROXY), OWN);
    assert.equal(withEntry(INTERNAL + OPENSC, PROXY), INTERNAL + OPENSC + OWN);
  });

  it("is byte for byte what it was when our entry is gone, however it ended", () => {
    const texts = [
      "",
      "\n",
      "a",
      "a\n",
      "a\n\n",
      "a\n\n\n",
      "a\r\n",
      "a\r\nb\r\n\r\n",
      "a\n\r\n",
      "# only a comment",
      INTERNAL,
      `${INTERNAL}${OPENSC}`,
      INTERNAL.trimEnd(),
      "name=caff\u00e8 \u00ff\n\n",
    ];
    for (const text of texts) {
      const registered = withEntry(text, PROXY);
      assert.equal(ownLibrary(registered), PROXY, JSON.stringify(text));
      assert.match(registered, /(^|\n\r?\n)library=[^\n]*\nname=it\.varco\.module\n\n/, JSON.stringify(text));
      assert.equal(withoutEntry(registered), text, JSON.stringify(text));
      assert.equal(withoutEntry(text), text);
    }
  });

  it("keeps what others wrote after our entry", () => {
    for (const text of ["", "a", "a\n", INTERNAL]) {
      const left = withoutEntry(withEntry(text, PROXY) + OPENSC);
      assert(left.startsWith(text) && left.endsWith(OPENSC), JSON.stringify(left));
      assert.equal(left.replaceAll("\n", ""), (text + OPENSC).replaceAll("\n", ""));
    }
  });

  it("has our entry once, where it is, when it is written again", () => {
    assert.equal(withEntry(INTERNAL + OWN + OPENSC, PROXY), INTERNAL + OWN + OPENSC);
    const old = "library=/old/p11-kit-proxy.so\nname=it.varco.module\nNSS=trustOrder=100\n\n";
    assert.equal(withEntry(INTERNAL + old + OPENSC, PROXY), INTERNAL + OWN + OPENSC);
    assert.equal(withEntry(INTERNAL + old + OPENSC + old, PROXY), INTERNAL + OWN + OPENSC);
  });

  it("is read also if another program wrote it: order, quotes, case", () => {
    const theirs = `name="it.varco.module"\nLibrary="${PROXY}"\nNSS="trustOrder=50"\n\n`;
    assert.equal(ownLibrary(INTERNAL + theirs), PROXY);
    assert.equal(withoutEntry(INTERNAL + theirs + OPENSC), INTERNAL + OPENSC);
  });

  it("recognises another program's entry that loads the same module", () => {
    const isProxy = (library: string) => library === PROXY;
    assert.equal(otherEntry(INTERNAL + OPENSC + OWN, isProxy), null);
    assert.equal(otherEntry(`${INTERNAL}library=${PROXY}\nname=p11-kit-proxy\n\n`, isProxy), "p11-kit-proxy");
    // The name of ours must be all of the name.
    assert.equal(otherEntry(`library=${PROXY}\nname=it.varco.module2\n`, isProxy), "it.varco.module2");
  });
});
