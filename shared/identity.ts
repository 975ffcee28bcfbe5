/** The names by which browser, extension and host know each other. */

/** Version of the message protocol. Both ends state it first and refuse any other. */
export const PROTOCOL_VERSION = 1;

/** Version of this build: the same in package.json, both manifests and the host. */
export const VARCO_VERSION = "0.1.0";

/** Name of the native-messaging host. */
export const HOST_NAME = "it.varco.host";

/** Name of the manifest by which Firefox finds the PKCS#11 module. */
export const MODULE_NAME = "it.varco.module";

/** Add-on identifier in Firefox. */
export const FIREFOX_ID = "varco@varco.example";

/** Public key (DER, base64) that gives the extension its fixed identifier in Chromium and Chrome. */
export const CHROMIUM_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAvpcnxeBkQMOs0JX2SQtxbidF9BJIxO/DcLKyN8d7YH7/NihvssyFYEWmPg9pHxUxfb3ozKFIw2vTtU5eBvAytlFtzQSpqEEsMvOTiKxw02+3fyK+G7E2VU2fguI0Ki+du5QnAD+/rFwdA3runEe9wNNgFvbDtsm9XF4R5MmdUmmef4Af0GROqc7CzimqEoE+6xjC7XGzcu6UlE1w8f6csOEXELt7rVeHD8WlKhFBB6sVaH9bcUKiHUvnl3EJtzupfUaAggQiCWYLHGjwiBKubaUCMrBfNoop/mUu/fRtOylQbkQEdfWYo2W494W6LJKjU32pNatD0dVeLPXmKIMRxQIDAQAB";

/** Extension identifier in Chromium and Chrome: derived from the key above. */
export const CHROMIUM_ID = "lkfkmcieedfhlnilmbfafjblchdnhlni";
