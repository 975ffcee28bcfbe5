/**
 * The virtual CNS: `new VirtualCard({...})` is a `CardTransport`; the doors bring it to pcscd or to the virtual reader.
 */
export { VirtualCard, type VirtualCardOptions } from "./virtual-card";
export { INVENTED_PIN, INVENTED_PUK, inventedCard } from "./invented-card";
export { VirtualKeypad, type KeypadAct, type KeypadPerson, type KeypadPrompt } from "./keypad";
export { CARD_FAMILIES, type CardFamilyName } from "./family";
export { modelTime } from "./model-time";
export type { Counters, Exchange } from "./trace";
export type { CardDoor } from "./doors/card-slot";
export { CardServer } from "./doors/card-server";
export { VpcdDoor } from "./doors/vpcd";
