<?php

// Each identity provider gets the request for a login in its own way.
foreach ([
    'IDP_PATH_ORIGIN' => SAML2\Constants::BINDING_HTTP_REDIRECT,
    'IDP_OPTIONAL_ORIGIN' => SAML2\Constants::BINDING_HTTP_POST,
] as $origin => $binding) {
    $base = getenv($origin) . '/simplesaml/saml2/idp';
    $metadata["$base/metadata.php"] = [
        'SingleSignOnService' => [['Binding' => $binding, 'Location' => "$base/SSOService.php"]],
        'SingleLogoutService' => [[
            'Binding' => SAML2\Constants::BINDING_HTTP_REDIRECT,
            'Location' => "$base/SingleLogoutService.php",
        ]],
        'certificate' => 'saml.pem',
    ];
}
