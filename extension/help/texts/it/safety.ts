import { when, type GroupTexts } from "../../text";

export const safety: GroupTexts<"safety"> = {
  frauds: {
    question: "Qualcuno mi chiama o viene a casa per la carta",
    words:
      "truffa truffatore truffe telefonata visita porta domicilio questionario dati personali falso operatore polizia",
    answer: [
      "È un tentativo di truffa. Nessuno viene a casa ad attivare o consegnare carte: la tessera sanitaria nuova arriva solo per posta. E nessuno chiede i tuoi codici.",
      "Non rispondere alle domande e non dare la carta. Chiudi la telefonata o la porta.",
      "Avvisa subito la polizia o i carabinieri.",
      when("help-line", "Poi racconta il fatto anche al numero {helpLine}."),
      "Hai già dato i codici a qualcuno? Cambia subito il PIN, oppure fai sospendere la carta.",
    ],
  },
  "pin-safe": {
    question: "Che cosa fa Varco con il mio PIN e i miei dati?",
    words: "sicurezza privacy riservatezza conserva memorizza spia dati personali fidarsi internet",
    answer: [
      "Varco dà il PIN alla carta e poi lo dimentica. Non lo scrive da nessuna parte e non lo manda in Internet.",
      "Se il browser usa la carta da solo, il PIN resta nella memoria di Varco. Varco lo dimentica quando estrai la carta, o dopo dieci minuti senza uso, e comunque un'ora dopo che lo hai digitato.",
      "Il portale riceve solo il certificato della carta, con il tuo nome e il codice fiscale.",
      "Varco si collega solo ai portali che apri tu. Non manda dati a nessun altro.",
      "Varco conserva su questo computer gli indirizzi dei portali in cui hai fatto l'accesso, per avvisarti quando uno è nuovo. Non conserva quelli delle finestre private.",
      "Scrivi il PIN solo nelle pagine di Varco, sui tasti del lettore o nella finestra del browser che lo chiede per la carta.",
    ],
  },
};
