/** What the installer says at its end, in each language. */
const TEXTS = {
  it: ["Varco è installato.", "Apri il browser, aggiungi l'estensione Varco, inserisci la tessera ed entra."],
  de: ["Varco ist installiert.", "Browser öffnen, die Erweiterung Varco hinzufügen, Karte einstecken und anmelden."],
  en: ["Varco is installed.", "Open the browser, add the extension Varco, insert the card and log in."],
} as const;

/** The pages, by language. */
export function conclusions(): readonly { language: string; html: string }[] {
  return Object.entries(TEXTS).map(([language, [title, next]]) => ({
    language,
    html: `<!doctype html>
<html lang="${language}">
  <head><meta charset="utf-8"><title>Varco</title></head>
  <body style="font-family: -apple-system, sans-serif"><h1>${title}</h1><p>${next}</p></body>
</html>
`,
  }));
}
