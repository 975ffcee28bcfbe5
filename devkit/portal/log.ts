import { EventEmitter } from "node:events";
import type { RefusalReason } from "./refusals";
import type { Flow, SiteId } from "./sites";

/** Something that happened at the portal. Names and codes are of invented people. */
export type PortalEvent =
  /** A connection was established; nginx shows it at the first request. `resumed`: nobody signed. */
  | {
      readonly kind: "handshake";
      readonly site: SiteId;
      readonly protocol: string;
      readonly certificate: boolean;
      readonly resumed: boolean;
    }
  /** A connection that Node ended in or right after the handshake. With nginx never seen. */
  | { readonly kind: "handshake-failed"; readonly site: SiteId; readonly reason: string }
  | {
      readonly kind: "request";
      readonly site: SiteId;
      readonly method: string;
      readonly path: string;
      /** Names of the cookies that came with it. */
      readonly cookies: readonly string[];
      /** What the request says about where it comes from. */
      readonly origin: string | null;
      readonly referer: string | null;
      readonly certificate: boolean;
    }
  | { readonly kind: "refused"; readonly site: SiteId; readonly reason: RefusalReason }
  /** The portal logged this citizen in. */
  | { readonly kind: "login"; readonly flow: Flow; readonly name: string; readonly codiceFiscale: string }
  /** A mistake of the portal itself; the answer was 500. */
  | { readonly kind: "mistake"; readonly site: SiteId; readonly reason: string };

type EventOf<K extends PortalEvent["kind"]> = Extract<PortalEvent, { kind: K }>;

/** Everything that happened since the portal started. */
export class PortalLog {
  readonly #emitter = new EventEmitter<{ event: [PortalEvent] }>();
  readonly #list: PortalEvent[] = [];

  add(event: PortalEvent): void {
    this.#list.push(event);
    this.#emitter.emit("event", event);
  }

  get entries(): readonly PortalEvent[] {
    return this.#list;
  }

  of<K extends PortalEvent["kind"]>(kind: K): readonly EventOf<K>[] {
    return this.#list.filter((event) => isOf(event, kind));
  }

  /** The next event of a kind, from now on. */
  next<K extends PortalEvent["kind"]>(kind: K): Promise<EventOf<K>> {
    return new Promise((resolve) => {
      const listen = (event: PortalEvent): void => {
        if (!isOf(event, kind)) return;
        this.#emitter.off("event", listen);
        resolve(event);
      };
      this.#emitter.on("event", listen);
    });
  }

  /** How many handshakes a client certificate, and so a signature of its key, was part of. */
  get certificateHandshakes(): number {
    return this.of("handshake").filter(({ certificate, resumed }) => certificate && !resumed).length;
  }

  clear(): void {
    this.#list.length = 0;
  }
}

function isOf<K extends PortalEvent["kind"]>(event: PortalEvent, kind: K): event is EventOf<K> {
  return event.kind === kind;
}
