import { steps, type GroupTexts } from "../../text";

export const portal: GroupTexts<"portal"> = {
  "portal-without-card": {
    question: "Il portale non chiede la carta",
    words: "non accetta pulsante manca indirizzo https pagina sbagliata non parte",
    answer: [
      "Forse sei su una pagina che non usa la carta.",
      steps(
        "Torna alla pagina di accesso del portale.",
        "Cerca un pulsante con scritto tessera sanitaria, CPS, CNS o smart card.",
        "Premilo. Se Varco non si apre, premi il pulsante di Varco nella barra del browser.",
      ),
      "Varco lavora solo con indirizzi che cominciano con https://.",
      "Alcuni portali non accettano la carta. Lì accedi con SPID o con la carta d'identità elettronica.",
    ],
  },
  "portal-refuses": {
    question: "Il portale rifiuta la mia carta",
    words: "errore certificato rifiutato non accettato negato revocato sospeso scaduto emittente elenco",
    answer: [
      "Nella pagina della carta controlla che non sia scaduta.",
      "L'hai fatta sospendere o revocare? Allora i portali la rifiutano.",
      "Fai la prova della carta. Se riesce, la carta e il PIN vanno bene.",
      "Alcuni portali accettano solo le carte di certi enti. Chiedi al portale se accetta la tua.",
    ],
  },
  "every-page": {
    question: "Il portale vuole la carta a ogni pagina",
    words: "modulo PKCS#11 OpenSC sempre ripetere certificato browser da solo attivare impostazioni ogni volta",
    answer: [
      "La carta e il PIN vanno bene. Ma per questo portale il browser deve usare la carta da solo.",
      "Nelle impostazioni di Varco premi «Usa la carta nel browser». Poi chiudi e riapri il browser, se Varco te lo dice.",
      "Da allora è il browser a chiederti il PIN.",
      "È possibile su Linux con Firefox, Chrome e Chromium. Non è possibile se il browser è uno snap o un flatpak.",
      "Sul computer c'è anche OpenSC? Allora il browser chiede il PIN della stessa carta due volte. Scrivilo tutte e due le volte.",
    ],
  },
  "start-again": {
    question: "L'accesso si è interrotto: che cosa faccio?",
    words: "annullato annulla tempo scaduto due minuti finito terminato ricominciare altra pagina",
    answer: [
      "Niente di grave: torna alla pagina del portale e ricomincia. Non hai perso tentativi.",
      "Varco aspetta il PIN per due minuti. Cerca prima i codici, poi comincia.",
      "Se una pagina del portale ti fa scegliere come proseguire, Varco aspetta per cinque minuti.",
      "Ogni accesso vale per un solo sito. Se il portale passa a un altro sito, ricomincia da lì.",
    ],
  },
  "step-back": {
    question: "Varco mi chiede di tornare indietro di una pagina",
    words: "ripetere indietro modulo inviato dati file allegato troppo grande passo",
    answer: [
      "Il portale aspettava dati che il browser aveva già inviato. Varco non li ha visti.",
      steps("Torna indietro di una pagina.", "Premi di nuovo il pulsante del portale."),
      "Stavi inviando un file o molti dati? Prima fai l'accesso, poi invia.",
    ],
  },
  "signature-again": {
    question: "Perché devo scrivere il PIN due volte?",
    words: "ancora seconda volta di nuovo firma collegamento chiuso",
    answer: [
      "Il portale ha chiuso il collegamento e vuole che la carta firmi ancora.",
      "Varco non conserva il PIN. Per questo te lo chiede di nuovo.",
      "Se succede sempre con lo stesso portale, avvisalo.",
    ],
  },
  "site-access": {
    question: "Il browser chiede se Varco può accedere al sito",
    words: "permesso autorizzazione consentire negato permettere autorizza dati sito",
    answer: [
      "Rispondi di sì. Senza questo permesso Varco non può riportarti sul portale.",
      "Il permesso vale solo per quel portale.",
      "Finisce con l'accesso, se non chiedi a Varco di ricordare il portale.",
      "Hai risposto di no? Ricomincia l'accesso: il browser te lo chiede ancora.",
    ],
  },
  "portal-trouble": {
    question: "Il portale non risponde o dà errore",
    words:
      "server irraggiungibile connessione rete internet lento guasto errore timeout interrotto cookie reindirizzamenti proxy ufficio",
    answer: [
      "Di solito è un guasto del portale o della rete. La tua carta non c'entra.",
      "Se il portale spiega l'errore, Varco riporta le sue parole.",
      steps(
        "Controlla che si aprano altri siti.",
        "Riprova tra qualche minuto.",
        "Se il portale rimanda sempre da una pagina all'altra, cancella i suoi cookie e riprova.",
      ),
      "Varco passa dal proxy impostato su questo computer, come il browser. Se l'errore nomina un proxy, chiedi a chi gestisce la rete.",
      "Firefox può avere un proxy suo: in quel caso Varco propone di usarlo, sotto l'errore.",
      "Se succede ancora, avvisa il portale. Dagli i dettagli che Varco mostra sotto l'errore.",
    ],
  },
  "unsafe-site": {
    question: "Varco dice che il sito non è sicuro",
    words: "falso truffa phishing certificato server scaduto nome diverso cifratura TLS non fidato pericolo",
    answer: [
      "Non andare avanti: il sito può essere falso o configurato male.",
      "Varco si è fermato per proteggerti. Il PIN resta al sicuro: nessun sito lo riceve mai.",
      "Controlla che la data del computer sia giusta. Se è sbagliata, anche un sito buono sembra scaduto.",
      "Controlla l'indirizzo, lettera per lettera. Se è giusto, avvisa il portale.",
    ],
  },
};
