import { steps, when, type GroupTexts } from "../../text";

export const activation: GroupTexts<"activation"> = {
  activate: {
    question: "Come si fa ad attivare la carta?",
    words:
      "attivare attivazione appuntamento sportello documento prima volta nuova prenotare costo gratis non attiva CPS",
    answer: [
      "La tua {card} si attiva di persona, a uno sportello.",
      steps(
        when("appointment", "Prendi appuntamento."),
        "Vai a {activationPlace}.",
        "Porta la carta e un documento d'identità valido.",
        when("two-halves", "Allo sportello ricevi la prima parte dei codici."),
        when("no two-halves", "Chiedi allo sportello come ricevi i codici PIN e PUK."),
      ),
      when(
        "two-halves",
        "La seconda parte arriva {secondHalfComes}. Puoi accedere solo quando hai tutte e due le parti.",
      ),
      when("free-activation", "Non si paga niente."),
      "Nessuno attiva carte al telefono o a casa tua. Chi lo propone è un truffatore.",
      when("help-line", "Se hai dubbi chiama {helpLine}."),
    ],
  },
  "must-activate": {
    question: "Devo per forza attivare la carta?",
    words:
      "obbligo obbligatorio obbligato medico farmacia ospedale estero TEAM Europa codice fiscale senza attivazione",
    answer: [
      "No. L'attivazione serve solo per usare i servizi in rete.",
      "Una tessera sanitaria vale per le cure anche se non la attivi, in Italia e in Europa. Vale anche come codice fiscale.",
      when(
        "exemption-card",
        "Hai esenzioni? Tieni anche la {exemptionCard}: le riporta sul retro e serve in farmacia.",
      ),
    ],
  },
  minor: {
    question: "Si può attivare la carta di un figlio minorenne?",
    words: "figlia minore bambino bambina ragazzo figli genitore genitori TreC cartella clinica",
    answer: [
      when(
        "adults-only",
        "No. La carta di un minorenne non si può più attivare, nemmeno da parte di un genitore: la legge non lo permette.",
      ),
      when("no adults-only", "Dipende da chi ha dato la carta. Chiedi prima di andare allo sportello."),
      when(
        "health-record",
        "Vuoi vedere i dati sanitari di tuo figlio? Per la sua {healthRecord} non serve più la carta. Come si fa è scritto qui: {healthRecordPage}.",
      ),
      "Per le cure la tessera sanitaria di tuo figlio vale anche senza attivazione.",
    ],
  },
  "emancipated-minor": {
    question: "Ho meno di 18 anni ma sono emancipato: posso attivare la carta?",
    words: "minore emancipato emancipata emancipazione minorenne dichiarazione",
    answer: [
      "Sì, vai di persona a {activationPlace}.",
      "Oltre alla carta e a un documento valido ti serve una dichiarazione che sei emancipato.",
      "Puoi compilarla e firmarla allo sportello.",
    ],
  },
  ward: {
    question: "Sono tutore: come attivo la carta della persona che rappresento?",
    words:
      "tutela curatore curatrice tutrice curatela amministratore di sostegno rappresentante genitore anziano assistito",
    answer: [
      when("guardians", "Il tutore o il curatore può attivare la carta. Porta a {activationPlace}:"),
      when("no guardians", "Chiedi prima se puoi attivarla tu e quali documenti servono. Di solito si portano:"),
      steps(
        "la carta della persona che rappresenti;",
        when("guardians", "la tua carta;"),
        "un tuo documento d'identità valido;",
        when("guardians", "una dichiarazione che sei tutore o curatore: puoi compilarla e firmarla allo sportello."),
        when("no guardians", "un documento che dimostra il tuo incarico."),
      ),
      when("help-line", "Se sei amministratore di sostegno, prima chiama {helpLine} e chiedi come fare."),
    ],
  },
  "cannot-come": {
    question: "Non posso andare allo sportello: chi può attivare la carta per me?",
    words:
      "delega delegare delegato malato malattia salute invalido disabile anziano impossibilitato assistere moduli temporaneamente",
    answer: [
      when(
        "delegation",
        "Se per più di tre mesi non puoi muoverti, per salute o per la famiglia, puoi mandare una persona di fiducia.",
      ),
      when(
        "delegation",
        "Prima compila e firma la delega, due richieste dei codici e due richieste del lettore. La persona porta allo sportello:",
      ),
      when(
        "no delegation",
        "Chiedi se un'altra persona può andare al posto tuo e quali moduli servono. Di solito porta:",
      ),
      steps(
        when("delegation", "i moduli che hai firmato;"),
        when("no delegation", "una delega firmata da te;"),
        "la tua carta;",
        "una copia di un tuo documento d'identità valido;",
        when("delegation", "la sua carta;"),
        "un suo documento d'identità valido.",
      ),
      when(
        "two-halves",
        "La prima parte dei codici la riceve la persona. La seconda arriva a te, nel modo che hai scelto nel modulo.",
      ),
      when("help-line", "Se non puoi muoverti per meno tempo, o se ti servono i moduli, chiama {helpLine}."),
    ],
  },
  "in-a-home": {
    question: "Sono in una casa di riposo, in ospedale o in carcere: chi attiva la carta?",
    words:
      "RSA ricovero ricoverato lungodegenza struttura residenza anziani detenuto prigione direttore responsabile sanitario legale rappresentante delega",
    answer: [
      when("delegation", "Puoi delegare chi dirige il posto in cui sei:"),
      when("no delegation", "Chiedi se chi dirige il posto in cui sei può andare allo sportello per te. Di solito è:"),
      steps(
        "in una casa di riposo o in un ricovero lungo, il responsabile sanitario;",
        "in una residenza con assistenza, il legale rappresentante;",
        "in carcere, il direttore.",
      ),
      when(
        "delegation",
        "Servono gli stessi moduli e documenti di ogni delega. In più serve la copia di un documento che dimostra l'incarico di chi ti rappresenta.",
      ),
      when("two-halves", "La seconda parte dei codici arriva a te. Senza di quella non puoi accedere."),
    ],
  },
  "activation-fails": {
    question: "Allo sportello la mia carta non si attiva",
    words: "attivazione impossibile errore difettosa guasta malfunzionamento duplicato",
    answer: [
      "Allora il chip della carta è guasto. Ti serve una carta nuova.",
      steps(
        "Chiedi un duplicato a {duplicatePlace}.",
        "Quando arriva, taglia e butta la carta vecchia.",
        "Torna allo sportello e attiva la carta nuova.",
      ),
    ],
  },
  "activated-in-vain": {
    question: "Ho attivato la carta, ma non riesco ad accedere",
    words: "attivata attivazione chiesta non funziona accesso problema prova",
    answer: [
      when("two-halves", "Hai anche la seconda parte dei codici? Finché non arriva non puoi accedere."),
      "Fai la prova della carta. Varco le fa firmare qualcosa che non ha effetti e controlla la firma.",
      "Se la prova riesce, la carta e il lettore vanno bene. Il problema è del portale o del collegamento.",
      when(
        "help-line",
        "Se non riesce, chiama {helpLine}. Ti chiedono {helpLineAsks}. Tieni pronti anche {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "Se non riesce, avvisa {body}."),
      "Se la carta è guasta, chiedi un duplicato a {duplicatePlace}. Poi attivalo.",
    ],
  },
};
