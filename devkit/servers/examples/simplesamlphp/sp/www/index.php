<?php

// The service's page, for everybody: who is logged in, and the ways in and out.
require_once '/usr/share/simplesamlphp/lib/_autoload.php';

$source = in_array($_GET['via'] ?? '', ['redirect', 'post'], true) ? $_GET['via'] : 'redirect';
$session = new SimpleSAML\Auth\Simple($source);
$here = SimpleSAML\Utils\HTTP::getSelfURLHost() . "/?via=$source";
if (isset($_GET['entra'])) {
    $session->requireAuth(['ReturnTo' => $here]);
}
if (isset($_GET['esci'])) {
    $session->logout($here);
}
$attributes = $session->getAttributes();
?>
<!doctype html>
<html lang="it">
<title>Servizio dimostrativo</title>
<?php if ($session->isAuthenticated()): ?>
<p data-testid="holder-name"><?= htmlspecialchars("{$attributes['name'][0]} {$attributes['familyName'][0]}") ?></p>
<p><a data-testid="logout" href="?via=<?= $source ?>&amp;esci">Esci</a></p>
<?php else: ?>
<p data-testid="message">Nessuno è entrato.</p>
<p><a data-testid="login" href="?via=<?= $source ?>&amp;entra">Entra con la tessera</a></p>
<?php endif ?>
</html>
