import type { ErrorValue } from "../../shared/errors";
import { errorText } from "./error-text";
import { HelpLink } from "./help-link";

/** Cause and remedy of an error, with a link to the help. */
export function Notice({
  error,
  kind,
  id,
  more,
}: {
  readonly error: ErrorValue;
  readonly kind: "info" | "warning" | "problem";
  readonly id?: string;
  /** One more sentence after the remedy. */
  readonly more?: string;
}) {
  const { cause, remedy } = errorText(error);
  return (
    <div class={`notice ${kind}`} id={id} data-code={error.code}>
      <p>
        <strong>{cause}</strong>
      </p>
      <p>
        {remedy}
        {more === undefined ? "" : ` ${more}`}
      </p>
      <p>
        <HelpLink code={error.code} />
      </p>
    </div>
  );
}
