import { when, type GroupTexts } from "../../text";

export const ways: GroupTexts<"ways"> = {
  "other-ways": {
    question: "Posso accedere senza la carta o senza il lettore?",
    words: "SPID CIE carta d'identità elettronica Security Card alternativa telefono cellulare tablet viaggio",
    answer: [
      "Sì. Molti portali accettano anche SPID e la carta d'identità elettronica (CIE).",
      when("code-card", "C'è anche la {codeCard}, comoda quando sei in viaggio o non hai con te carta e lettore."),
      "Puoi avere più modi per accedere: la carta continua a valere.",
    ],
  },
  spid: {
    question: "Che cos'è SPID e come lo ottengo?",
    words: "identità digitale livelli password gestore Poste Infocert TIM credenziali pubblico sistema",
    answer: [
      "SPID è un nome utente con una password, valido per tutti i servizi pubblici in rete.",
      "Per i servizi più delicati chiede anche un codice sul telefono o un altro dispositivo.",
      "SPID lo danno alcune aziende autorizzate dallo Stato. L'elenco è qui: {spidPage}.",
      "Prima devono controllare chi sei: di persona, in video o in rete. In rete puoi usare la tua {card}, se è attivata.",
      "SPID non sostituisce la carta. Puoi usare tutti e due.",
    ],
  },
  "code-card": {
    question: "Che cos'è la {codeCard}?",
    words: "codici usa e getta una volta viaggio mobile cellulare tablet alternativa",
    answer: [
      "È un altro modo per accedere, con codici che valgono una volta sola.",
      "Serve a chi è in giro, a chi non ha un computer pronto e a chi non ha la carta con sé.",
      when("help-line", "Per sapere come averla chiama {helpLine}."),
    ],
  },
};
