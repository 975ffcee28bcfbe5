/** Why the portal does not log somebody in, and what it says. Data, so that every reason has a status and a text. */
export const REFUSALS = {
  "no-certificate": {
    status: 403,
    title: "Nessun certificato",
    text: "Il browser non ha presentato alcun certificato. Per entrare serve la tessera sanitaria (CNS) attivata.",
  },
  "certificate-refused": {
    status: 400,
    title: "Certificato non accettato",
    text: "Il certificato presentato è scaduto oppure non è di un ente che questo portale riconosce.",
  },
  "not-cns": {
    status: 403,
    title: "Il certificato non è di una CNS",
    text: "Il certificato è valido, ma non contiene nome, cognome e codice fiscale come quello di una CNS.",
  },
  "no-login": {
    status: 400,
    title: "Accesso non trovato",
    text: "Questo accesso è già concluso, è scaduto o non è mai cominciato in questo browser. Ricominciare dalla pagina iniziale.",
  },
  state: {
    status: 400,
    title: "Risposta di un altro accesso",
    text: "La risposta non appartiene all’accesso cominciato in questo browser. Ricominciare dalla pagina iniziale.",
  },
  code: {
    status: 400,
    title: "Codice non valido",
    text: "Il codice di accesso è già stato usato oppure è scaduto. Ricominciare dalla pagina iniziale.",
  },
  assertion: {
    status: 403,
    title: "Asserzione non valida",
    text: "La risposta del gestore dell’identità non è autentica, è scaduta o riguarda un altro accesso.",
  },
  request: {
    status: 400,
    title: "Richiesta non valida",
    text: "Il gestore dell’identità non capisce la richiesta di accesso.",
  },
} as const satisfies Record<string, { status: number; title: string; text: string }>;

export type RefusalReason = keyof typeof REFUSALS;
