import { t } from "../i18n";
import { saveFile } from "../save-file";
import { CERTIFICATE_FORMATS } from "./certificate-file";

/** The certificate, the public part of the card, as a file. `certificate`: base64 of its DER. */
export function CertificateExport({ certificate }: { readonly certificate: string }) {
  const { cer, pem } = CERTIFICATE_FORMATS;
  return (
    <details class="export">
      <summary>{t("certificate_export")}</summary>
      <p>{t("certificate_note")}</p>
      <p class="buttons">
        <button
          type="button"
          data-testid="save-cer"
          onClick={() => saveFile({ ...cer, content: cer.content(certificate) })}
        >
          {t("certificate_cer")}
        </button>
        <button
          type="button"
          data-testid="save-pem"
          onClick={() => saveFile({ ...pem, content: pem.content(certificate) })}
        >
          {t("certificate_pem")}
        </button>
      </p>
    </details>
  );
}
