import assert from "node:assert/strict";
import { completions } from "../../../scripts/package/linux/completions";
import { DESKTOP_ENTRY } from "../../../scripts/package/linux/desktop-entry";
import { DEBIAN, FEDORA } from "../../../scripts/package/linux/families";
import { manPage, optionsOf, parseHelp } from "../../../scripts/package/linux/help";
import { SYSTEMS } from "../../../scripts/package/systems";
import { HOST_NAME } from "../../../shared/identity";

const HELP = `Use:
  varco-host card [--json]
      shows the card
  varco-host pin change|unblock [--reader NAME] [--reader-again NAME] [--reader NAME]
      .changes the person's PIN with C:\\x
  varco-host module
      answers p11-kit
`;

describe("The help of the host, for packages", () => {
  const verbs = parseHelp(HELP);

  it("gives verbs, what they do, and each option once", () => {
    assert.deepEqual(
      verbs.map((verb) => [verb.name, verb.does, optionsOf(verb)]),
      [
        ["card", "shows the card", ["--json"]],
        ["pin", ".changes the person's PIN with C:\\x", ["--reader", "--reader-again"]],
        ["module", "answers p11-kit", []],
      ],
    );
  });

  it("is no help where no verb is in it", () => {
    assert.throws(() => parseHelp("varco-host: command not found\n"), /names no verb/);
  });

  it("becomes a manual page, in which no text is taken for an order of groff", () => {
    const page = manPage(verbs);
    assert.match(page, /^\.B varco-host pin$/m);
    assert.match(page, /^\\&\.changes the person's PIN with C:\\ex$/m);
    assert.match(page, /^\[\\-\\-json\]$/m);
    const orders = page.split("\n").filter((line) => line.startsWith("."));
    assert.deepEqual(
      orders.filter((line) => !/^\.(?:TH|SH|TP|B|BR|I|br)(?: |$)/.test(line)),
      [],
    );
  });

  const [bash, zsh, fish] = completions(verbs, DEBIAN.zsh);

  it("completes the verbs and the options of each, in three shells", () => {
    assert.match(bash?.content ?? "", /"card pin module --help --version"[^]*pin\) words="--reader --reader-again" ;;/);
    assert.match(zsh?.content ?? "", /^#compdef varco-host\n[^]*pin\) options=\(--reader --reader-again\) ;;/);
    assert.match(fish?.content ?? "", /-f -a card -d 'shows the card'\n/);
    assert.match(fish?.content ?? "", /'__fish_seen_subcommand_from pin' -l reader-again\n/);
    assert.match(fish?.content ?? "", /-a pin -d '\.changes the person\\'s PIN with C:\\\\x'\n/);
  });

  it("lies where each family of distributions looks for completion of zsh", () => {
    assert.equal(zsh?.path, "/usr/share/zsh/vendor-completions/_varco-host");
    assert.equal(completions(verbs, FEDORA.zsh)[1]?.path, "/usr/share/zsh/site-functions/_varco-host");
  });
});

describe("The families of Linux", () => {
  for (const { linux } of SYSTEMS) {
    if (linux === null) continue;
    it(`know p11-kit's proxy on ${linux.node}`, () => {
      assert.match(DEBIAN.proxy(linux), /^\/usr\/lib\/\w+-linux-gnu\/p11-kit-proxy\.so$/);
      assert.equal(FEDORA.proxy(linux), "/usr/lib64/p11-kit-proxy.so");
    });
  }
});

describe("The entry in the desktop's menu", () => {
  it("has the keys that every desktop needs, each once, and our icon", () => {
    const keys = DESKTOP_ENTRY.trim()
      .split("\n")
      .slice(1)
      .map((line) => line.slice(0, line.indexOf("=")));
    assert.equal(new Set(keys).size, keys.length);
    for (const key of ["Type", "Name", "Exec", "Icon", "Terminal"]) assert.ok(keys.includes(key), key);
    assert.ok(DESKTOP_ENTRY.includes(`\nIcon=${HOST_NAME}\n`));
  });

  it("speaks three languages wherever it shows a text", () => {
    for (const key of ["GenericName", "Comment", "Keywords"])
      for (const language of ["", "[it]", "[de]"]) assert.ok(DESKTOP_ENTRY.includes(`\n${key}${language}=`), key);
  });
});
