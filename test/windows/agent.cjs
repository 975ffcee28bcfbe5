// Runs in a Node for Windows, and starts programs there for the tests: as a browser does, with three pipes of Windows.
// Wine cannot hand pipes of Linux on to a program that treats its standard streams as Node does.
//
// Each connection is one program. It begins with a line of JSON: `command`, `args`, `cwd`, `env`. Then come the bytes of
// standard input, to the end. Back come frames: one byte for the stream (1 output, 2 errors, 0 the exit code as text),
// four for the length (low byte first), and the content. Who closes the connection kills the program.
const { spawn } = require("node:child_process");
const { writeFileSync, renameSync } = require("node:fs");
const { createServer } = require("node:net");

const [portFile] = process.argv.slice(2);

function serve(socket) {
  let head = Buffer.alloc(0);
  let child = null;
  const frame = (stream, content) => {
    const start = Buffer.alloc(5);
    start.writeUInt8(stream, 0);
    start.writeUInt32LE(content.length, 1);
    socket.write(Buffer.concat([start, content]));
  };
  const end = (code) => {
    frame(0, Buffer.from(String(code)));
    socket.end();
  };
  socket.on("error", () => {});
  socket.on("data", (data) => {
    if (child !== null) return void child.stdin.write(data);
    head = Buffer.concat([head, data]);
    const at = head.indexOf(10);
    if (at < 0) return;
    const { command, args, cwd, env, verbatim } = JSON.parse(head.subarray(0, at).toString());
    child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: "pipe",
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
    });
    child.stdout.on("data", (data) => frame(1, data));
    child.stderr.on("data", (data) => frame(2, data));
    child.stdin.on("error", () => {});
    child.on("error", (error) => {
      frame(2, Buffer.from(String(error)));
      end(-1);
    });
    child.on("close", (code) => end(code));
    child.stdin.write(head.subarray(at + 1));
  });
  socket.on("end", () => child?.stdin.end());
  socket.on("close", () => child?.kill());
}

const server = createServer({ allowHalfOpen: true }, serve);
server.listen(0, "127.0.0.1", () => {
  // In one step: whoever waits for the file finds the whole number in it.
  writeFileSync(`${portFile}.new`, String(server.address().port));
  renameSync(`${portFile}.new`, portFile);
});
