/** One way to write a certificate to a file. */
export interface CertificateFormat {
  /** Says nothing of the person: the file may lie about. */
  readonly fileName: string;
  readonly type: string;
  /** The file's content from the certificate as base64 of its DER. */
  content(base64: string): Uint8Array<ArrayBuffer> | string;
}

/** As Windows and macOS open it (DER), and as programs of the Unix world want it (RFC 7468 §5). */
export const CERTIFICATE_FORMATS = {
  cer: {
    fileName: "cns-certificate.cer",
    type: "application/pkix-cert",
    content: (base64) => Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)),
  },
  pem: { fileName: "cns-certificate.pem", type: "application/x-pem-file", content: pem },
} as const satisfies Record<string, CertificateFormat>;

function pem(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
