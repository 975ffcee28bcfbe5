import { steps, when, type GroupTexts } from "../../text";

export const start: GroupTexts<"start"> = {
  "what-i-need": {
    question: "Che cosa mi serve per accedere con la carta?",
    words:
      "requisiti occorrente computer iniziare installare programma Windows Mac Linux Firefox Chrome Chromium sistema",
    answer: [
      "Ti servono quattro cose: la carta attivata, il suo PIN, un lettore di carte e Varco.",
      "Varco ha due parti: l'estensione nel browser e un piccolo programma sul computer.",
      "Funziona su Linux con Firefox, Chrome e Chromium. Sul Mac è stato provato poco. Su Windows non è ancora stato provato con un vero lettore.",
      "La pagina di benvenuto controlla il programma, il lettore e la carta. Se manca qualcosa, ti dice che cosa fare.",
    ],
  },
  "how-to-login": {
    question: "Come accedo a un portale con la carta?",
    words: "entrare login accesso autenticarsi usare istruzioni sito pulsante",
    answer: [
      steps(
        "Collega il lettore e inserisci la carta, con il chip in avanti.",
        "Apri il portale e scegli l'accesso con tessera sanitaria, CPS o CNS.",
        "Si apre la pagina di Varco. Controlla che mostri l'indirizzo del portale che volevi.",
        "Scrivi il PIN e premi «Accedi».",
        "Se il browser chiede se Varco può accedere al sito, rispondi di sì.",
        "Aspetta di tornare sul portale prima di estrarre la carta.",
      ),
      "La pagina di Varco non si apre? Premi il pulsante di Varco nella barra del browser.",
    ],
  },
  "what-is-cns": {
    question: "Che cos'è una CNS?",
    words:
      "Carta Nazionale dei Servizi CPS Carta Provinciale dei Servizi TS-CNS chip dorato identità digitale significato",
    answer: [
      "CNS vuol dire Carta Nazionale dei Servizi. È una carta che dice ai siti pubblici chi sei.",
      "Nel suo chip c'è un certificato, cioè un documento d'identità per Internet con il tuo nome.",
      "Anche la tessera sanitaria con il chip dorato è una CNS. Altre CNS sono chiavette USB.",
      "Con la CNS puoi vedere i tuoi dati e usare i servizi in rete di comuni, regioni e uffici dello Stato.",
    ],
  },
  "free-reader": {
    question: "Che cos'è {reader} e come lo ricevo?",
    words: "lettore gratis gratuito regalo ricevere richiedere comprare famiglia bianco",
    answer: [
      "{reader} è un lettore di carte. È gratis: ogni famiglia può averne uno.",
      "Chiedilo allo sportello quando attivi la carta.",
      "Varco funziona anche con altri lettori di smart card. Se ne hai già uno, prova prima quello.",
      when("help-line", "Per saperne di più chiama {helpLine}."),
    ],
  },
};
