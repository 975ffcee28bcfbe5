import koffi from "koffi";
import { makeNotDumpable } from "../../../native-host/hardening/not-dumpable";

/** prctl(2), linux/prctl.h. */
const PR_GET_DUMPABLE = 3;
const prctl: (...values: number[]) => number = koffi
  .load(null)
  .func("int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)");
const dumpable = () => prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);

const before = dumpable();
await makeNotDumpable();
process.stdout.write(`${before} ${dumpable()}`);
