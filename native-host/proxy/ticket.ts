/** Mechanism SPNEGO (RFC 4178 §3.2), as bytes of its object identifier. */
const SPNEGO = identifier("2b0601050502");
/** Names of the form `service@host` (RFC 2743 §4.1). */
const HOST_BASED = identifier("2a864886f71201020104");
/** GSS_S_COMPLETE and GSS_S_CONTINUE_NEEDED (RFC 2744 §3.9): there is a token to send. */
const HAS_TOKEN: ReadonlySet<number> = new Set([0, 1]);
/** Bytes of the longest token that is sent. Tickets with many groups in them have some 48 KB. */
const TOKEN_LIMIT = 65_536;

/** Libraries with GSSAPI (RFC 2744). On other systems Varco has no ticket. */
const LIBRARIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: "libgssapi_krb5.so.2" };

type Pointer = bigint;
/** A parameter that the function sets. */
type Slot<T> = [T];

interface Octets {
  readonly length: number;
  readonly value: Uint8Array;
}

interface Identifier {
  readonly length: number;
  readonly elements: Uint8Array;
}

interface Token {
  length?: number;
  value?: Pointer | null;
}

/**
 * The token for a proxy that wants "Negotiate" (RFC 4559), made of the Kerberos ticket with which the person is logged
 * in to this computer. The ticket is not delegated. null: there is no ticket, or no GSSAPI. Waits for the Kerberos
 * server: call it only in a thread of its own.
 */
export async function ticketFor(host: string): Promise<Buffer | null> {
  const library = LIBRARIES[process.platform];
  if (library === undefined) return null;
  const gss = await loadGssapi(library).catch(() => null);
  return gss && tokenOf(gss, `HTTP@${host}`);
}

async function loadGssapi(library: string) {
  const { decode, inout, load, out, pointer, struct } = await import("koffi");
  const gss = load(library);
  const thing = pointer("void");
  const minor = out(pointer("uint32_t"));
  const oid = pointer(struct({ length: "uint32_t", elements: "uint8_t *" }));
  const octets = pointer(struct({ length: "size_t", value: "uint8_t *" }));
  const token = pointer(struct({ length: "size_t", value: thing }));
  const importName: (minor: Slot<number>, name: Octets, type: Identifier, to: Slot<Pointer | null>) => number =
    gss.func("gss_import_name", "uint32_t", [minor, octets, oid, out(pointer(thing))]);
  const releaseName: (minor: Slot<number>, name: Slot<Pointer | null>) => number = gss.func(
    "gss_release_name",
    "uint32_t",
    [minor, inout(pointer(thing))],
  );
  /** Of the parameters that stay away: credential, bindings, input, and what the function would tell. */
  const initContext: (
    minor: Slot<number>,
    credential: null,
    context: Slot<Pointer | null>,
    name: Pointer | null,
    mechanism: Identifier,
    flags: number,
    seconds: number,
    bindings: null,
    input: null,
    actual: null,
    output: Token,
    granted: null,
    left: null,
  ) => number = gss.func("gss_init_sec_context", "uint32_t", [
    minor,
    thing,
    inout(pointer(thing)),
    thing,
    oid,
    "uint32_t",
    "uint32_t",
    thing,
    thing,
    thing,
    out(token),
    thing,
    thing,
  ]);
  const deleteContext: (minor: Slot<number>, context: Slot<Pointer | null>, output: null) => number = gss.func(
    "gss_delete_sec_context",
    "uint32_t",
    [minor, inout(pointer(thing)), thing],
  );
  const releaseBuffer: (minor: Slot<number>, buffer: Token) => number = gss.func("gss_release_buffer", "uint32_t", [
    minor,
    inout(token),
  ]);
  const bytesAt = (address: Pointer, length: number): unknown => decode(address, "uint8_t", length);
  return { importName, releaseName, initContext, deleteContext, releaseBuffer, bytesAt };
}

function tokenOf(gss: Awaited<ReturnType<typeof loadGssapi>>, service: string): Buffer | null {
  const minor: Slot<number> = [0];
  const name: Slot<Pointer | null> = [null];
  const context: Slot<Pointer | null> = [null];
  const token: Token = {};
  const value = Buffer.from(service);
  try {
    if (gss.importName(minor, { length: value.length, value }, HOST_BASED, name) !== 0) return null;
    const state = gss.initContext(minor, null, context, name[0], SPNEGO, 0, 0, null, null, null, token, null, null);
    const { length = 0, value: address = null } = token;
    if (!HAS_TOKEN.has(state) || address === null || length === 0 || length > TOKEN_LIMIT) return null;
    const bytes = gss.bytesAt(address, length);
    return bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  } finally {
    if (token.value) gss.releaseBuffer(minor, token);
    if (context[0] !== null) gss.deleteContext(minor, context, null);
    if (name[0] !== null) gss.releaseName(minor, name);
  }
}

function identifier(hex: string): Identifier {
  const elements = Buffer.from(hex, "hex");
  return { length: elements.length, elements };
}
