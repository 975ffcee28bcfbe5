/** One way to write a certificate to a file. */
export interface CertificateFormat {
  /** Names nobody: other people may see the file. */
  readonly fileName: string;
  readonly type: string;
  /** Makes the file's content from the certificate (base64 of its DER). */
  content(base64: string): Uint8Array<ArrayBuffer> | string;
}

/** Windows and macOS open the first form (DER). Unix programs expect the second (RFC 7468 §5). */
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
