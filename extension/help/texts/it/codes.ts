import { steps, when, type GroupTexts } from "../../text";

export const codes: GroupTexts<"codes"> = {
  "codes-explained": {
    question: "A che cosa servono PIN e PUK?",
    words: "codici codice CIP significato differenza parti metà cifre numeri segreti",
    answer: [
      "Il PIN è il codice che scrivi a ogni accesso. Ha da {pinMin} a {pinMax} cifre.",
      "Il PUK serve solo per sbloccare il PIN e sceglierne uno nuovo. Ha {pukDigits} cifre.",
      when(
        "identification",
        "Il codice {identification} lo dici al telefono all'assistenza, che così trova la tua carta. Non serve per accedere.",
      ),
      when(
        "two-halves",
        "I codici sono divisi in due parti. Una te la dà lo sportello, l'altra arriva {secondHalfComes}.",
      ),
      "Tieni i codici lontano dalla carta. Non dire PIN e PUK a nessuno.",
    ],
  },
  "second-half": {
    question: "La seconda parte dei codici non è arrivata",
    words: "ricevuto ricevuta metà mancante e-mail SMS posta arrivata aspettare ritardo PIN PUK CIP spam",
    answer: [
      "Arriva {secondHalfComes}. Guarda anche nella posta indesiderata.",
      "Se non arriva, torna a {newCodesPlace}. Porta la carta e un documento d'identità valido.",
      "Ricevi la prima parte di codici nuovi e scegli come avere la seconda.",
      "Finché non hai tutte e due le parti non puoi accedere.",
    ],
  },
  "pin-wrong": {
    question: "Il PIN è sbagliato: quanti tentativi ho?",
    words: "errato errore tre volte tentativo rimasti conteggio ultimo",
    answer: [
      "Dopo {pinTries} PIN sbagliati di fila il PIN si blocca. Un PIN giusto fa ripartire il conto.",
      "Varco ti mostra quanti tentativi restano. Lo vedi anche nella pagina della carta.",
      "Scrivi il PIN con calma, una cifra alla volta.",
      "Non lo ricordi? Fermati. Con il PUK puoi sceglierne uno nuovo.",
    ],
  },
  "pin-blocked": {
    question: "Il PIN è bloccato: come lo sblocco?",
    words: "blocco bloccato sbloccare sblocca smart card bloccata tre volte errori",
    answer: [
      "Ti serve il PUK. L'hai ricevuto insieme al PIN, quando hai attivato la carta.",
      steps(
        "Apri la pagina della carta e scegli di sbloccare il PIN.",
        "Scrivi il PUK.",
        "Scrivi due volte un PIN nuovo, facile da ricordare per te.",
      ),
      "Scrivi il PUK con attenzione. Dopo {pukTries} PUK sbagliati la carta non si può più usare.",
      "Non hai più il PUK? Chiedi codici nuovi a {newCodesPlace}.",
      when("help-line", "Se non ci riesci, chiama {helpLine}. Ti chiedono {helpLineAsks}."),
    ],
  },
  "pin-forgotten": {
    question: "Ho dimenticato il PIN",
    words: "dimenticare ricordo scordato perso smarrito recuperare password",
    answer: [
      "Non provare a indovinarlo: così si blocca.",
      "Con il PUK scegli un PIN nuovo nella pagina della carta. Di solito non importa se il PIN vecchio è bloccato o no.",
      "Se hai perso anche il PUK, chiedi codici nuovi a {newCodesPlace}.",
    ],
  },
  "change-pin": {
    question: "Come cambio il PIN?",
    words: "modificare cambiare cambio sostituire scegliere nuovo bit4id",
    answer: [
      steps(
        "Inserisci la carta e apri la pagina della carta.",
        "Scegli di cambiare il PIN.",
        "Scrivi il PIN di adesso, poi due volte quello nuovo.",
      ),
      "Il PIN nuovo vale da subito. Non serve nessun altro programma.",
      when("help-line", "Se non ci riesci, chiama {helpLine}. Ti chiedono {helpLineAsks}."),
    ],
  },
  "pin-rules": {
    question: "Quale PIN posso scegliere?",
    words: "regole formato cifre lettere spazi lunghezza troppo facile uguale diverso rifiutato non valido",
    answer: [
      steps(
        "Da {pinMin} a {pinMax} cifre, senza lettere e senza spazi.",
        "Diverso dal PIN di prima.",
        "Non troppo facile: né una cifra ripetuta, come 11111, né una fila, come 12345.",
        "Scritto uguale tutte e due le volte.",
      ),
      "I codici scritti sullo schermo Varco li controlla prima di usare la carta. Non perdi tentativi.",
      "Se li scrivi sui tasti di un lettore, controllali tu: il lettore controlla poco. Anche un PUK incompleto costa un tentativo.",
      "Le carte e le chiavette usate con il programma del produttore hanno regole loro, anche con lettere. Le leggi sotto il campo del PIN.",
      "Se la carta rifiuta il PIN nuovo, scegline un altro. Sulla carta non è cambiato niente.",
      "Non usare la tua data di nascita: è facile da indovinare.",
    ],
  },
  "pin-unknown": {
    question: "La carta è uscita mentre cambiavo il PIN: quale vale?",
    words: "vecchio nuovo incerto interrotto estratta scollegato sconosciuto metà cambio sblocco",
    answer: [
      "Varco non può saperlo: la carta si è staccata prima di rispondere.",
      steps(
        "Inserisci di nuovo la carta e fai la prova della carta con il PIN nuovo, una volta sola.",
        "Se il PIN nuovo va bene, hai finito.",
        "Se è sbagliato o ancora bloccato, non è cambiato niente. Ricomincia da capo.",
      ),
      "La prova con un PIN sbagliato consuma un tentativo. Dopo un PIN giusto il conto riparte.",
    ],
  },
  "puk-wrong": {
    question: "Il PUK è sbagliato: quanti tentativi ho?",
    words: "errato errore cifre tentativo rimasti formato",
    answer: [
      "Il PUK ha {pukDigits} cifre. Controlla di non averlo confuso con il PIN.",
      when("two-halves", "Controlla anche di avere tutte e due le parti del codice."),
      "Dopo {pukTries} PUK sbagliati di fila la carta non si può più usare. Varco ti mostra quanti tentativi restano.",
      "Se hai dubbi, fermati. Chiedi codici nuovi a {newCodesPlace}.",
    ],
  },
  "puk-blocked": {
    question: "Il PUK è bloccato: che cosa faccio?",
    words: "blocco bloccare dieci volte sbloccare carta inutilizzabile definitivo duplicato revoca",
    answer: [
      "Il PUK non può più sbloccare il PIN. Quando anche il PIN è bloccato, con questa carta non puoi più accedere. Te ne serve una nuova.",
      when(
        "help-line",
        "Chiama {helpLine}. Chi risponde controlla il blocco e annulla il certificato della carta, per sempre. Ti chiedono {helpLineAsks}.",
      ),
      when("no help-line", "Avvisa {body}."),
      "Poi chiedi un duplicato a {duplicatePlace}.",
      "La carta nuova va attivata. Avrai codici nuovi.",
    ],
  },
  "codes-lost": {
    question: "Ho perso PIN e PUK",
    words: "smarrito smarriti codici perduti persi foglio busta nuovi recuperare",
    answer: [
      "Vai a {newCodesPlace}. Porta la carta e un documento d'identità valido.",
      when(
        "two-halves",
        "Ricevi la prima parte di codici nuovi. La seconda arriva {secondHalfComes}, come preferisci.",
      ),
      "Hai ancora il PUK? Allora non serve andare allo sportello: scegli un PIN nuovo nella pagina della carta.",
      "Se qualcuno ha trovato codici e carta insieme, fai sospendere subito la carta.",
    ],
  },
};
