<?php

// One for each host that asks for the card. Its address is its name.
$metadata['__DYNAMIC:1__'] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'saml.key.pem',
    'certificate' => 'saml.pem',
    'auth' => 'tessera',
    'SingleSignOnServiceBinding' => [SAML2\Constants::BINDING_HTTP_REDIRECT, SAML2\Constants::BINDING_HTTP_POST],
    'SingleLogoutServiceBinding' => [SAML2\Constants::BINDING_HTTP_REDIRECT],
];
