/** The one place from which tests start, stop and kill a pcscd with vpcd; see `devkit/pcscd/pcscd.ts`. */
export { Pcscd } from "../../devkit/pcscd/pcscd";
