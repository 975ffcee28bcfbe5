/** The virtual CNS: `new VirtualCard({...})` is a `CardTransport`; the doors bring it to pcscd or to the virtual reader. */
export { VirtualCard, type VirtualCardOptions } from './virtual-card';
export { INVENTED_PIN, INVENTED_PUK, inventedCard } from './invented-card';
export { CARD_FAMILIES, type CardFamily, type CardFamilyName } from './family';
export type { Fault } from './faults';
export { exchangeTime, modelTime, type Line } from './model-time';
export type { PersonalData } from './personal-data';
export type { TellsTries } from './state';
export type { Counters, Exchange } from './trace';
export type { CardDoor } from './doors/card-slot';
export { CardServer } from './doors/card-server';
export { VpcdDoor } from './doors/vpcd';
