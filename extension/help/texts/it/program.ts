import { steps, when, type GroupTexts } from "../../text";

export const program: GroupTexts<"program"> = {
  "program-missing": {
    question: "Varco dice che manca il programma",
    words: "installare host programma estensione avviare non trovato installazione scaricare",
    answer: [
      "L'estensione da sola non può leggere la carta. Serve anche il programma Varco, che si installa una volta sola.",
      steps(
        "Installa il programma Varco su questo computer.",
        "Chiudi tutte le finestre del browser e riaprilo.",
        "Apri la pagina di benvenuto: il primo controllo deve essere verde.",
      ),
      "È già installato? Prendi estensione e programma dalla stessa fonte e installali di nuovo.",
    ],
  },
  snap: {
    question: "Il mio browser è uno snap o un flatpak: funziona?",
    words: "Ubuntu Firefox Chromium sandbox snap flatpak permesso portale pacchetto",
    answer: [
      "Con Firefox di Ubuntu sì. Una volta sola ti chiede se Varco può avviare il suo programma: rispondi di sì.",
      "Hai risposto di no? Scrivi in un terminale «flatpak permission-set webextensions it.varco.host snap.firefox yes».",
      "Con un browser flatpak serve anche il programma «xdg-native-messaging-proxy».",
      "Con questi browser accedi sempre dalla pagina di Varco. Se non va, usa un browser installato in modo normale.",
    ],
  },
  "program-trouble": {
    question: "Il programma Varco si è fermato",
    words: "crash errore interno bloccato chiuso imprevisto guasto riavviare",
    answer: [
      steps("Riprova.", "Se succede ancora, chiudi e riapri il browser.", "Se non basta, riavvia il computer."),
      "Il problema continua? Segnalalo e manda il rapporto che trovi nella pagina della carta.",
    ],
  },
  versions: {
    question: "Estensione e programma Varco non vanno d'accordo",
    words: "versione aggiornare aggiornamento protocollo vecchia diversa",
    answer: [
      "Sono di versioni diverse e non si capiscono.",
      "Aggiorna quello dei due che è più vecchio. Se non sai quale, aggiornali tutti e due.",
      "Poi chiudi e riapri il browser.",
    ],
  },
  "install-trouble": {
    question: "Non riesco a installare il programma Varco",
    words: "installazione disinstallare errore permesso cartella file amministratore root sudo Windows difficoltà",
    answer: [
      "Per installarlo solo per te non servono permessi speciali. Per tutti gli utenti lo installa chi amministra il computer.",
      "Se Varco dice che un file non si può leggere o scrivere, controlla di chi è quella cartella.",
      "Se il nome della cartella di Varco contiene caratteri strani, dalle un nome semplice.",
      "Su Windows fai doppio clic sul pacchetto di Varco che hai scaricato.",
    ],
  },
  "no-drivers": {
    question: "Devo installare driver o il programma bit4id?",
    words:
      "driver CardOS middleware Internet Explorer Windows XP McAfee antivirus vbscript manuale configurare certificato importare software",
    answer: [
      "No. Varco parla da solo con il lettore e con la carta. Non devi importare certificati né cambiare le impostazioni del browser.",
      "Anche il PIN si cambia e si sblocca con Varco, nella pagina della carta.",
      "Le vecchie istruzioni per Internet Explorer, Windows XP o McAfee qui non servono.",
      "Hai già il programma fornito con la carta? Puoi tenerlo, ma chiudilo mentre usi Varco.",
      when("reader", "Solo sul Mac il lettore bianco {reader} può aver bisogno del suo driver."),
    ],
  },
  "ask-for-help": {
    question: "A chi chiedo aiuto?",
    words: "assistenza numero verde telefono contatto supporto segnalare problema rapporto chiamare operatore",
    answer: [
      when("help-line", "Per la carta e i codici chiama {helpLine}. Ti chiedono {helpLineAsks}."),
      when("help-line", "Se qualcosa non funziona, tieni pronti anche {helpLineAsksForTrouble}."),
      when("no help-line", "Per la carta e i codici c'è chi te l'ha data. Avvisa {body}."),
      "Per un problema con Varco, copia il rapporto nella pagina della carta. Dice quali errori ci sono stati, senza il tuo nome e i tuoi numeri.",
      "Nessuno ha bisogno del tuo PIN per aiutarti. Non dirlo mai.",
    ],
  },
  language: {
    question: "Come cambio la lingua di Varco?",
    words: "italiano tedesco inglese Deutsch English lingue impostazioni",
    answer: [
      "Nelle impostazioni di Varco scegli italiano, tedesco o inglese. Senza una scelta Varco usa la lingua del browser.",
    ],
  },
};
