import { checkCertificate } from "./certificate";
import { derOf } from "./der-parts";
import { inTime } from "./target";

/** A certificate by its parts: whatever they are, the lengths around them are right. */
export const check = inTime((bytes) => checkCertificate(derOf(bytes)));
