// Stands for a program in Wine: `node through.mjs PORT START [ARGUMENT…]`. Has the agent start it (agent.cjs) and joins
// its standard streams and its exit code to those of this process. START: the line for the agent.
import { connect } from "node:net";

const [port, start, ...more] = process.argv.slice(2);
const { args, ...others } = JSON.parse(start);
const socket = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
socket.write(`${JSON.stringify({ ...others, args: [...args, ...more] })}\n`);
process.stdin.pipe(socket);
let received = Buffer.alloc(0);
socket.on("data", (data) => {
  received = Buffer.concat([received, data]);
  while (received.length >= 5) {
    const end = 5 + received.readUInt32LE(1);
    if (received.length < end) return;
    const [stream, content] = [received[0], received.subarray(5, end)];
    received = received.subarray(end);
    if (stream === 0) process.exitCode = Number(content.toString());
    else (stream === 1 ? process.stdout : process.stderr).write(content);
  }
});
// The program ended: nobody reads what still comes in.
socket.on("end", () => process.stdin.destroy());
