import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Folders and files that pcscd uses instead of the system's: its run-time folder, its drivers, its list of readers. */
export interface PcscdFolder {
  readonly root: string;
  readonly run: string;
  readonly drivers: string;
  readonly readers: string;
}

const DRIVER = "serial/libifdvpcd.so";
const SYSTEM_DRIVERS = "/usr/lib/pcsc/drivers";

/** The folder of this process: always the same, because libpcsclite looks for the socket's name only once. */
export function folderOfProcess(): PcscdFolder {
  const root = join(tmpdir(), `varco-pcscd-${process.pid}`);
  return { root, run: join(root, "run"), drivers: join(root, "drivers"), readers: join(root, "readers") };
}

/** Makes the folder with vpcd as the only driver, waiting for cards on this port (and a second slot one higher). */
export async function furnish({ root, run, drivers, readers }: PcscdFolder, port: number): Promise<void> {
  await rm(root, { recursive: true, force: true });
  for (const folder of [run, join(drivers, "serial"), readers]) await mkdir(folder, { recursive: true });
  await copyFile(join(SYSTEM_DRIVERS, DRIVER), join(drivers, DRIVER));
  const channel = `0x${port.toString(16).toUpperCase()}`;
  await writeFile(
    join(readers, "vpcd"),
    [
      'FRIENDLYNAME "Virtual PCD"',
      `DEVICENAME /dev/null:${channel}`,
      `LIBPATH ${SYSTEM_DRIVERS}/${DRIVER}`,
      `CHANNELID ${channel}`,
      "",
    ].join("\n"),
  );
}

/** Deletes it. */
export async function clear({ root }: PcscdFolder): Promise<void> {
  await rm(root, { recursive: true, force: true });
}
