import { t } from "../i18n";
import { CommandLine } from "./command-line";
import { INSTALL_STEPS, type System } from "./install-steps";

/** How to install the program on this computer. */
export function InstallHelp({ system }: { readonly system: System }) {
  return (
    <section class="install" aria-labelledby="install">
      <h3 id="install">{t("welcome_install_heading")}</h3>
      <ol>
        {INSTALL_STEPS[system].map(({ text, commands }) => (
          <li key={text}>
            {t(text)}
            {commands.map(({ on, line }) => (
              <CommandLine key={line} on={on ?? null} line={line} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
