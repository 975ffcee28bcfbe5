import assert from "node:assert/strict";
import { cardPrograms } from "../../../native-host/doctor/facts/card-programs";
import { ownCommand } from "../../../native-host/doctor/facts/own-command";
import { startOf, versionOfHost } from "../../../native-host/doctor/facts/registered-program";
import { shownPath } from "../../../native-host/doctor/facts/shown-path";

describe("Paths that the doctor shows", () => {
  it("have no name of the person", () => {
    assert.equal(shownPath("/home/ada/.config/x", "/home/ada"), "~/.config/x");
    assert.equal(shownPath("/home/ada", "/home/ada"), "~");
    assert.equal(shownPath("/home/adam/x", "/home/ada"), "/home/adam/x");
    assert.equal(shownPath("/home/ADA/x", "/home/ada"), "/home/ADA/x");
  });

  it("have none on Windows either, in whatever case they were written", () => {
    assert.equal(shownPath("c:\\users\\ADA\\AppData\\x.json", "C:\\Users\\ada"), "~\\AppData\\x.json");
    assert.equal(shownPath("C:\\Users\\adam\\x.json", "C:\\Users\\ada"), "C:\\Users\\adam\\x.json");
  });
});

describe("The command by which a person starts the host", () => {
  it("is its name where it is in a folder of PATH, else that which started it, in words of the system's shell", () => {
    assert.equal(
      ownCommand(["/usr/bin/node", "/it's/main.cjs"], "install", ""),
      "/usr/bin/node '/it'\\''s/main.cjs' install",
    );
    const start = ["C:\\Program Files\\node.exe", "C:\\Varco\\main.cjs"] as const;
    assert.equal(ownCommand(start, "install", ""), 'cmd /c "C:\\Program Files\\node.exe" C:\\Varco\\main.cjs install');
  });

  it("is one that PowerShell understands as well", () => {
    const launcher = (folder: string) => [`${folder}\\varco-host.exe`] as const;
    assert.equal(ownCommand(launcher("C:\\Users\\ada"), "install", ""), "C:\\Users\\ada\\varco-host.exe install");
    const spaced = 'cmd /c "C:\\Users\\Ada Collaudo\\varco-host.exe" doctor --fix';
    assert.equal(ownCommand(launcher("C:\\Users\\Ada Collaudo"), "doctor --fix", ""), spaced);
  });
});

describe("The program that browsers start", () => {
  it("is started by Windows' own shell where it is a script", () => {
    const env = { SystemRoot: "/windows" };
    assert.deepEqual(startOf("C:\\Varco\\varco-host.exe", "--version", env), {
      file: "C:\\Varco\\varco-host.exe",
      args: ["--version"],
      verbatim: false,
    });
    assert.deepEqual(startOf("C:\\a b\\varco-host.CMD", "--version", env), {
      file: "/windows/System32/cmd.exe",
      args: ["/d", "/s", "/c", '""C:\\a b\\varco-host.CMD" --version"'],
      verbatim: true,
    });
  });
});

describe("The version of a program", () => {
  it("is not told by one that the system refuses to start at all", async () => {
    assert.equal(await versionOfHost("/bin/\0"), null);
  });
});

describe("The programs that work with cards", () => {
  it("are not told by a system that shows no processes", () => {
    assert.equal(cardPrograms("/nowhere", ["/usr/bin/node"]), null);
  });
});
