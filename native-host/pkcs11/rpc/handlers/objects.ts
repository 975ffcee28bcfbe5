import { CKR } from "../../constants";
import { RPC_LIMITS } from "../limits";
import { writeAttribute } from "../write-attribute";
import type { Handler } from "./handler";

/** What a call with several attributes answers if they differ: the first of these that one of them has. */
const WORST_FIRST = [CKR.ATTRIBUTE_SENSITIVE, CKR.ATTRIBUTE_TYPE_INVALID, CKR.BUFFER_TOO_SMALL];

/** C_GetObjectSize. */
export const getObjectSize: Handler = (read) => {
  const session = read.ulong();
  const object = read.ulong();
  return { session, run: async (token, answer) => answer.ulong(await token.getObjectSize(session, object)) };
};

/** C_GetAttributeValue: the attributes are answered, each for itself, whatever the call as a whole answers. */
export const getAttributeValue: Handler = (read) => {
  const session = read.ulong();
  const object = read.ulong();
  const asked = read.attributeRooms();
  return {
    session,
    run: async (token, answer) => {
      const answers = await token.getAttributeValue(
        session,
        object,
        asked.map(({ type }) => type),
      );
      const met = new Set<number>();
      const rows = asked.map((attribute, row) => ({ attribute, value: answers[row] ?? "unknown" }));
      answer.attributes(rows, ({ attribute, value }, raw) => met.add(writeAttribute(attribute, value, raw)));
      answer.ulong(WORST_FIRST.find((rv) => met.has(rv)) ?? CKR.OK);
    },
  };
};

/** C_FindObjectsInit. */
export const findObjectsInit: Handler = (read) => {
  const session = read.ulong();
  const template = read.attributes();
  return { session, run: (token) => token.findObjectsInit(session, template) };
};

/** C_FindObjects: never more than the client has room for, and none where it has none. */
export const findObjects: Handler = (read) => {
  const session = read.ulong();
  const most = Math.min(read.ulongRoom() ?? 0, RPC_LIMITS.objects);
  return { session, run: async (token, answer) => answer.ulongs(await token.findObjects(session, most)) };
};

/** C_FindObjectsFinal. */
export const findObjectsFinal: Handler = (read) => {
  const session = read.ulong();
  return { session, run: (token) => token.findObjectsFinal(session) };
};
