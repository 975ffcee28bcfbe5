import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { exampleFolder } from "./server-files";
import type { ServerExample } from "./start";

const HOME = "/usr/share/tomcat10";
/**
 * What `catalina.sh` puts together, and the compiler of the pages, which Debian's package of Tomcat links elsewhere.
 */
const CLASS_PATH = [`${HOME}/bin/bootstrap.jar`, `${HOME}/bin/tomcat-juli.jar`, "/usr/share/java/eclipse-jdt-core.jar"];
/** A small Java machine that starts quickly. */
const MACHINE = ["-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"];
const PROPERTY_SOURCE = "org.apache.tomcat.util.digester.EnvironmentPropertySource";

export const TOMCAT: ServerExample = {
  program: {
    name: "tomcat",
    command: ({ folder }) => [
      "java",
      ...MACHINE,
      "-cp",
      CLASS_PATH.join(":"),
      `-Dcatalina.home=${HOME}`,
      `-Dcatalina.base=${folder}`,
      `-Djava.io.tmpdir=${folder}/temp`,
      `-Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=${PROPERTY_SOURCE}`,
      "-Dorg.apache.catalina.startup.EXIT_ON_INIT_FAILURE=true",
      "org.apache.catalina.startup.Bootstrap",
      "-config",
      join(exampleFolder("tomcat"), "server.xml"),
      "start",
    ],
    ready: /Server startup in \[\d+\] milliseconds/,
    portTaken: /BindException: Address already in use/,
  },
  // One host, two ports.
  sites: [
    { name: "required", host: "gatto.localhost" },
    { name: "optional", host: "gatto.localhost" },
  ],
  furnish: async ({ folder }) => {
    for (const name of ["temp", "work", "conf"]) await mkdir(join(folder, name));
    const store = join(folder, "card-authorities.p12");
    // Java does not trust certificates of a store that OpenSSL made.
    await promisify(execFile)("keytool", [
      ...MACHINE.map((word) => `-J${word}`),
      ...["-importcert", "-noprompt", "-alias", "cards", "-file", join(folder, "card-authorities.pem")],
      ...["-keystore", store, "-storetype", "PKCS12", "-storepass", "changeit"],
    ]);
    return { CARD_TRUST_STORE: store };
  },
};
