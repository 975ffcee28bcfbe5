import { t } from "./i18n";

/**
 * The program of the card's maker through which a card is used, as a line of its facts; nothing where there is none.
 */
export function Through({ program }: { readonly program: string | undefined }) {
  if (program === undefined) return null;
  return (
    <div>
      <dt>{t("card_page_through")}</dt>
      <dd data-testid="through">
        <bdi>{program}</bdi>
      </dd>
    </div>
  );
}
