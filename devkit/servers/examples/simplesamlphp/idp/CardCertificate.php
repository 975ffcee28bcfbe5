<?php

/**
 * The module's own class looks the person up in a directory, in which citizens are not. Here the certificate says who it
 * is; what happens without one stays the module's.
 */
class CardCertificate extends \SimpleSAML\Module\authX509\Auth\Source\X509userCert
{
    public function __construct($info, &$config)
    {
        \SimpleSAML\Auth\Source::__construct($info, $config);
    }

    public function authenticate(&$state)
    {
        $subject = openssl_x509_parse($_SERVER['SSL_CLIENT_CERT'] ?? '')['subject'] ?? null;
        if ($subject === null) {
            parent::authenticate($state);
        }
        // CODICEFISCALE/CARDNUMBER.hash
        if (!preg_match('~^([A-Z0-9]{16})/~', $subject['CN'] ?? '', $found)) {
            $state['authX509.error'] = 'UNKNOWNCERT';
            $this->authFailed($state);
        }
        $state['Attributes'] = [
            'fiscalNumber' => [$found[1]],
            'name' => [$subject['GN']],
            'familyName' => [$subject['SN']],
        ];
        $this->authSuccesful($state);
    }
}
