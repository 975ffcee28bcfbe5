import { CKR } from "../../constants";
import { RPC_LIMITS } from "../limits";
import { writeAttribute } from "../write-attribute";
import type { Handler } from "./handler";

/** The return values of single attributes, worst first: the call returns the worst one that occurred. */
const WORST_FIRST = [CKR.ATTRIBUTE_SENSITIVE, CKR.ATTRIBUTE_TYPE_INVALID, CKR.BUFFER_TOO_SMALL];

/** C_GetObjectSize. */
export const getObjectSize: Handler = (args) => {
  const session = args.ulong();
  const object = args.ulong();
  return { session, run: async (token, response) => response.ulong(await token.getObjectSize(session, object)) };
};

/** C_GetAttributeValue. The response holds every attribute, also when the call returns an error for one of them. */
export const getAttributeValue: Handler = (args) => {
  const session = args.ulong();
  const object = args.ulong();
  const asked = args.attributeBuffers();
  return {
    session,
    run: async (token, response) => {
      const answers = await token.getAttributeValue(
        session,
        object,
        asked.map(({ type }) => type),
      );
      const occurred = new Set<number>();
      const rows = asked.map((attribute, row) => ({ attribute, value: answers[row] ?? "unknown" }));
      response.attributes(rows, ({ attribute, value }, raw) => occurred.add(writeAttribute(attribute, value, raw)));
      response.ulong(WORST_FIRST.find((rv) => occurred.has(rv)) ?? CKR.OK);
    },
  };
};

/** C_FindObjectsInit. */
export const findObjectsInit: Handler = (args) => {
  const session = args.ulong();
  const template = args.attributes();
  return { session, run: (token) => token.findObjectsInit(session, template) };
};

/** C_FindObjects. Returns no more objects than the client's buffer holds. */
export const findObjects: Handler = (args) => {
  const session = args.ulong();
  const most = Math.min(args.ulongBuffer() ?? 0, RPC_LIMITS.objects);
  return { session, run: async (token, response) => response.ulongs(await token.findObjects(session, most)) };
};

/** C_FindObjectsFinal. */
export const findObjectsFinal: Handler = (args) => {
  const session = args.ulong();
  return { session, run: (token) => token.findObjectsFinal(session) };
};
