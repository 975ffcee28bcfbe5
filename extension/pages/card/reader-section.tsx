import { useRef } from "preact/hooks";
import { errorText } from "../error-text";
import { t } from "../i18n";
import { Notice } from "../notice";
import { CardSection, type CardSectionProps } from "./card-section";
import { useKeptFocus } from "./kept-focus";
import { WorkStatus } from "./work-status";

/** A reader with its card, if it has one. `alone`: there is no other reader. */
export function ReaderSection({ alone, ...props }: CardSectionProps & { readonly alone: boolean }) {
  const {
    reader: { name, card, through, work, unplugged = false },
    id,
    send,
    isMine,
  } = props;
  const empty = card === null && !unplugged;
  const section = useRef<HTMLElement>(null);
  useKeptFocus(
    () => section.current,
    () => section.current?.querySelector("h2") ?? null,
  );
  return (
    <section ref={section} aria-labelledby={`${id}-heading`} data-testid="reader" data-reader={name}>
      {card?.status === "ready" ? (
        <CardSection key={card.insertion} {...props} card={card} section={section} />
      ) : (
        <>
          <h2 id={`${id}-heading`} tabIndex={-1}>
            {t("card_reader")}: <bdi>{name}</bdi>
          </h2>
          {work !== null && (
            <WorkStatus
              work={work}
              rules={null}
              through={through}
              mine={isMine(work.id)}
              refused={`${id}-refused`}
              again={false}
              cancel={() => send({ type: "cancel", work: work.id })}
              dismiss={() => send({ type: "dismiss", work: work.id })}
            />
          )}
          {empty && alone && <Notice error={{ code: "card.none", details: {} }} kind="info" />}
          {empty && !alone && <p>{errorText({ code: "card.none", details: {} }).cause}</p>}
          {card?.status === "reading" && <p class="waiting">{t("card_reading")}</p>}
          {card?.status === "unusable" && <Notice error={card.error} kind="problem" />}
        </>
      )}
    </section>
  );
}
