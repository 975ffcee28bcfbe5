import { steps, when, type GroupTexts } from "../../text";

export const reader: GroupTexts<"reader"> = {
  "no-reader": {
    question: "Varco non trova il lettore",
    words: "lettore collegato scollegato USB presa porta spia luce riconosce vede manca",
    answer: [
      steps(
        "Scollega il lettore e collegalo di nuovo.",
        "Prova un'altra presa USB, direttamente sul computer.",
        "Chiudi e riapri il browser.",
        "Se puoi, prova il lettore su un altro computer.",
      ),
      "Varco se ne accorge da solo quando il lettore funziona.",
    ],
  },
  "reader-service": {
    question: "Il servizio per le smart card è spento",
    words: "pcscd demone servizio attivo avviare systemctl daemon sistema",
    answer: [
      "Un piccolo servizio del computer fa parlare i programmi con il lettore. Ora è fermo.",
      "Prima riavvia il computer.",
      "Su Linux va installato il pacchetto «pcscd». Si avvia con «sudo systemctl start pcscd.socket».",
      "Se non sai come fare, chiedi a chi si occupa del computer.",
    ],
  },
  "not-allowed": {
    question: "Il computer non mi permette di usare la carta",
    words: "permesso vietato negato polkit remoto distanza ssh desktop amministratore",
    answer: [
      "Di solito succede quando lavori a distanza. Siediti davanti al computer a cui è collegato il lettore.",
      "Se ci sei già, serve il permesso di chi amministra il computer.",
      "Per chi amministra: una regola di polkit deve permettere «access_pcsc» e «access_card» di pcsc-lite.",
    ],
  },
  "reader-too-old": {
    question: "Il lettore non riesce a usare questa carta",
    words: "vecchio comandi lunghi APDU estesi incompatibile altro",
    answer: [
      "La carta va bene. Il lettore però non trasmette i comandi lunghi che le servono.",
      "Usa un altro lettore, più recente. Chi vende lettori li chiama «extended APDU».",
    ],
  },
  "reader-faulty": {
    question: "Il mio lettore è guasto",
    words: "rotto difettoso cambiare sostituire lettore nuovo Smarty sostituzione",
    answer: [
      "Prova prima un'altra presa USB e, se puoi, un altro computer.",
      when(
        "reader",
        "Se {reader} è guasto, vai a {activationPlace}. Porta la carta e un documento d'identità valido: ne ricevi un altro.",
      ),
      "Va bene anche qualsiasi altro lettore di smart card che si collega con USB.",
    ],
  },
  keypad: {
    question: "Il mio lettore ha i tasti: dove scrivo il PIN?",
    words: "tastiera tastierino pinpad display schermo tempo scaduto annullato",
    answer: [
      "Quando Varco te lo dice, scrivi i codici sui tasti del lettore. Sullo schermo non c'è nessun campo.",
      "Il PIN così non passa nemmeno dal computer.",
      "Per annullare premi il tasto di annullamento del lettore.",
      "Hai annullato, o il tempo è scaduto? Ricomincia con calma. Non perdi tentativi.",
      "Se i tasti non funzionano con questa carta, usa un altro lettore.",
    ],
  },
  mac: {
    question: "Uso un Mac: che cosa devo sapere?",
    words: "Apple macOS OSX iMac MacBook Safari driver lettore bianco",
    answer: [
      "Il Mac ha già il servizio per le smart card. Usa Firefox o Chrome: Safari con Varco non funziona.",
      "Varco sul Mac è stato provato poco.",
      when("reader", "Il lettore bianco {reader} a volte ha bisogno del suo driver."),
      "Se il lettore non si vede, scollegalo e ricollegalo. Poi chiudi del tutto il browser e riaprilo.",
    ],
  },
  linux: {
    question: "Uso Linux: che cosa devo sapere?",
    words: "Ubuntu Debian Fedora OpenSUSE Mint pcscd pacchetto p11-kit",
    answer: [
      "Serve il pacchetto «pcscd», che fa funzionare i lettori.",
      "Varco funziona con Firefox, Chrome e Chromium. Non serve il programma del produttore della carta.",
      "Se il browser è installato con snap o flatpak, c'è una risposta a parte.",
    ],
  },
};
