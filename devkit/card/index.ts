/** The virtual CNS: `new VirtualCard({...})` is a `CardTransport`; the doors bring it to pcscd or to the virtual reader. */
export { VirtualCard, type VirtualCardOptions } from './virtual-card';
export { CARD_FAMILIES, type CardFamily, type CardFamilyName } from './family';
export type { Fault } from './faults';
export { modelTime, type Line } from './model-time';
export type { PersonalData } from './personal-data';
export type { TellsTries } from './state';
export type { Counters, Exchange } from './trace';
